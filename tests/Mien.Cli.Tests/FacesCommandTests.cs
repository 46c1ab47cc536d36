using System.Text.Json;

namespace Mien.Cli.Tests;

public sealed class FacesCommandTests
{
    [Fact]
    public void A_picture_gives_boxes_and_landmarks()
    {
        var picture = RealData.Require("faces/2008_001009.jpg");
        RequireModels();

        using var json = JsonDocument.Parse(Run("faces", picture, "--json", "--quiet"));

        var faces = json.RootElement.GetProperty("frames")[0].GetProperty("faces");
        Assert.Equal(2, faces.GetArrayLength());
        Assert.Equal(68, faces[0].GetProperty("landmarks").GetArrayLength());
        Assert.InRange(faces[0].GetProperty("pose").GetProperty("yaw").GetDouble(), -60, 60);
        Assert.Contains("2 faces", Run("faces", picture, "--quiet"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2007_007763.jpg", 5)]
    [InlineData("2008_001322.jpg", 3)]
    [InlineData("2008_002079.jpg", 6)]
    public void A_picture_shows_every_face_that_OpenCV_finds_in_it(string name, int faces)
    {
        // The counts are those of OpenCV 4.6's detectMultiScale(gray, 1.1, 3) with the same cascade; all are faces.
        var picture = RealData.Require($"faces/{name}");
        RequireModels();

        var text = Run("faces", picture, "--quiet");

        Assert.Contains($"{faces} faces", text, StringComparison.Ordinal);
        Assert.DoesNotContain("unsure", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_video_gives_a_summary_with_its_gap()
    {
        var video = RealData.Require("video/face_noface.mov");
        RequireModels();

        var text = Run("faces", video, "--quality", "--quiet");

        Assert.Contains("72 of 169 frames with a face", text, StringComparison.Ordinal);
        Assert.Contains("no face: 2.40 to", text, StringComparison.Ordinal);
        Assert.Contains("frame rate: poor, at 24.0 frames/s", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_video_keeps_its_times()
    {
        var video = RealData.Require("video/face_noface.mov");
        RequireModels();

        var text = Run("faces", video, "--start", "2", "--end", "3", "--quiet");

        // Until 2.4 s there are 30 frames/s with a face, then 24 without.
        Assert.Contains("12 of 28 frames with a face", text, StringComparison.Ordinal);
        Assert.Contains("face 1: 2.00 to 2.37 s", text, StringComparison.Ordinal);
        var error = new StringWriter();
        string[] late = ["faces", video, "--start", "60", "--quiet"];
        Assert.Equal(2, CommandLine.Run(late, TextWriter.Null, error));
        Assert.Contains("no frame in the part asked for", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_models_are_one_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("mien").FullName;
        var picture = Path.Combine(folder, "a.pgm");
        File.WriteAllBytes(picture, [.. "P5 40 40 255\n"u8, .. new byte[1600]]);
        var error = new StringWriter();

        var exit = CommandLine.Run(["faces", picture, "--models", folder, "--quiet"], TextWriter.Null, error);

        Assert.Equal(2, exit);
        Assert.Contains("install the package opencv-data", error.ToString(), StringComparison.Ordinal);
    }

    internal static void RequireModels()
    {
        foreach (var path in (string[])["/usr/share/opencv4", "/usr/share/dlib", "/usr/bin/ffmpeg"])
        {
            Assert.SkipUnless(
                Path.Exists(path) || Environment.GetEnvironmentVariable("CI") is not null,
                $"needs {path}: install opencv-data, libdlib-data and ffmpeg"
            );
        }
    }

    private static string Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = CommandLine.Run(arguments, output, error);
        Assert.True(exit == 0, error.ToString());
        return output.ToString();
    }
}
