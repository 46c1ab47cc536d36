using System.Text.Json.Nodes;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Runs;
using Mien.Recognition.Tests.Runs;

namespace Mien.Recognition.Tests.Certification;

public sealed class CertificateTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_names_who_was_held_out_what_was_chosen_and_what_each_seed_scored()
    {
        var splits = MadeUpRun.Splits(2);
        splits.Folds[1] = splits.Folds[1] with { SelectedOn = splits.Folds[1].Train, Choice = "epochs=80", Epoch = 80 };

        var metrics = Write(splits).Metrics;

        var certificate = Certificate.Read(Path.Combine(_folder, Certificate.FileName));
        Assert.Equal(8, certificate.Folds!.Length);
        var (first, second) = (certificate.Folds[0], certificate.Folds[1]);
        Assert.Equal([1, 2], first.Seeds);
        Assert.Equal(("CASME2/01", 6, 42), (first.HeldOut, first.Test, first.Train));
        Assert.Equal((null, null, 40), (first.SelectedOn, first.Choice, first.Epoch));
        Assert.Equal(("training samples", "epochs=80", 80), (second.SelectedOn, second.Choice, second.Epoch));
        Assert.Equal([1, 2], certificate.PerSeed!.Select(seed => seed.Seed));
        Assert.Equal(metrics.Full.Uf1.PerSeed, certificate.PerSeed!.Select(seed => seed.Figures["uf1"]));
        Assert.Equal(metrics.Full.Accuracy.PerSeed, certificate.PerSeed!.Select(seed => seed.Figures["accuracy"]));
    }

    [Fact]
    public void A_choice_on_the_held_out_part_stands_in_it()
    {
        var splits = MadeUpRun.Splits(2);
        splits.Folds[1] = splits.Folds[1] with { SelectedOn = splits.Folds[1].Test };

        Assert.Equal("held-out samples", Write(splits).Certificate!.Folds![1].SelectedOn);
    }

    [Fact]
    public void Many_people_are_counted_and_hashed()
    {
        var items = Enumerable
            .Range(0, 30)
            .Select(i => new SplitItem
            {
                Dataset = "d",
                Subject = $"{i:00}",
                Clip = "c",
            });
        var splits = new RunSplits
        {
            Protocol = "lodo",
            Leaky = false,
            Items = [.. items],
            Folds = [],
        };
        var fold = new SplitFold
        {
            Fold = 0,
            Seeds = [1],
            Train = [],
            Test = [.. Enumerable.Range(0, 30)],
        };
        Directory.CreateDirectory(_folder);

        var names = string.Concat(Enumerable.Range(0, 30).Select(i => $"d/{i:00}\n"));
        Assert.Equal($"30 subjects, SHA-256 {ContentHash.Of(names)}", CertifiedFold.Of(splits, fold).HeldOut);
    }

    [Fact]
    public void One_of_an_earlier_form_is_still_checked()
    {
        var earlier = Earlier(Write(MadeUpRun.Splits(2)).Certificate!);
        earlier.Write(Path.Combine(_folder, Certificate.FileName));

        var check = Check();

        Assert.Equal(CheckStatus.Holds, check.Status);
        Assert.Contains("in an earlier form", check.Detail, StringComparison.Ordinal);
        Assert.EndsWith($"digest {earlier.Digest}.", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_form_hides_no_edited_record()
    {
        Earlier(Write(MadeUpRun.Splits(2)).Certificate!).Write(Path.Combine(_folder, Certificate.FileName));
        (MadeUpRun.Record(2) with { Model = "better" }).Write(Path.Combine(_folder, RunFolder.RunFile));

        Assert.Contains("model is \"better\"", Check().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_a_later_form_is_left_to_later_versions()
    {
        var certificate = Write(MadeUpRun.Splits(2)).Certificate!;
        Certificate.Sign(certificate with { Format = 3 }).Write(Path.Combine(_folder, Certificate.FileName));

        Assert.Equal(CheckStatus.Unknown, Check().Status);
        Assert.Contains("is of form 3", Check().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_added_to_it_is_named()
    {
        Write(MadeUpRun.Splits(2));
        var file = Path.Combine(_folder, Certificate.FileName);
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        json["approvedBy"] = "somebody";
        File.WriteAllText(file, json.ToJsonString());

        Assert.Contains("In certificate.json approvedBy is there", Check().Detail, StringComparison.Ordinal);
    }

    private RunFolder Write(RunSplits splits) =>
        RunFolder.Write(_folder, MadeUpRun.Record(2), splits, MadeUpRun.Table(2));

    private Check Check() => Audit.Of(RunFolder.Read(_folder)).Checks.Single(check => check.Name == "certificate");

    /// <summary>As it was written before there were forms, with the words of that time.</summary>
    private static Certificate Earlier(Certificate certificate) =>
        Certificate.Sign(
            certificate with
            {
                Format = 0,
                Folds = null,
                PerSeed = null,
                Checks = [new Check("subjects apart", CheckStatus.Holds, "In other words.")],
            }
        );
}
