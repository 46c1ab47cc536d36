using System.Text.Json;

namespace Mien.Cli.Tests;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_score_is_told_to_people_and_to_programs()
    {
        var truth = Write("truth.csv", "video,kind,onset,apex,offset,class\nv,micro,10,15,20,a\nv,micro,50,55,60,b\n");
        var predictions = Write("p.csv", "vid,pred_onset,pred_offset,type,emotion\nv,11,20,me,a\nv,90,99,me,b\n");
        string[] score = ["score", "--truth", truth, "--predictions", predictions];

        Assert.Equal((0, ""), Run(score, out var page));
        Assert.Contains(
            "micro 2 1 1 1 0.5000 0.5000 0.5000 - -",
            string.Join(' ', page.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
        Assert.Contains("STRS 0.2500", page);

        Assert.Equal((0, ""), Run([.. score, "--json"], out var text));
        var micro = JsonDocument.Parse(text).RootElement.GetProperty("micro");
        Assert.Equal(1, micro.GetProperty("hits").GetInt32());
        Assert.Equal(0.5, micro.GetProperty("f1").GetDouble());
        Assert.Equal(0.25, micro.GetProperty("recognition").GetProperty("strs").GetDouble(), 1e-12);
    }

    [Fact]
    public void A_column_of_emotions_is_no_column_of_kinds()
    {
        var truth = Write("truth.csv", "video,onset,offset,expression\nv,10,20,happy\nv,50,60,disgust\n");
        var predictions = Write("p.csv", "video,onset,offset\nv,11,20\nv,90,99\n");

        Assert.Equal((0, ""), Run(["score", "--truth", truth, "--predictions", predictions, "--json"], out var text));

        Assert.Equal(1, JsonDocument.Parse(text).RootElement.GetProperty("overall").GetProperty("hits").GetInt32());
    }

    [Fact]
    public void Truths_of_no_kind_are_named_and_without_any_truth_nothing_is_scored()
    {
        var predictions = Write("p.csv", "video,onset,offset,kind\nv,11,20,micro\n");
        var some = Write("some.csv", "video,onset,offset,kind\nv,10,20,micro\nv,30,40,Mikro\nv,50,60,\n");
        var none = Write("none.csv", "video,onset,offset,kind\nv,10,20,Mikro\n");

        Assert.Equal((0, ""), Run(["score", "--truth", some, "--predictions", predictions], out var text));
        Assert.Contains("Rows of the truth that are neither micro nor macro", text);
        Assert.Contains("without a kind 1, mikro 1", text);

        var (exit, error) = Run(["score", "--truth", none, "--predictions", predictions], out _);
        Assert.Equal(2, exit);
        Assert.Contains("'mikro'", error);

        var blinks = Write("blinks.csv", "video,onset,offset,kind\nv,10,20,blink\nv,40,90,talk\n");
        Assert.Equal(
            (0, ""),
            Run(["score", "--truth", blinks, "--predictions", predictions, "--json"], out var alarms)
        );
        var overall = JsonDocument.Parse(alarms).RootElement.GetProperty("overall");
        Assert.Equal(1, overall.GetProperty("falseAlarms").GetInt32());
    }

    [Fact]
    public void What_cannot_be_scored_is_one_sentence_and_exit_2()
    {
        var truth = Write("truth.csv", "video,onset,offset\nv,1,2\n");
        foreach (
            var more in (string[][])
                [
                    ["--predictions", "/no/such.csv"],
                    ["--predictions", truth, "--iou", "0"],
                    ["--predictions", _folder],
                ]
        )
        {
            var (exit, error) = Run(["score", "--truth", truth, .. more], out _);
            Assert.Equal(2, exit);
            Assert.Single(error.Trim().Split('\n'));
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Exit, string Error) Run(string[] args, out string output)
    {
        using var standard = new StringWriter();
        using var error = new StringWriter();
        var exit = CommandLine.Run(args, standard, error);
        output = standard.ToString();
        return (exit, error.ToString());
    }
}
