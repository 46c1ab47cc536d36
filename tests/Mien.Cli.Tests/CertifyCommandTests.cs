using Mien.Recognition.Runs;
using Mien.Recognition.Tests.Runs;

namespace Mien.Cli.Tests;

public sealed class CertifyCommandTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}");

    public CertifyCommandTests() =>
        RunFolder.Write(_folder, MadeUpRun.Record(1), MadeUpRun.Splits(1), MadeUpRun.Table(1));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_clean_run_exits_0_and_shows_its_digest()
    {
        var (exit, output, _) = Run("certify", _folder);

        Assert.Equal(0, exit);
        Assert.Contains(RunFolder.Read(_folder).Certificate!.Digest, output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILS", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_run_exits_1_and_says_what_was_edited()
    {
        var file = Path.Combine(_folder, RunFolder.MetricsFile);
        File.WriteAllText(
            file,
            File.ReadAllText(file).Replace("\"truths\": 16", "\"truths\": 17", StringComparison.Ordinal)
        );

        var (exit, output, _) = Run("certify", _folder);

        Assert.Equal(1, exit);
        Assert.Contains("FAILS    metrics follow predictions", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Anybodys_predictions_and_splits_are_checked()
    {
        var (predictions, splits) = (Path.Combine(_folder, "p.csv"), Path.Combine(_folder, "s.csv"));
        File.WriteAllText(predictions, "dataset,subject,clip,truth,predicted\nA,1,x,sad,sad\nA,1,y,happy,sad\n");
        File.WriteAllText(splits, "fold,role,dataset,subject,clip\n0,test,A,1,x\n0,test,A,1,y\n0,train,A,1,z\n");

        var (exit, output, _) = Run("certify", "--predictions", predictions, "--splits", splits);

        Assert.Equal(1, exit);
        Assert.Contains("Subject A/1 is on both sides of fold 0", output, StringComparison.Ordinal);
        Assert.Contains("unknown  content apart", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_that_cannot_be_is_pointed_out()
    {
        var (exit, output, _) = Run("certify", _folder, "--claim", "f1=99,precision=97.3,recall=96.5");

        Assert.Equal(1, exit);
        Assert.Contains("cannot come from one averaging", output, StringComparison.Ordinal);
        Assert.Contains("is no figure of these predictions", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certify")]
    [InlineData("certify", "--predictions", "p.csv")]
    [InlineData("certify", "nowhere")]
    [InlineData("certify", "nowhere", "--claim", "f2=1")]
    public void What_cannot_be_certified_is_one_sentence_and_exit_2(params string[] words)
    {
        var (exit, _, error) = Run(words);

        Assert.Equal(2, exit);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private static (int Exit, string Output, string Error) Run(params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        return (CommandLine.Run(words, output, error), output.ToString(), error.ToString());
    }
}
