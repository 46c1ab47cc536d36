using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Cli.Tests;

/// <summary>
/// What real sets hold and tidy ones do not: two datasets that number their people alike, a subject of one clip, subjects
/// with one class, a class that one dataset lacks and one that a single subject has, so that a fold cannot learn it.
/// </summary>
public sealed class HostileSetTests : IDisposable
{
    private const int Clips = 22;
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public HostileSetTests()
    {
        Write(
            "first",
            [
                .. People("first", "01", "negative", "negative", "positive", "surprise", "negative"),
                .. People("first", "02", "negative"),
                .. People("first", "03", "positive", "positive"),
                .. People("first", "04", "negative", "positive", "disgust", "disgust"),
            ]
        );
        Write(
            "second",
            [
                .. People("second", "01", "negative", "positive", "negative", "positive"),
                .. People("second", "02", "positive"),
                .. People("second", "03", "negative", "negative", "negative", "positive", "positive"),
            ]
        );
        File.WriteAllText(At("short.json"), "{ \"epochs\": 1, \"batch\": 8 }");
        File.WriteAllText(
            At("nested.json"),
            "{ \"epochs\": 1, \"batch\": 8, \"selection\": \"inner-subjects\", \"choices\": \"epochs=1 | epochs=2\", \"innerFolds\": 2 }"
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("loso", "short", 7)]
    [InlineData("cde", "short", 7)]
    [InlineData("subject-kfold", "short", 3)]
    [InlineData("lodo", "short", 2)]
    [InlineData("loso", "nested", 7)]
    public void Every_honest_protocol_scores_every_clip_and_certifies(string protocol, string recipe, int folds)
    {
        var run = Evaluate(protocol, recipe);

        Assert.Equal(0, run.Exit);
        var folder = RunFolder.Read(At("run"));
        Assert.Equal(folds, folder.Splits.Folds.Select(fold => fold.Fold).Distinct().Count());
        Assert.Equal(Clips, folder.Metrics.Full.Samples);
        Assert.Equal(7, folder.Metrics.Full.Subjects);
        Assert.Equal(4, folder.Metrics.ByDataset["second"].Classes.Length);
        // Four classes of which the second dataset has two: the others count as zero, so no figure can pass one half.
        Assert.InRange(folder.Metrics.ByDataset["second"].Uf1.Mean, 0, 0.5);
        Assert.All(
            [folder.Metrics.Full.Uf1, folder.Metrics.Full.Uar],
            figure => Assert.True(double.IsFinite(figure.Mean))
        );
        Assert.Equal(0, MienCommand.Run("certify", At("run"), "--data", At("first"), At("second")).Exit);
        Assert.Contains(
            "second has no sample of class",
            File.ReadAllText(At("run/report.html")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("clip-kfold")]
    [InlineData("frame-kfold")]
    public void Every_leaky_protocol_says_so_and_brings_the_honest_score(string protocol)
    {
        Assert.Equal(0, Evaluate(protocol, "short").Exit);

        var folder = RunFolder.Read(At("run"));
        Assert.True(folder.Run.Leaky);
        Assert.NotNull(folder.Run.SubjectIndependent);
        Assert.Equal(1, MienCommand.Run("certify", At("run")).Exit);
    }

    [Fact]
    public void A_class_of_one_subject_must_be_asked_for()
    {
        var run = MienCommand.Run("evaluate", "--data", At("first"), At("second"), "--out", At("run"), "--quiet");

        Assert.Equal(2, run.Exit);
        Assert.Contains("occurs with one subject only (first/", run.Error, StringComparison.Ordinal);
    }

    private MienCommand Evaluate(string protocol, string recipe) =>
        MienCommand.Run(
            "evaluate",
            "--data",
            At("first"),
            At("second"),
            "--classes",
            "disgust,negative,positive,surprise",
            "--protocol",
            protocol,
            "--folds",
            "3",
            "--seeds",
            "1,2",
            "--recipe",
            At($"{recipe}.json"),
            "--out",
            At("run"),
            "--quiet"
        );

    private static IEnumerable<PreparedClip> People(string dataset, string subject, params string[] labels)
    {
        var maps = SyntheticSet.Make(1, labels.Length, (ulong)(dataset.Length + (100 * int.Parse(subject)))).Clips;
        return labels.Select(
            (label, i) => maps[i] with { Dataset = dataset, Subject = subject, Clip = $"c{i}", Label = label }
        );
    }

    private void Write(string name, PreparedClip[] clips) => new PreparedSet(clips).Write(At(name));

    private string At(string name) => Path.Combine(_folder, name);
}
