using Mien.Data.Datasets;
using Mien.Data.Inputs;
using Mien.Data.Preparation;
using Mien.Data.Prepared;
using Mien.Faces.Alignment;
using Mien.Faces.Models;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Magnification;
using Mien.Imaging.Media;
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
            "frames 5 (annotated) -> 9 (annotated) | gray | crop whole",
            lines[0, "provenance"],
            StringComparison.Ordinal
        );
        // Every parameter, so that the line tells the same when defaults have changed.
        Assert.Contains(
            $"| flow {Small.Flow.InFull()} | head none | strain frobenius | map 32",
            lines[0, "provenance"]
        );
        Assert.Equal(("5", "9", "annotated"), (lines[0, "onset"], lines[0, "apex"], lines[0, "apex_by"]));
        // Frame, onset, apex, flow, strain, each at least 160 high, with gaps of 4.
        Assert.Equal((160 * 5) + 16, Png.Read(Path.Combine(Out, "preview", "test-s1-c0.png")).Width);
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

    [Theory]
    [InlineData(MissingApex.Peak, 13, 15)]
    [InlineData(MissingApex.Middle, 11, 11)]
    [InlineData(MissingApex.LbpFrequency, 2, 20)]
    [InlineData(MissingApex.Regions, 11, 17)]
    public void A_missing_apex_is_found(MissingApex method, int least, int most)
    {
        var report = Prepare(Small with { MissingApex = method }, [MediaClip.Of(WriteBump(), onset: 1)]);

        Assert.InRange(Assert.Single(report.Frames).Frames.Apex, least, most);
        Assert.Equal((1, "annotated"), (report.Frames[0].Frames.Onset, report.Frames[0].Frames.OnsetBy));
        Assert.Null(report.Set!.Clips[0].Apex);
    }

    [Fact]
    public void A_misplaced_apex_lies_so_many_frames_off_but_between_onset_and_offset()
    {
        var clips = Enumerable
            .Range(0, 20)
            .Select(i => MediaClip.Of(WriteBump(), 1, 14, 20) with { Name = $"clip{i}" })
            .ToArray();

        Assert.Equal([11, 17], clips.Select(clip => ApexError.Misplace(clip, 3)!.Value).Distinct().Order());
        Assert.Equal([2, 20], clips.Select(clip => ApexError.Misplace(clip, 15)!.Value).Distinct().Order());
        Assert.All(clips, clip => Assert.Equal(14, ApexError.Misplace(clip, 0)));
        Assert.Null(ApexError.Misplace(clips[0] with { Apex = null }, 3));
    }

    [Fact]
    public void Maps_of_misplaced_apexes_say_so_and_are_cached_by_the_frame_that_was_taken()
    {
        var clip = MediaClip.Of(WriteBump(), 1, 14, 20);
        var right = Largest(Prepare(Small, [clip]).Set!.Clips[0].Map);
        var wrong = new ClipPreparation(Small, null, Out) { ApexError = 5 };

        var report = wrong.Run([clip], cancel: Stop);

        Assert.Equal(0, report.FromCache);
        Assert.True(Largest(report.Set!.Clips[0].Map) < right);
        Assert.Equal(14, report.Set.Clips[0].Apex);
        Assert.Equal("misplaced", report.Frames[0].Frames.ApexBy);
        Assert.Matches("apex misplaced by -?5 frames$", Line());
        Assert.Equal(1, wrong.Run([clip], cancel: Stop).FromCache);
    }

    [Fact]
    public void A_missing_onset_is_found_where_the_motion_begins()
    {
        var folder = WriteBump();

        var both = Assert.Single(Prepare(Small, [MediaClip.Of(folder)]).Frames).Frames;
        var onset = Assert.Single(Prepare(Small, [MediaClip.Of(folder, apex: 14)]).Frames).Frames;
        var first = Prepare(Small with { MissingOnset = MissingOnset.First }, [MediaClip.Of(folder, apex: 14)]);

        // The bump rises from frame 8 to frame 14.
        Assert.InRange(both.Onset, 6, 10);
        Assert.InRange(both.Apex, 13, 15);
        Assert.Equal(("rise", "peak of the flow"), (both.OnsetBy, both.ApexBy));
        Assert.InRange(onset.Onset, 6, 10);
        Assert.Equal((14, "annotated"), (onset.Apex, onset.ApexBy));
        Assert.Equal((1, "first"), (first.Frames[0].Frames.Onset, first.Frames[0].Frames.OnsetBy));
    }

    [Fact]
    public void Annotated_frames_can_be_set_aside()
    {
        var clip = MediaClip.Of(WriteBump(), onset: 2, apex: 4, offset: 6);

        var report = Prepare(Small with { Frames = FrameChoice.Found }, [clip]);

        Assert.InRange(report.Frames[0].Frames.Apex, 13, 15);
        Assert.Equal((2, 4, 6), (report.Set!.Clips[0].Onset, report.Set.Clips[0].Apex, report.Set.Clips[0].Offset));
    }

    [Fact]
    public void Found_frames_come_back_from_the_cache()
    {
        var clip = MediaClip.Of(WriteBump());

        var (first, second) = (Prepare(Small, [clip]), Prepare(Small, [clip]));

        Assert.Equal(1, second.FromCache);
        Assert.Equal(first.Frames, second.Frames);
    }

    [Theory]
    [InlineData("linear alpha=4")]
    [InlineData("phase alpha=4")]
    public void Magnified_motion_is_larger(string magnification)
    {
        var clip = MediaClip.Of(WriteBump(most: 0.6), onset: 8, apex: 14);

        var usual = Prepare(Small, [clip]).Set!.Clips[0].Map;
        var large = Prepare(Small with { Magnification = MagnificationDefinition.Parse(magnification) }, [clip]);

        Assert.True(Largest(large.Set!.Clips[0].Map) > 1.5 * Largest(usual));
        Assert.Contains($"| magnify {magnification}", Line(), StringComparison.Ordinal);
    }

    [Fact]
    public void Interpolation_keeps_onset_and_apex()
    {
        var clip = MediaClip.Of(WriteBump(), onset: 8, apex: 14, offset: 20);

        var usual = Prepare(Small, [clip]).Set!.Clips[0].Map;
        // 13 frames become 25: the apex, the seventh, is then the thirteenth.
        var timed = Prepare(Small with { TimFrames = 25 }, [clip]).Set!.Clips[0].Map;

        Assert.All(usual.Values.Zip(timed.Values), pair => Assert.Equal(pair.First, pair.Second, 0.05));
        Assert.Contains("| tim 25 |", Line(), StringComparison.Ordinal);
    }

    [Fact]
    public void Grey_maps_show_what_they_are_named_for()
    {
        var clip = MediaClip.Of(WriteBump(), onset: 8, apex: 14, offset: 20);
        MotionMap Map(MapContent content) => Prepare(Small with { Content = content }, [clip]).Set!.Clips[0].Map;

        var (apex, difference, dynamic) = (Map(MapContent.Apex), Map(MapContent.Difference), Map(MapContent.Dynamic));

        Assert.Equal(new MapShape(32, 32, 1), apex.Shape);
        Assert.InRange(apex.Values.Average(), 100, 160);
        // Where nothing moves there is no difference, and the weights of a dynamic image sum to next to nothing.
        Assert.Equal(0, difference[2, 2, 0], 1.5);
        Assert.Contains(difference.Values, value => Math.Abs(value) > 10);
        Assert.Contains("dynamic image of 13 frames | map 32 gray float", Line(), StringComparison.Ordinal);
        Assert.NotEqual(difference.Values, dynamic.Values);
        Assert.Equal(["gray"], InputDefinition.Parse("subtract-mean").ChannelsOf(1));
    }

    [Fact]
    public void Eyes_are_masked_only_where_a_face_is_looked_for() =>
        Assert.Throws<InputFaultException>(() => Prepare(Small with { MaskEyes = true }, Clips(1)));

    [Theory]
    [InlineData(5, 3, null)]
    [InlineData(0, 3, null)]
    [InlineData(4, 4, null)]
    [InlineData(null, 9, 8)]
    public void Frames_out_of_order_are_refused(int? onset, int? apex, int? offset) =>
        Assert.Contains(
            "cannot be onset, apex and offset",
            Assert.Throws<InputFaultException>(() => MediaClip.Of(_folder.FullName, onset, apex, offset)).Message,
            StringComparison.Ordinal
        );

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
        var video = RequireVideo("video/single_face.mp4");
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

    [Fact]
    public void No_apex_is_found_where_the_face_has_gone()
    {
        // A smile, then, from frame 73 on, another scene, whose difference from the face is larger than any expression.
        var clip = MediaClip.Of(RequireVideo("video/face_noface.mov"), part: TimeSlice.Of(0.4, 2.9));
        var preparation = new ClipPreparation(new PreparationOptions(), FaceModelFiles.Read(new FaceModels()), Out);

        var frames = Assert.Single(preparation.Run([clip], cancel: Stop).Frames).Frames;

        Assert.InRange(frames.Apex, 20, 40);
        Assert.Equal("peak of the flow before frame 73, where the face is lost", frames.ApexBy);
    }

    [Fact]
    public void A_sequence_holds_the_motion_since_the_onset_frame_after_frame()
    {
        Clip Whole(int apex) => MediaClip.Of(WriteBump(), onset: 1, apex: apex, offset: 20);

        var sequence = Prepare(Small with { Sequence = 4 }, [Whole(14)]).Set!;
        var line = Line();

        Assert.Equal(new MapShape(32, 32, 3, 4), sequence.Shape);
        Assert.Contains("sequence of 4: onset + 5 10 14 19", line, StringComparison.Ordinal);
        Assert.Equal(sequence.Hash, PreparedSet.Read(Out).Hash);
        Assert.Equal(32 * 4, Png.Read(Path.Combine(Out, "pictures", "own-bump3-bump3.png")).Width);
        foreach (var (frame, apex) in new[] { 6, 11, 15, 20 }.Select((apex, frame) => (frame, apex)))
        {
            var single = Prepare(Small, [Whole(apex)]).Set!.Clips[0].Map;
            var size = single.Shape.Length;
            Assert.Equal(single.Values, sequence.Clips[0].Map.Values.AsSpan(frame * size, size).ToArray());
        }
    }

    [Fact]
    public void Grey_crops_are_a_sequence_from_onset_to_offset_and_may_be_interpolated()
    {
        var clip = MediaClip.Of(WriteBump(), onset: 1, apex: 14, offset: 20);
        var options = Small with { Content = MapContent.Gray, Sequence = 3 };

        var nearest = Prepare(options, [clip]).Set!.Clips[0].Map;
        var interpolated = Prepare(options with { TimFrames = 3 }, [clip]).Set!.Clips[0].Map;
        var apex = Prepare(Small with { Content = MapContent.Apex }, [MediaClip.Of(WriteBump(), onset: 1, apex: 20)]);

        Assert.Equal(new MapShape(32, 32, 1, 3), nearest.Shape);
        var last = apex.Set!.Clips[0].Map.Values;
        Assert.Equal(last, nearest.Values[^last.Length..]);
        Assert.Equal(
            nearest.Values[^last.Length..],
            interpolated.Values[^last.Length..],
            (a, b) => Math.Abs(a - b) < 0.01
        );
        Assert.NotEqual(nearest.Values, interpolated.Values);
    }

    [Theory]
    [InlineData(MapContent.Gray, 1, "--sequence")]
    [InlineData(MapContent.Apex, 4, "--map motion or gray")]
    [InlineData(MapContent.Motion, 100_000, "too large")]
    public void A_sequence_that_cannot_be_is_refused(MapContent content, int frames, string sentence)
    {
        var options = Small with { Content = content, Sequence = frames, Size = 64 };

        var fault = Assert.Throws<InputFaultException>(() => new ClipPreparation(options, null, Out));

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    private static string RequireVideo(string name)
    {
        foreach (var path in (string[])["/usr/share/opencv4", "/usr/share/dlib", "/usr/bin/ffmpeg"])
        {
            Assert.SkipUnless(
                Path.Exists(path) || Environment.GetEnvironmentVariable("CI") is not null,
                $"needs {path}: install opencv-data, libdlib-data and ffmpeg"
            );
        }

        return RealData.Require(name);
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

    private string Line() => CsvTable.Read(Path.Combine(Out, "provenance.csv"))[0, "provenance"];

    /// <summary>
    /// Twenty frames; a bump in them rises from frame 8 to frame 14 and is gone at frame 20, while the whole frame drifts
    /// more and more, as a head does.
    /// </summary>
    private string WriteBump(double most = 3)
    {
        var folder = Path.Combine(_folder.FullName, $"bump{most}");
        for (var number = 1; number <= 20; number++)
        {
            var (n, p) = (number, Math.Clamp(1 - (Math.Abs(number - 14) / 6.0), 0, 1));
            var strength = most * p * p * (3 - (2 * p));
            Save(Path.Combine(folder, $"f{number}.png"), (x, y) => Texture(x - (0.05 * n) - Bump(x, y, strength), y));
        }

        return folder;
    }

    private static double Largest(MotionMap map) =>
        Enumerable.Range(0, map.Values.Length / 3).Max(i => Math.Abs(map.Values[3 * i]));

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
