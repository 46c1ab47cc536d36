namespace Mien.Cluster.Tests;

/// <summary>A folder of short made-up videos, with one file among them that is none, analysed here and elsewhere.</summary>
/// <param name="folder">Holds the videos and what comes of them.</param>
internal sealed class FilmFolder(Folder folder)
{
    private static readonly string[] Compared =
    [
        "summary.csv",
        "index.html",
        "long001/events.csv",
        "long001/motion.bin",
        "long002/report.html",
        "units/video-long002.json",
        "units/video-notes.json",
    ];

    /// <summary>Makes the videos; skips the test where ffmpeg is not installed.</summary>
    public void Make()
    {
        string[] film = ["generate", "--long", "--videos", "2", "--seconds", "5", "--fps", "12", "--height", "240"];
        var made = MienProgram.Run([.. film, "--out", folder.In("films"), "--quiet"]);
        Assert.SkipWhen(made.Error.Contains("install", StringComparison.Ordinal), made.Error);
        Assert.True(made.Succeeded, made.Error);
        File.WriteAllText(folder.In("films", "notes.mp4"), "no video");
    }

    /// <summary>The command's words.</summary>
    public string[] Analyze(string output) =>
        ["analyze", folder.In("films"), "--out", folder.In(output), "--faces-hidden"];

    /// <summary>Analyses here and holds what came of it elsewhere against that, byte for byte.</summary>
    public void RequireAsHere(string output)
    {
        var here = MienProgram.Run([.. Analyze("here"), "--quiet"]);
        // One of the three cannot be read.
        Assert.Equal(1, here.ExitCode);
        foreach (var file in Compared)
        {
            Assert.Equal(File.ReadAllBytes(folder.In("here", file)), File.ReadAllBytes(folder.In(output, file)));
        }
    }
}
