using Mien.Data.Datasets;
using Mien.Data.Preparation;
using Mien.Data.Prepared;
using Mien.Faces.Alignment;
using Mien.Faces.Models;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Data.Tests.Preparation;

public sealed class ClipPreparationTests : IDisposable
{
    private static readonly PreparationOptions Small = new()
    {
        Size = 32,
        CropSize = 64,
        Crop = CropKind.Whole,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mien-preparation-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Out => Path.Combine(_folder.FullName, "out");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_map_holds_the_motion_in_pixels_of_the_crop()
    {
        var report = Prepare(Small, Clips(3));

        Assert.Empty(report.Failed);
        Assert.Equal(new MapShape(32, 32, 3), report.Set!.Shape);
        foreach (var (clip, i) in report.Set.Clips.Select((clip, i) => (clip, i)))
        {
            // Frames are twice as large as the crop, so a shift of 2 pixels is 1 there.
            Assert.Equal(0.5 * (i + 1), Middle(clip.Map, 0), 0.1);
            Assert.Equal(0, Middle(clip.Map, 1), 0.05);
            Assert.Equal(0, Middle(clip.Map, 2), 0.05);
        }
    }

    [Fact]
    public void The_folder_is_a_prepared_set_with_provenance_and_pictures()
    {
        var report = Prepare(Small, Clips(2), preview: true);

        var again = PreparedSet.Read(Out);
        Assert.Equal(report.Set!.Hash, again.Hash);
        var lines = CsvTable.Read(Path.Combine(Out, "provenance.csv"));
        Assert.StartsWith(
            "frames 5 -> 9 (annotated) | gray | crop whole",
            lines[0, "provenance"],
            StringComparison.Ordinal
        );
        Assert.Equal((64 * 4) + 12, Png.Read(Path.Combine(Out, "preview", "test-s1-c0.png")).Width);
        Assert.Equal(32, Png.Read(Path.Combine(Out, "pictures", "test-s1-c0.png")).Width);
    }

    [Fact]
    public void A_second_run_takes_what_is_unchanged_from_the_cache()
    {
        var clips = Clips(3);
        var first = Prepare(Small, clips);
        Shift(clips[1].Frames[1].Path, 5);

        var second = Prepare(Small, clips);

        Assert.Equal((0, 2), (first.FromCache, second.FromCache));
        Assert.NotEqual(first.Set!.Hash, second.Set!.Hash);
        Assert.Equal(0, Prepare(Small with { Size = 16 }, clips).FromCache);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_maps()
    {
        var one = Prepare(Small, Clips(6), threads: 1).Set!.Hash;
        Directory.Delete(Out, recursive: true);

        Assert.Equal(one, Prepare(Small, Clips(6), threads: 4).Set!.Hash);
    }

    [Fact]
    public void A_missing_apex_is_found_at_the_peak_of_local_motion()
    {
        var folder = Path.Combine(_folder.FullName, "bump");
        int[] strengths = [0, 1, 3, 2, 0];
        for (var i = 0; i < strengths.Length; i++)
        {
            // The whole frame drifts more and more, as a head does; only the bump in it comes and goes.
            Save(Path.Combine(folder, $"f{i}.png"), (x, y) => Texture(x - (0.4 * i) - Bump(x, y, strengths[i]), y));
        }

        var report = Prepare(Small, [MediaClip.Of(folder)]);

        var line = CsvTable.Read(Path.Combine(Out, "provenance.csv"))[0, "provenance"];
        Assert.Contains("frames 1 -> 3 (peak of the flow)", line, StringComparison.Ordinal);
        Assert.Null(report.Set!.Clips[0].Apex);
    }

    [Fact]
    public void A_clip_that_cannot_be_read_does_not_stop_the_others()
    {
        var clips = Clips(3);
        File.Delete(clips[1].Frames[1].Path);

        var report = Prepare(Small, [.. clips, clips[0] with { Name = "no-emotion", Emotion = null }]);

        Assert.Equal(2, report.Set!.Clips.Count);
        Assert.Contains("f9.png", Assert.Single(report.Failed).Sentence, StringComparison.Ordinal);
        Assert.Equal("no emotion given", Assert.Single(report.LeftOut).Reason);
    }

    [Theory]
    [InlineData(CropKind.Similarity, FlowKind.TvL1)]
    [InlineData(CropKind.Affine, FlowKind.Dis)]
    public void A_smile_in_a_video_becomes_a_map(CropKind crop, FlowKind flow)
    {
        var video = RealData.Require("video/single_face.mp4");
        foreach (var path in (string[])["/usr/share/opencv4", "/usr/share/dlib", "/usr/bin/ffmpeg"])
        {
            Assert.SkipUnless(
                Path.Exists(path) || Environment.GetEnvironmentVariable("CI") is not null,
                $"needs {path}: install opencv-data, libdlib-data and ffmpeg"
            );
        }

        var options = new PreparationOptions
        {
            Crop = crop,
            Flow = flow,
            HeadMotion = HeadMotionMethod.RobustAffine,
        };
        var preparation = new ClipPreparation(options, FaceModelFiles.Read(new FaceModels()), Out);
        var report = preparation.Run([MediaClip.Of(video, onset: 1, apex: 30)], cancel: Stop);

        Assert.Empty(report.Failed);
        var map = report.Set!.Clips[0].Map;
        // The corners of the mouth (lower middle) move, the forehead (top) hardly does.
        Assert.True(Mean(map, 85, 110, 30, 98) > 2 * Mean(map, 5, 20, 40, 88), "the mouth should move most");
    }

    private PreparationReport Prepare(
        PreparationOptions options,
        IReadOnlyList<Clip> clips,
        int threads = 2,
        bool preview = false
    ) => new ClipPreparation(options, null, Out) { Threads = threads, Preview = preview }.Run(clips, cancel: Stop);

    /// <summary>Clips of two frames, numbered 5 and 9, the second shifted to the right by 1, 2, 3 ... pixels.</summary>
    private Clip[] Clips(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var folder = Path.Combine(_folder.FullName, $"c{i}");
                    Save(Path.Combine(folder, "f5.png"), Texture);
                    Shift(Path.Combine(folder, "f9.png"), i + 1);
                    return new Clip
                    {
                        Dataset = "test",
                        Subject = "s1",
                        Name = $"c{i}",
                        Sequence = $"c{i}",
                        Frames =
                        [
                            new ClipFrame(5, Path.Combine(folder, "f5.png"), 1),
                            new ClipFrame(9, Path.Combine(folder, "f9.png"), 1),
                        ],
                        Onset = 5,
                        Apex = 9,
                        Offset = 9,
                        Emotion = i % 2 == 0 ? "happiness" : "surprise",
                    };
                }),
        ];

    private static void Shift(string path, double right) => Save(path, (x, y) => Texture(x - right, y));

    private static void Save(string path, Func<double, double, double> formula)
    {
        var image = new ByteImage(128, 128, 1);
        for (var i = 0; i < image.Samples.Length; i++)
        {
            image.Samples[i] = (byte)Math.Clamp(Math.Round(formula(i % 128, i / 128)), 0, 255);
        }

        Png.Write(path, image);
    }

    private static double Texture(double x, double y) =>
        128 + (40 * Math.Sin(x / 5)) + (40 * Math.Cos((y / 6) + (x / 17))) + (20 * Math.Sin((x + y) / 9));

    private static double Bump(double x, double y, double strength) =>
        strength * Math.Exp(-(((x - 80) * (x - 80)) + ((y - 85) * (y - 85))) / 300);

    private static double Middle(MotionMap map, int channel) => map[16, 16, channel];

    private static double Mean(MotionMap map, int top, int bottom, int left, int right)
    {
        var sum = 0.0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                sum += Math.Sqrt((map[y, x, 0] * map[y, x, 0]) + (map[y, x, 1] * map[y, x, 1]));
            }
        }

        return sum / ((bottom - top) * (right - left));
    }
}
