using Mien.Data.Synthetic;
using Mien.Recognition.Runs;

namespace Mien.Cli.Tests;

public sealed class LeakCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_split_over_frames_scores_as_well_without_meaning_and_people_held_out_do_not()
    {
        SyntheticSet.Make(6, 6, 1).Write(At("maps"));
        File.WriteAllText(
            At("memory.json"),
            "{ \"features\": \"values\", \"classifier\": \"svm kernel=rbf c=100 gamma=scale\", \"augmentation\": \"none\" }"
        );

        var run = MienCommand.Run(
            "leak",
            "--data",
            At("maps"),
            "--model",
            "svm-rbf",
            "--recipe",
            At("memory.json"),
            "--folds",
            "5",
            "--out",
            At("leak"),
            "--quiet"
        );

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("With the labels shuffled over the clips", run.Output, StringComparison.Ordinal);
        var (frames, people) = (Of("frames-shuffled"), Of("people-shuffled"));
        Assert.InRange(frames.Metrics.Full.Accuracy.Mean, 0.85, 1);
        Assert.InRange(people.Metrics.Full.Accuracy.Mean, 0, 0.6);
        Assert.True(frames.Run.Leaky && frames.Run.LabelShuffle == 1 && people.Run.LabelShuffle == 1);
        Assert.Null(Of("people").Run.LabelShuffle);
        var page = File.ReadAllText(At("leak/leak.html"));
        Assert.Contains("leaky", page, StringComparison.Ordinal);
        Assert.Contains(
            "labels shuffled",
            File.ReadAllText(At("leak/people-shuffled/report.html")),
            StringComparison.Ordinal
        );
    }

    private RunFolder Of(string name) => RunFolder.Read(At($"leak/{name}"));

    private string At(string name) => Path.Combine(_folder, name);
}
