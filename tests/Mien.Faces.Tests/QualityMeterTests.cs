using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Tests;

public sealed class QualityMeterTests
{
    private static readonly MediaInfo Info = new()
    {
        Path = "made up",
        Width = 160,
        Height = 120,
        FrameRate = 30,
        Codec = "none",
    };

    [Fact]
    public void A_steady_recording_is_good_but_for_its_rate()
    {
        var findings = Measure(30, 90, (_, _, _) => 0, i => i);

        Assert.Equal(QualityGrade.Poor, findings["frame rate"].Grade);
        Assert.Contains("an event of 1/25 s is 1.2 frames", findings["frame rate"].Sentence, StringComparison.Ordinal);
        Assert.All(
            findings.Values.Where(finding => finding.Name != "frame rate"),
            finding => Assert.True(finding.Grade == QualityGrade.Good, finding.ToString())
        );
    }

    [Theory]
    [InlineData(200, 100, 1.0)]
    [InlineData(30, 100, 0.4)]
    [InlineData(90, 120, 2.0)]
    public void Flicker_of_lamps_is_found_where_the_camera_shows_it(double rate, double hertz, double percent)
    {
        var findings = Measure(rate, 300, (_, _, t) => 110 * percent / 100 * Math.Cos(2 * Math.PI * hertz * t), i => i);

        Assert.Equal(percent, findings["flicker"].Value, percent / 4);
        Assert.Contains($"{hertz / 2} Hz mains", findings["flicker"].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_repeated_frames_are_counted()
    {
        var findings = Measure(100, 100, (_, _, _) => 0, i => i + (i > 40 ? 2 : 0) + (i > 70 ? 1 : 0), [20, 50, 51]);

        Assert.Equal(3, findings["dropped frames"].Value);
        Assert.Equal(3, findings["repeated frames"].Value);
    }

    [Fact]
    public void A_rate_that_changes_is_told()
    {
        var findings = Measure(300, 60, (_, _, _) => 0, i => i < 30 ? 10 * i : 300 + (12 * (i - 30)));

        Assert.Contains("(it varies from 25.0 to 30.0)", findings["frame rate"].Sentence, StringComparison.Ordinal);
        Assert.Equal(0, findings["dropped frames"].Value);
    }

    [Fact]
    public void Frames_are_counted_to_the_end_of_a_long_recording()
    {
        const int Length = 40_000;
        var meter = new QualityMeter();
        ByteImage[] pictures = [Photograph.Draw(8, 8, (x, _) => x), Photograph.Draw(8, 8, (x, _) => 9 * x)];
        for (var i = 0; i < Length; i++)
        {
            // In each hundred one frame is missing and one is shown twice.
            meter.Add(pictures[i % 100 == 50 ? 1 : i % 2], (i + (i / 100)) / 100.0, []);
        }

        var findings = meter.Report(Info).ToDictionary(finding => finding.Name);

        Assert.Equal((Length / 100) - 1, findings["dropped frames"].Value);
        Assert.Equal(2 * Length / 100, findings["repeated frames"].Value);
    }

    [Fact]
    public void Blocks_are_seen()
    {
        var findings = Measure(100, 20, (x, y, _) => ((x / 8) + (y / 8)) % 2 * 12, i => i);

        Assert.NotEqual(QualityGrade.Good, findings["compression"].Grade);
    }

    [Fact]
    public void Blur_rises_with_smoothing()
    {
        var random = new RandomStream(4);
        var noise = Photograph.Draw(120, 120, (_, _) => random.Below(256));
        var smooth = Photograph.Draw(
            120,
            120,
            (x, y) => (int)(128 + (50 * Math.Sin(x / 14.0)) + (50 * Math.Cos(y / 17.0)))
        );
        var box = new Mien.Faces.Detection.FaceBox(0, 0, 120, 120);

        Assert.InRange(Sharpness.Blur(noise, box), 0, 0.3);
        Assert.InRange(Sharpness.Blur(smooth, box), 0.6, 1);
    }

    [Fact]
    public void A_real_recording_is_judged_in_every_respect()
    {
        var path = RealData.Require("video/single_face.mp4");
        Installed.RequireModels();
        Installed.Require("ffmpeg", "/usr/bin/ffmpeg");
        using var video = FrameSources.Open(path);
        var (tracker, meter) = (new FaceTracker(Installed.Cascade, Installed.Model), new QualityMeter());
        var frame = video.CreateFrame();
        while (video.TryRead(frame, out var stamp))
        {
            meter.Add(frame, stamp.Seconds, tracker.Next(frame, stamp.Seconds));
        }

        var findings = meter.Report(video.Info).ToDictionary(finding => finding.Name);

        Assert.Equal(8, findings.Count);
        Assert.Equal(30, findings["frame rate"].Value, 0.1);
        Assert.Equal(QualityGrade.Good, findings["face size"].Grade);
        Assert.Equal(QualityGrade.Good, findings["dropped frames"].Grade);
    }

    /// <summary>A textured picture with noise of its own in each frame, brightened by a formula of x, y and time.</summary>
    private static Dictionary<string, QualityFinding> Measure(
        double rate,
        int frames,
        Func<int, int, double, double> light,
        Func<int, int> tick,
        int[]? repeats = null
    )
    {
        var (random, meter) = (new RandomStream(9), new QualityMeter());
        ByteImage picture = Photograph.Draw(160, 120, (_, _) => 0);
        for (var i = 0; i < frames; i++)
        {
            var seconds = tick(i) / rate;
            if (repeats?.Contains(i) != true)
            {
                picture = Photograph.Draw(
                    160,
                    120,
                    (x, y) =>
                        (int)Math.Round(110 + ((x * 5 + y * 3) % 37) + light(x, y, seconds) + random.Normal(2) - 18)
                );
            }

            meter.Add(picture, seconds, []);
        }

        return meter.Report(Info).ToDictionary(finding => finding.Name);
    }
}
