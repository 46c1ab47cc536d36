using System.Text.Json.Nodes;
using Mien.Data.Augmentation;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Metrics;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Tests.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Certification;

/// <summary>Plants one cheat at a time in a clean run; the check that must name it names it, and no other fails.</summary>
public sealed class CheatTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void A_clean_run_is_certified_with_one_digest_anywhere()
    {
        var here = RunFolder.Write(_folder, MadeUpRun.Record(2), MadeUpRun.Splits(2), MadeUpRun.Table(2));
        var elsewhere = MadeUpRun.Record(2) with
        {
            Command = "mien evaluate --out /elsewhere",
            Revisions = ["9d9ed7d0c1b2a39485f6e7d8c9b0a1f2e3d4c5b6"],
            Machine = RunMachine.Describe(64),
            Data = [MadeUpRun.Record(2).Data[0] with { Path = "/mnt/maps" }],
        };

        var audit = Audit.Of(RunFolder.Read(_folder));

        Assert.True(audit.Clean);
        Assert.Equal(
            ["look-alikes apart"],
            audit.Checks.Where(check => check.Status == CheckStatus.Unknown).Select(c => c.Name)
        );
        Assert.Equal(
            here.Certificate!.Digest,
            Certificate.Issue(elsewhere, MadeUpRun.Splits(2), MadeUpRun.Table(2), here.Metrics).Digest
        );
    }

    [Fact]
    public void A_subject_on_both_sides_is_named()
    {
        var detail = Failure(
            "subjects apart",
            ChangeFold(fold => fold with { Train = [.. fold.Train, 0], Test = [1, 2, 3, 4, 5] })
        );

        Assert.StartsWith(
            "Subject CASME2/01 is on both sides of fold 0; 1 of 8 folds",
            detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_clip_that_is_trained_on_and_tested_is_named()
    {
        var splits = MadeUpRun.Splits(1);
        splits.Folds[0] = splits.Folds[0] with { Train = [.. splits.Folds[0].Train, 0] };

        var check = LeakChecks.Run(splits).Single(check => check.Name == "clips apart");

        Assert.Equal("CASME2/01/EP01 is trained on and tested in fold 0.", check.Detail);
    }

    [Fact]
    public void A_duplicated_clip_under_another_name_is_named()
    {
        var splits = MadeUpRun.Splits(1);
        splits.Items[47] = splits.Items[47] with { Hash = splits.Items[0].Hash };

        Assert.StartsWith(
            "CASME2/01/EP01 has the same content as SMIC/04/EP06, which fold 0 trains on",
            Failure("content apart", splits),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_scaler_fitted_on_all_is_named_by_its_samples()
    {
        var detail = Failure(
            "statistics apart",
            ChangeFold(fold => fold with { FittedOn = [.. Enumerable.Range(0, 48)] })
        );

        Assert.StartsWith("Fold 0 scales its inputs by statistics of CASME2/01/EP01", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scaler_fitted_on_all_is_named_by_its_equal_statistics()
    {
        var splits = MadeUpRun.Splits(1);
        splits = splits with { Folds = [.. splits.Folds.Select(fold => fold with { Statistics = "same" })] };

        Assert.StartsWith(
            "Folds 0 and 1 train on other samples",
            Failure("statistics apart", splits),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_scaler_fitted_on_each_training_side_is_clean()
    {
        var splits = MadeUpRun.Splits(1);
        splits = splits with
        {
            Folds = [.. splits.Folds.Select(fold => fold with { FittedOn = fold.Train, Statistics = $"{fold.Fold}" })],
        };

        Assert.True(Audit.Of(splits, MadeUpRun.Table(1)).Clean);
    }

    [Fact]
    public void An_epoch_chosen_on_the_test_part_is_named_by_its_samples()
    {
        var detail = Failure("selection apart", ChangeFold(fold => fold with { SelectedOn = fold.Test }));

        Assert.Equal("Fold 0 chose its epoch or setting on CASME2/01/EP01, which it is tested on.", detail);
    }

    [Fact]
    public void An_epoch_chosen_on_other_clips_of_the_tested_person_is_named()
    {
        var splits = ChangeFold(fold => fold with { SelectedOn = [0], Test = [1, 2, 3, 4, 5] });

        var check = LeakChecks.Run(splits).Single(check => check.Name == "selection apart");

        Assert.Equal("Fold 0 chose its epoch or setting on subject CASME2/01, which it is tested on.", check.Detail);
    }

    [Fact]
    public void An_epoch_that_differs_without_a_selection_is_named()
    {
        var detail = Failure("selection apart", ChangeFold(fold => fold with { Epoch = 17 }));

        Assert.StartsWith("The epoch differs between folds (17 to 40)", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Near_copies_are_named()
    {
        var set = NeighbourFrames.Imitate(SyntheticSet.Make(2, 3, 1, new GeneratorOptions()), new RandomStream(1));
        var items = set.Clips.Select(clip => new SplitItem
        {
            Dataset = "d",
            Subject = clip.Subject,
            Clip = clip.Clip,
            LookAlike = LookAlikeHash.Of(clip.Map),
        });
        var splits = new RunSplits
        {
            Protocol = "frame-kfold",
            Leaky = true,
            Items = [.. items],
            Folds =
            [
                new SplitFold
                {
                    Fold = 0,
                    Seeds = [1],
                    Train = [1],
                    Test = [0],
                },
            ],
        };

        var check = LeakChecks.Run(splits).Single(check => check.Name == "look-alikes apart");

        Assert.Equal(CheckStatus.Fails, check.Status);
        Assert.EndsWith(
            "which fold 0 trains on (frame-kfold is leaky by design).",
            check.Detail,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("mirror p=1", "is a mirror image of")]
    [InlineData("affine rotation=0 scale=0 shift=0.5", "is a near copy of")]
    [InlineData("noise sd=0.05", "is a near copy of")]
    public void Augmented_copies_made_before_the_split_are_named(string augmentation, string kind)
    {
        var set = SyntheticSet.Make(1, 2, 1, new GeneratorOptions());
        var input = InputDefinition.Parse("centred");
        var inputs = new InputMatrix(set, input);
        var augmenter = AugmentationDefinition.Parse(augmentation).For(inputs.Shape, inputs.Channels);
        var values = new float[inputs.Shape.Length];
        augmenter.Apply(inputs[0], values, new RandomStream(5));
        var maps = new[] { new MotionMap(inputs.Shape, inputs[0].ToArray()), new MotionMap(inputs.Shape, values) };
        var splits = OneFold.Of(maps, train: [1], test: [0]);

        Assert.Contains(kind, Failure("look-alikes apart", splits), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_a_clip_under_its_name_is_named()
    {
        var splits = MadeUpRun.Splits(1);
        splits.Items[1] = splits.Items[1] with { Clip = "EP01#2" };
        splits.Folds[0] = splits.Folds[0] with { Train = [.. splits.Folds[0].Train, 1], Test = [0, 2, 3, 4, 5] };

        Assert.StartsWith(
            "CASME2/01/EP01 is tested and CASME2/01/EP01#2, a frame or copy of the same clip, is trained on in fold 0",
            Failure("clips apart", splits),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Different_real_clips_are_no_near_copies()
    {
        var set = PreparedSet.Read(RealData.Require("megc2019-motion"));
        var hashes = set.Clips.Select(clip => LookAlikeWords.Parse(LookAlikeHash.Of(clip.Map))!).ToArray();

        for (var i = 0; i < hashes.Length; i++)
        {
            Assert.DoesNotContain(hashes.Skip(i + 1), hashes[i].IsLike);
            var mirrored = hashes[i].Mirrored();
            Assert.DoesNotContain(hashes.Skip(i + 1), mirrored.IsLike);
        }
    }

    [Fact]
    public void A_sample_left_out_of_the_predictions_is_named()
    {
        var table = MadeUpRun.Table(1);
        var fewer = new PredictionTable(table.Classes, table.Rows.Where(row => row.Clip != "EP03"));

        var check = Audit.Of(MadeUpRun.Splits(1), fewer).Checks.Single(check => check.Status == CheckStatus.Fails);

        Assert.Equal(
            "8 held-out samples have no prediction, first CASME2/01/EP03: samples were left out.",
            check.Detail
        );
    }

    [Fact]
    public void Of_a_finished_model_it_is_unknown_whom_it_has_seen()
    {
        var splits = MadeUpRun.Splits(1) with { Protocol = "zero-shot", Folds = [] };

        Assert.Equal(CheckStatus.Unknown, Assert.Single(LeakChecks.Run(splits)).Status);
        Assert.True(Audit.Of(splits, MadeUpRun.Table(1)).Clean);
    }

    [Fact]
    public void A_leak_that_the_metrics_hide_is_named()
    {
        var run = MadeUpRun.Record(1) with { Protocol = "clip-kfold", Leaky = true };
        var metrics = RunFolder.Write(_folder, run, MadeUpRun.Splits(1), MadeUpRun.Table(1)).Metrics;
        (metrics with { Leaky = false }).Write(Path.Combine(_folder, RunFolder.MetricsFile));

        Assert.StartsWith("In metrics.json leaky is false", Failures()[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_honest_score_beside_a_leaky_one_is_named()
    {
        var honest = new SubjectIndependentScore
        {
            Protocol = "loso",
            Uf1 = .7,
            Uar = .7,
            Accuracy = .7,
        };
        var run = MadeUpRun.Record(1) with { Protocol = "clip-kfold", Leaky = true, SubjectIndependent = honest };
        RunFolder.Write(_folder, run, MadeUpRun.Splits(1), MadeUpRun.Table(1));
        (run with { SubjectIndependent = honest with { Uf1 = .9 } }).Write(Path.Combine(_folder, RunFolder.RunFile));

        Assert.Contains("subjectIndependent.uf1 is 0.9", Assert.Single(Failures()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Edited_predictions_are_named()
    {
        RunFolder.Write(_folder, MadeUpRun.Record(1), MadeUpRun.Splits(1), MadeUpRun.Table(1));
        var table = MadeUpRun.Table(1);
        new PredictionTable(table.Classes, table.Rows.Select(row => row with { Predicted = row.Truth })).Write(
            Path.Combine(_folder, RunFolder.PredictionsFile)
        );

        var failures = Failures();

        Assert.Equal(
            ["predictions follow scores", "metrics follow predictions", "certificate"],
            failures.Select(check => check.Name)
        );
        Assert.Contains("edited predictions", failures[0].Detail, StringComparison.Ordinal);
        Assert.Equal("predictions.csv changed after the run was certified.", failures[2].Detail);
    }

    [Fact]
    public void Edited_metrics_are_named_with_the_figure()
    {
        var metrics = RunFolder.Write(_folder, MadeUpRun.Record(1), MadeUpRun.Splits(1), MadeUpRun.Table(1)).Metrics;
        (metrics with { Full = metrics.Full with { Uf1 = metrics.Full.Uf1 with { Mean = .991 } } }).Write(
            Path.Combine(_folder, RunFolder.MetricsFile)
        );

        var failures = Failures();

        Assert.Equal(["metrics follow predictions", "certificate"], failures.Select(check => check.Name));
        Assert.StartsWith("In metrics.json full.uf1.mean is 0.991 where", failures[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("byDataset", "SAMM")]
    [InlineData("full", "uf1OfThePaper")]
    public void Added_figures_are_named(string place, string name)
    {
        RunFolder.Write(_folder, MadeUpRun.Record(1), MadeUpRun.Splits(1), MadeUpRun.Table(1));
        var file = Path.Combine(_folder, RunFolder.MetricsFile);
        var metrics = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        metrics[place]![name] = metrics["byDataset"]!["SMIC"]!.DeepClone();
        File.WriteAllText(file, metrics.ToJsonString());

        var failures = Failures();

        Assert.Equal("metrics follow predictions", failures[0].Name);
        Assert.StartsWith(
            $"In metrics.json {place}.{name} is there where nothing was expected from predictions.csv",
            failures[0].Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_figure_written_twice_is_named()
    {
        RunFolder.Write(_folder, MadeUpRun.Record(1), MadeUpRun.Splits(1), MadeUpRun.Table(1));
        var file = Path.Combine(_folder, RunFolder.MetricsFile);
        var text = File.ReadAllText(file);
        var first = text.IndexOf("\"samples\"", StringComparison.Ordinal);
        File.WriteAllText(file, text.Insert(first, "\"samples\": 4800,\n    "));

        Assert.StartsWith(
            "In metrics.json full.samples is there twice",
            Failures()[0].Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_edited_certificate_or_record_is_named()
    {
        RunFolder.Write(_folder, MadeUpRun.Record(1), MadeUpRun.Splits(1), MadeUpRun.Table(1));
        (MadeUpRun.Record(1) with { Model = "better" }).Write(Path.Combine(_folder, RunFolder.RunFile));
        Assert.Contains("model is \"better\"", Assert.Single(Failures()).Detail, StringComparison.Ordinal);

        var path = Path.Combine(_folder, Certificate.FileName);
        (Certificate.Read(path) with { Leaky = true }).Write(path);
        Assert.Contains("edited certificate", Assert.Single(Failures()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_commits_in_the_record_than_in_the_certificate_are_named()
    {
        var run = MadeUpRun.Record(1) with { Revisions = ["9d9ed7d0c1b2a39485f6e7d8c9b0a1f2e3d4c5b6"] };
        RunFolder.Write(_folder, run, MadeUpRun.Splits(1), MadeUpRun.Table(1));
        Assert.Empty(Failures());

        (run with { Revisions = null }).Write(Path.Combine(_folder, RunFolder.RunFile));

        Assert.Contains("names other commits", Assert.Single(Failures()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_that_point_outside_of_their_items_are_refused()
    {
        var splits = ChangeFold(fold => fold with { Train = [-1] });

        Assert.Contains(
            "names item -1 of 48",
            Assert.Throws<InputFaultException>(() => LeakChecks.Run(splits)).Message,
            StringComparison.Ordinal
        );
    }

    private static RunSplits ChangeFold(Func<SplitFold, SplitFold> change)
    {
        var splits = MadeUpRun.Splits(1);
        splits.Folds[0] = change(splits.Folds[0]);
        return splits;
    }

    private static string Failure(string name, RunSplits splits) =>
        LeakChecks.Run(splits).Single(check => check.Status == CheckStatus.Fails && check.Name == name).Detail;

    private Check[] Failures() =>
        [.. Audit.Of(RunFolder.Read(_folder)).Checks.Where(check => check.Status == CheckStatus.Fails)];
}
