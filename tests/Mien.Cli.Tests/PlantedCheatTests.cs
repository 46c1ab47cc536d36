using System.Text.Json.Nodes;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;

namespace Mien.Cli.Tests;

/// <summary>
/// Cheats as somebody would plant them, in the data before a real run or in its folder afterwards; <c>mien certify</c> names
/// each by the check that fails, and the clean run passes.
/// </summary>
public sealed class PlantedCheatTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public PlantedCheatTests() => File.WriteAllText(At("short.json"), "{ \"epochs\": 3, \"batch\": 8 }");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_clean_run_passes_and_its_digest_is_the_same_in_another_folder_with_other_threads()
    {
        Evaluate(Clips(), "one", "--threads", "1");
        // A recipe may name its model or leave that to the command.
        File.WriteAllText(At("short.json"), "{ \"model\": \"cabm\", \"epochs\": 3, \"batch\": 8 }");
        Evaluate(Clips(), "two", "--threads", "3");

        var (one, two) = (Certify("one"), Certify("two"));

        Assert.Equal((0, 0), (one.Exit, two.Exit));
        Assert.Contains("Nothing that can be checked speaks against this run", one.Output, StringComparison.Ordinal);
        Assert.Equal(DigestOf("one"), DigestOf("two"));
        Assert.Contains(DigestOf("one"), one.Output, StringComparison.Ordinal);
        foreach (var path in new[] { _folder, Path.GetFileName(_folder), Environment.MachineName })
        {
            Assert.DoesNotContain(path, File.ReadAllText(At("one/certificate.json")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_subject_on_both_sides_is_named()
    {
        Evaluate(Clips(), "run");
        EditFold(fold =>
        {
            // One clip of the tested subject is learnt from, and another is tested.
            var moved = fold["test"]![0]!.GetValue<int>();
            fold["test"]!.AsArray().RemoveAt(0);
            fold["train"]!.AsArray().Add(moved);
        });

        Named("subjects apart", "Subject made-up/p01 is on both sides of fold 0");
    }

    [Fact]
    public void A_clip_that_was_copied_and_renamed_is_named()
    {
        var clips = Clips();
        Evaluate([.. clips, clips[0] with { Subject = "p02", Clip = "new", Label = clips[0].Label }], "run");

        Named("content apart", "has the same content as");
    }

    [Fact]
    public void A_copy_with_a_little_noise_is_named()
    {
        var clips = Clips();
        var values = clips[0].Map.Values.Select((value, i) => value + (i % 7 == 0 ? 1 : 0)).ToArray();
        Evaluate(
            [
                .. clips,
                clips[0] with
                {
                    Subject = "p02",
                    Clip = "new",
                    Map = new MotionMap(clips[0].Map.Shape, values),
                },
            ],
            "run"
        );

        Named("look-alikes apart", "is a near copy of");
    }

    [Fact]
    public void Mirrored_copies_made_before_the_split_are_named()
    {
        var clips = Clips();
        Evaluate([.. clips, clips[0] with { Subject = "p02", Clip = "new", Map = Mirrored(clips[0].Map) }], "run");

        Named("look-alikes apart", "is a mirror image of");
    }

    [Fact]
    public void A_scaler_that_was_fitted_on_all_is_named()
    {
        Evaluate(Clips(), "run");
        EditFold(fold =>
            fold["fittedOn"] = new JsonArray([.. Enumerable.Range(0, 18).Select(i => JsonValue.Create(i))])
        );

        Named("statistics apart", "the scaler was fitted on more than the training side");
    }

    [Fact]
    public void An_epoch_that_was_chosen_on_the_test_subject_is_named()
    {
        Evaluate(Clips(), "run", "--selection", "test-subject");

        Named("selection apart", "chose its epoch or setting on made-up/p01");
    }

    [Fact]
    public void An_epoch_that_was_chosen_there_in_silence_is_named()
    {
        Evaluate(Clips(), "run");
        EditFold(fold => fold["epoch"] = 2);

        Named("selection apart", "The epoch differs between folds (2 to 3)");
    }

    [Fact]
    public void Edited_predictions_are_named()
    {
        Evaluate(Clips(), "run");
        var path = At("run/predictions.csv");
        var rows = File.ReadAllLines(path).Select(line => line.Split(',')).ToArray();
        foreach (var row in rows[1..])
        {
            row[6] = row[5];
        }

        File.WriteAllText(path, string.Join('\n', rows.Select(row => string.Join(',', row))) + "\n");

        Named("predictions follow scores", "edited predictions");
        Named("metrics follow predictions", "edited metrics or predictions");
        Named("certificate", "predictions.csv changed after the run was certified");
    }

    [Fact]
    public void Edited_metrics_are_named()
    {
        Evaluate(Clips(), "run");
        Edit("run/metrics.json", json => json["full"]!["uf1"]!["mean"] = 0.991);

        Named("metrics follow predictions", "full.uf1.mean is 0.991");
        Named("certificate", "metrics.json changed after the run was certified");
    }

    [Fact]
    public void Clips_that_were_quietly_left_out_are_named_with_the_data()
    {
        var clips = Clips();
        Evaluate([.. clips.Where(clip => clip.Clip != "c03")], "run");
        new PreparedSet(clips).Write(At("all"));

        var run = MienCommand.Run("certify", At("run"), "--data", At("all"));

        Assert.Equal(1, run.Exit);
        Assert.Contains(
            "were never predicted, first made-up/p01/c03: samples were left out",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Real_frames_that_were_split_are_held_against_the_sequences_they_come_from()
    {
        var sequences = Clips()
            .Select(clip =>
                clip with
                {
                    Map = new MotionMap(
                        clip.Map.Shape with
                        {
                            Frames = 2,
                        },
                        [.. clip.Map.Values.Select(value => value / 2), .. clip.Map.Values]
                    ),
                }
            );

        Evaluate([.. sequences], "run", "--protocol", "frame-kfold", "--folds", "3");

        Assert.Equal(1, Certify("run").Exit);
        var honest = MienCommand.Run("certify", At("run/subject-independent"), "--data", At("maps-run"));
        Assert.True(honest.Exit == 0, honest.Output);
        Assert.Contains("All 36 samples have the content", honest.Output, StringComparison.Ordinal);
        Assert.Contains("none is imitated", File.ReadAllText(At("run/report.html")), StringComparison.Ordinal);
    }

    private static IReadOnlyList<PreparedClip> Clips() => SyntheticSet.Make(3, 6, 1).Clips;

    private void Evaluate(IReadOnlyList<PreparedClip> clips, string name, params string[] more)
    {
        var maps = At($"maps-{name}");
        new PreparedSet(clips).Write(maps);
        var run = MienCommand.Run([
            "evaluate",
            "--data",
            maps,
            "--recipe",
            At("short.json"),
            "--out",
            At(name),
            "--quiet",
            .. more,
        ]);
        Assert.True(run.Exit == 0, run.Error);
    }

    private MienCommand Certify(string name) => MienCommand.Run("certify", At(name));

    private void Named(string check, string detail)
    {
        var run = Certify("run");
        Assert.Equal(1, run.Exit);
        var line = run
            .Output.Split('\n')
            .Single(line =>
                line.StartsWith("FAILS", StringComparison.Ordinal)
                && line.Contains($" {check} ", StringComparison.Ordinal)
            );
        Assert.Contains(detail, line, StringComparison.Ordinal);
    }

    private void EditFold(Action<JsonNode> change) => Edit("run/splits.json", json => change(json["folds"]![0]!));

    private void Edit(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(At(file)))!;
        change(json);
        File.WriteAllText(At(file), json.ToJsonString());
    }

    private string DigestOf(string name) =>
        JsonNode.Parse(File.ReadAllText(At($"{name}/certificate.json")))!["digest"]!.GetValue<string>();

    /// <summary>Flipped, u with the other sign, as augmentation does it to maps of bytes.</summary>
    private static MotionMap Mirrored(MotionMap map)
    {
        var (width, channels) = (map.Shape.Width, map.Shape.Channels);
        var values = new float[map.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (pixel, channel) = (i / channels, i % channels);
            var (y, x) = (pixel / width, width - 1 - (pixel % width));
            var value = map.Values[(((y * width) + x) * channels) + channel];
            values[i] = channel == 0 ? 255 - value : value;
        }

        return new MotionMap(map.Shape, values);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
