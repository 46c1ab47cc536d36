namespace Mien.Cli.Tests;

public sealed class AnalyzeCommandTests
{
    [Fact]
    public void A_smile_is_an_event_and_an_empty_room_a_report_that_says_why()
    {
        FacesCommandTests.RequireModels();
        var smile = Analyze("video/single_face.mp4");
        var room = Analyze("video/no_face.mp4");

        Assert.True(File.ReadAllLines(Path.Combine(smile, "events.csv")).Length > 1);
        Assert.Single(File.ReadAllLines(Path.Combine(room, "events.csv")));
        Assert.Contains(
            "No face was found in any frame",
            File.ReadAllText(Path.Combine(room, "report.html")),
            StringComparison.Ordinal
        );
    }

    private static string Analyze(string relative)
    {
        var video = RealData.Require(relative);
        var folder = Directory.CreateTempSubdirectory("mien").FullName;
        Assert.Equal(
            0,
            CommandLine.Run(["analyze", video, "--out", folder, "--quiet"], TextWriter.Null, TextWriter.Null)
        );
        return folder;
    }
}
