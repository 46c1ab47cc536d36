using System.Globalization;
using System.Text.Json;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Cli.Tests;

public sealed class AnalyzeCommandTests
{
    [Fact]
    public void A_smile_is_a_macro_expression_and_head_turns_are_none()
    {
        var smile = CsvTable.Read(Path.Combine(Analyze("video/single_face.mp4"), "events.csv"));
        var turns = CsvTable.Read(Path.Combine(Analyze("video/WolfgangLanger_Pexels.mp4"), "events.csv"));

        Assert.Equal(1, smile.Count);
        Assert.Equal("macro", smile[0, "kind"]);
        // One sees it begin in frame 17, counted from 1.
        Assert.InRange(int.Parse(smile[0, "onset"], CultureInfo.InvariantCulture), 12, 22);
        Assert.Contains("raised", smile[0, "movement"], StringComparison.Ordinal);
        Assert.Equal(0, turns.Count);
    }

    [Fact]
    public void A_model_names_the_smile_and_hidden_faces_leave_no_picture_of_one()
    {
        var model = Path.Combine(RealData.Repository, "models", "made-up-motion-video.safetensors");
        var folder = Analyze("video/single_face.mp4", null, "--model", model);
        Assert.Equal("positive", CsvTable.Read(Path.Combine(folder, "events.csv"))[0, "likeliest_class"]);
        Assert.Single(Directory.GetFiles(folder, "apex.png", SearchOption.AllDirectories));

        Analyze("video/single_face.mp4", folder, "--model", model, "--faces-hidden");

        Assert.False(Directory.Exists(Path.Combine(folder, "details", "faces")));
        foreach (var path in Directory.GetFiles(folder, "apex.png", SearchOption.AllDirectories))
        {
            // Lines on white: hardly any pixel is anything but paper.
            var picture = Png.Read(path);
            Assert.True(picture.Samples.Count(sample => sample == 255) > 0.8 * picture.Samples.Length);
        }
    }

    [Fact]
    public void An_empty_room_gives_a_report_that_says_why()
    {
        var room = Analyze("video/no_face.mp4");

        Assert.Single(File.ReadAllLines(Path.Combine(room, "events.csv")));
        Assert.Contains(
            "No face was found in any frame",
            File.ReadAllText(Path.Combine(room, "report.html")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_same_command_again_measures_nothing_and_writes_the_same()
    {
        var folder = Analyze("video/face_noface.mov");
        var before = File.ReadAllText(Path.Combine(folder, "events.json"));
        var measured = File.GetLastWriteTimeUtc(Path.Combine(folder, "motion.bin"));

        Analyze("video/face_noface.mov", folder);

        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "events.json")));
        Assert.Equal(measured, File.GetLastWriteTimeUtc(Path.Combine(folder, "motion.bin")));
        using var json = JsonDocument.Parse(before);
        Assert.True(json.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal(1, json.RootElement.GetProperty("gaps").GetArrayLength());

        // Another limit is decided on the motion that was measured before.
        Analyze("video/face_noface.mov", folder, "--longest-micro", "0.3");
        using var later = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "events.json")));
        Assert.Equal(0.3, later.RootElement.GetProperty("settings").GetProperty("longestMicro").GetDouble());
        Assert.Equal(measured, File.GetLastWriteTimeUtc(Path.Combine(folder, "motion.bin")));
    }

    [Fact]
    public void A_folder_with_another_recording_is_left_alone()
    {
        var folder = Analyze("video/face_noface.mov");
        var other = RealData.Require("video/no_face.mp4");

        var run = MienCommand.Run("analyze", other, "--out", folder, "--quiet");

        Assert.Equal(2, run.Exit);
        Assert.Contains(
            "holds the analysis of another recording, face_noface.mov",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_was_measured_with_another_cascade_is_not_taken_over()
    {
        const string Video = "video/no_face.mp4";
        var folder = Analyze(Video);
        var before = File.ReadAllText(Path.Combine(folder, "events.json"));

        var run = MienCommand.Run([
            "analyze",
            RealData.Require(Video),
            "--out",
            folder,
            "--quiet",
            "--cascade",
            "haarcascade_frontalface_alt.xml",
        ]);

        Assert.Equal(2, run.Exit);
        Assert.Contains("with another cascade or landmark model", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "events.json")));
    }

    [Fact]
    public void A_camera_is_recorded_and_gives_what_its_recording_gives()
    {
        var video = RealData.Require("video/single_face.mp4");
        FacesCommandTests.RequireModels();
        var folder = Directory.CreateTempSubdirectory("mien").FullName;
        string[] camera = ["analyze", "--camera", $"lavfi:movie={video}", "--out", folder, "--quiet"];

        var run = MienCommand.Run(camera);

        Assert.True(run.Exit == 0, run.Error);
        Assert.Equal("macro", CsvTable.Read(Path.Combine(folder, "events.csv"))[0, "kind"]);
        Assert.Single(Directory.GetFiles(folder, "loop.png", SearchOption.AllDirectories));
        Assert.True(File.Exists(Path.Combine(folder, "camera.mkv")));
        // Another recording must not overwrite this one.
        Assert.Equal(2, MienCommand.Run(camera).Exit);
    }

    [Fact]
    public void The_recording_is_written_again_with_what_was_found()
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("mien").FullName, "copy.mp4");

        Analyze("video/single_face.mp4", null, "--video-out", copy);

        using var video = VideoFile.Open(copy);
        Assert.Equal((640, 386, 72), (video.Info.Width, video.Info.Height, video.Info.ExpectedFrames));
    }

    [Theory]
    [InlineData("There is nothing to analyse", "--quiet")]
    [InlineData("exclude each other", "a.mp4", "--camera", "x")]
    [InlineData("--seconds is for cameras", "a.mp4", "--seconds", "3")]
    [InlineData("--video-out must end in .mp4", "a.mp4", "--video-out", "b.avi")]
    [InlineData("--video-out ./a.mp4 is what is to be read", "a.mp4", "--video-out", "./a.mp4")]
    [InlineData("must be above 0", "--camera", "x", "--seconds", "nan")]
    [InlineData("--longest-micro lies between", "a.mp4", "--longest-micro", "5")]
    public void What_cannot_go_together_is_told_in_a_sentence(string sentence, params string[] arguments)
    {
        var folder = Path.Combine(Path.GetTempPath(), "mien-refused");

        var run = MienCommand.Run(["analyze", .. arguments, "--out", folder]);

        Assert.Equal(2, run.Exit);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_told_in_a_sentence()
    {
        var run = MienCommand.Run("analyze", "nowhere.mp4", "--out", Path.GetTempPath() + "mien-nowhere", "--quiet");

        Assert.Equal(2, run.Exit);
        Assert.Equal("nowhere.mp4 does not exist: check the path.", run.Error.Trim());
    }

    private static string Analyze(string relative, string? folder = null, params string[] more)
    {
        var video = RealData.Require(relative);
        FacesCommandTests.RequireModels();
        folder ??= Directory.CreateTempSubdirectory("mien").FullName;
        var run = MienCommand.Run(["analyze", video, "--out", folder, "--quiet", .. more]);
        Assert.True(run.Exit == 0, run.Error);
        return folder;
    }
}
