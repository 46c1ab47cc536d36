using Mien.Faces.Quality;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Tests;

public sealed class RecordingQualityTests
{
    private static readonly MediaInfo Info = new()
    {
        Path = "made up",
        Width = 8,
        Height = 8,
        FrameRate = 100,
        Codec = "none",
    };

    private static readonly ByteImage[] Pictures =
    [
        Photograph.Draw(8, 8, (x, _) => x),
        Photograph.Draw(8, 8, (x, _) => 9 * x),
    ];

    [Fact]
    public void One_part_is_judged_as_a_recording_is()
    {
        var meter = Part(100, 0, 12);

        var quality = new RecordingQuality().With(meter, Info);

        Assert.Equal(meter.Report(Info), quality.Findings());
        Assert.Empty(new RecordingQuality().Findings());
    }

    [Fact]
    public void Of_several_parts_the_worst_is_told_with_its_time_whenever_it_comes()
    {
        var quality = new RecordingQuality();
        foreach (var (rate, start) in ((double, double)[])[(100, 0), (100, 120), (30, 3600), (50, 3720)])
        {
            quality = quality.With(Part(rate, start, 60), Info);
        }

        var finding = quality.Findings()[0];

        Assert.Equal(("frame rate", QualityGrade.Poor), (finding.Name, finding.Grade));
        Assert.Equal(30, finding.Value, 1e-6);
        Assert.EndsWith(
            "(worst of 4 parts, 1:00:00 to 1:01:00; 2 good, 1 fair, 1 poor)",
            finding.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Parts_that_are_alike_say_so()
    {
        var quality = new RecordingQuality().With(Part(100, 0, 60), Info).With(Part(100, 60, 60), Info);

        Assert.EndsWith(
            "(worst of 2 parts, 0:00 to 1:00; all good)",
            quality.Findings()[0].Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Lost_frames_are_counted_over_all_parts_and_between_them()
    {
        // A second is missing between the first two parts; the last is too short to be judged, but a frame of it is missing.
        var first = Part(100, 0, 20);
        var second = Part(100, 21, 20, before: 19.99);
        var last = new QualityMeter(40.99);
        for (var i = 0; i < 10; i++)
        {
            last.Add(Pictures[i % 2], 41 + ((i + (i > 5 ? 1 : 0)) / 100.0), []);
        }

        var quality = new RecordingQuality().With(first, Info).With(second, Info).With(last, Info);

        Assert.Equal((2, 4010, 101L), (quality.Parts, quality.Frames, quality.Dropped));
        var dropped = quality.Findings()[1];
        Assert.Equal(("dropped frames", 101.0), (dropped.Name, dropped.Value));
        Assert.Contains("missing among 4010", dropped.Sentence, StringComparison.Ordinal);
    }

    private static QualityMeter Part(double rate, double start, double seconds, double before = double.NaN)
    {
        var meter = new QualityMeter(before);
        for (var i = 0; i < rate * seconds; i++)
        {
            meter.Add(Pictures[i % 2], start + (i / rate), []);
        }

        return meter;
    }
}
