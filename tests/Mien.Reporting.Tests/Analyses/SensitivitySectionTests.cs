using System.Text.Json;
using System.Xml.Linq;
using Mien.Foundation;
using Mien.Reporting.Analyses;
using Mien.Reporting.Pages;
using Mien.Spotting.Sensitivity;

namespace Mien.Reporting.Tests.Analyses;

public sealed class SensitivitySectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien-reporting-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_limits_are_told_drawn_and_listed()
    {
        var text = Write(Result(0.8));
        Assert.Contains("half of the time from 0.8", text);
        Assert.Contains("50 %", text);
        Assert.Contains("contour dashed", text);
        Assert.Contains("0.250 s, 50 frames", text);
        // Well-formed, so that every browser shows the same.
        XDocument.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Beyond_what_was_planted_nothing_is_claimed()
    {
        Assert.Contains("more than 2.8 px", Write(Result(30)));
        Assert.Contains("less than 0.25 px", Write(Result(0.01)));
    }

    [Fact]
    public void A_recording_in_which_nothing_could_be_planted_says_so()
    {
        var nothing = Result(1) with { Outcomes = [], Limit = null, Obstacle = "no face is seen" };
        Assert.Contains("Nothing could be planted: no face is seen.", Write(nothing));
    }

    [Fact]
    public void Programs_get_every_plant_and_the_limits()
    {
        var path = Path.Combine(_folder, SensitivityJson.FileName);
        var result = Result(0.8);
        SensitivityJson.Write(path, "v.mp4", result);
        var root = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        Assert.Equal(result.Outcomes.Count, root.GetProperty("plants").GetArrayLength());
        Assert.Equal(result.Durations.Count, root.GetProperty("limits").GetArrayLength());
        Assert.Equal(
            result.Limit!.SizeAt(0.5, 0.25),
            root.GetProperty("limits")[1].GetProperty("sizeAtHalf").GetDouble(),
            1e-12
        );
    }

    private static string Write(SensitivityResult result)
    {
        var page = new Page("v.mp4");
        SensitivitySection.Write(page, result);
        return page.ToText();
    }

    /// <summary>Outcomes of a pipeline that finds half of the motions of a size, at 200 frames/s.</summary>
    private static SensitivityResult Result(double half)
    {
        double[] sizes = [0.25, 0.5, 1, 2, 2.8];
        double[] durations = [0.1, 0.25, 0.5];
        var random = new RandomStream(4);
        var outcomes = new List<PlantOutcome>();
        foreach (var size in sizes)
        {
            foreach (var seconds in durations)
            {
                for (var i = 0; i < 60; i++)
                {
                    var odds = Math.Pow(size / half, 4);
                    outcomes.Add(new PlantOutcome(size, seconds, "1+2", i, random.Chance(odds / (1 + odds))));
                }
            }
        }

        return new SensitivityResult
        {
            FromSeconds = 0,
            Seconds = 60,
            FrameRate = 200,
            Outcomes = outcomes,
            Sizes = sizes,
            Durations = durations,
            Limit = DetectionLimit.Of(outcomes),
        };
    }
}
