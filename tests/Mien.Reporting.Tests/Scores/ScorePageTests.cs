using System.Xml.Linq;
using Mien.Reporting.Scores;
using Mien.Spotting.Scoring;

namespace Mien.Reporting.Tests.Scores;

public sealed class ScorePageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien-reporting-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_score_is_told_in_a_sentence_tables_and_bars()
    {
        var truth = Write(
            "truth.csv",
            "video,frame_rate,kind,onset,apex,offset,peak_px,class",
            "v,30,micro,10,13,20,0.8,a",
            "v,30,micro,60,63,70,2.1,b"
        );
        Write("videos.csv", "video,frames,frame_rate", "v,1800,30", "w,400,200");
        var predictions = Write("p.csv", "video,kind,onset,apex,offset,class", "v,micro,60,64,70,b", "w,micro,5,7,9,a");
        var path = Path.Combine(_folder, "score.html");
        ScorePage.Write(path, "p.csv", ScoreReport.Of(truth, predictions));
        var text = File.ReadAllText(path);
        Assert.Contains("1 of 2 micro-expressions were found, with 1 false alarm, 0.97 a minute: F1 0.500.", text);
        Assert.Contains("0.75 to 1 px 0 of 1; 2 to 2.5 px 1 of 1", text);
        Assert.Contains("micro, 200 frames/s", text);
        Assert.Contains("nothing told", text);
        XDocument.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]);
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
