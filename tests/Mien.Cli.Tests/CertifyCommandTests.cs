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

    [Fact]
    public void The_published_log_gives_its_figures_and_its_UAR_is_recognised_as_macro_precision()
    {
        var log = RealData.Require("metrics-golden/ststnet-matlab-log.txt");

        var (exit, output, _) = Run("certify", "--predictions", log, "--claim", "f1=.7353,uar=.7605,accuracy=.7692");

        Assert.Equal(1, exit);
        Assert.Contains(
            "The UAR of 76.05 is macro precision: the UAR of these predictions is 71.86.",
            output,
            StringComparison.Ordinal
        );
        var rows = output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        // The data note's UF1, UAR and accuracy, whole and by dataset.
        Assert.Contains(rows, row => row is ["all", "442", "0.7353", "0.7186", "0.7692", "0.7605", ..]);
        Assert.Contains(rows, row => row is ["smic", "164", "0.6801", "0.6703", "0.6829", "0.7013", ..]);
        Assert.Contains(rows, row => row is ["casme2", "145", "0.8382", "0.8190", "0.8621", "0.8686", ..]);
        Assert.Contains(rows, row => row is ["samm", "133", "0.6588", "0.6415", "0.7744", "0.6810", ..]);
        Assert.Contains("nothing can be said of leaks", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_papers_figures_are_examined_by_themselves()
    {
        var (exit, output, _) = Run(
            "certify",
            "--claim",
            "f1=99,precision=97.3,recall=96.5,accuracy=99.73,samples=159,folds=10"
        );

        Assert.Equal(1, exit);
        Assert.Contains("cannot come from one averaging", output, StringComparison.Ordinal);
        Assert.Contains(
            "nor as a mean over 10 folds of nearly equal size (nearest 99.38 and 100); folds of unequal size, as over subjects, may give it.",
            output,
            StringComparison.Ordinal
        );
        Assert.Equal(0, Run("certify", "--claim", "f1=.74,accuracy=.7692,samples=442").Exit);
    }

    [Theory]
    [InlineData("smic s1\nx 0 9\n", "line 2")]
    [InlineData("x 0 1\n", "line 1")]
    [InlineData("smic s1\n", "no predictions")]
    public void A_log_that_is_none_is_one_sentence(string text, string part)
    {
        var log = Path.Combine(_folder, "log.txt");
        File.WriteAllText(log, text);

        var (exit, _, error) = Run("certify", "--predictions", log);

        Assert.Equal(2, exit);
        Assert.Contains(part, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certify")]
    [InlineData("certify", "--claim", "samples=0")]
    [InlineData("certify", "--claim", "f1=nan")]
    [InlineData("certify", "--claim", "f1=Infinity")]
    [InlineData("certify", "--claim", "accuracy=-Infinity")]
    [InlineData("certify", "--claim", "accuracy=100.1")]
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
