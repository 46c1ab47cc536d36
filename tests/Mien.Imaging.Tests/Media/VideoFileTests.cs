using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Media;

public sealed class VideoFileTests : IDisposable
{
    private static readonly string[] Lossless = ["-c:v", "ffv1", "-pix_fmt", "yuv420p"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.mkv", "ffv1")]
    [InlineData("a.avi", "mjpeg")]
    [InlineData("-odd name; $(x) 100%.mkv", "ffv1")]
    public void Every_frame_comes_once_and_in_order(string name, string codec)
    {
        var path = MadeUpVideo.Encode(_folder.Path, $"./{name}", 40, "-c:v", codec, "-pix_fmt", "yuvj420p");
        using var video = VideoFile.Open(path);

        var frames = video.ReadAll().Select(f => (MadeUpVideo.NumberOf(f.Frame), Math.Round(f.Stamp.Seconds, 3)));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (i, Math.Round(i / 25.0, 3))), frames);
        Assert.Null(video.Fault);
        Assert.Equal(
            (64, 48, 25.0, codec),
            (video.Info.Width, video.Info.Height, video.Info.FrameRate, video.Info.Codec)
        );
    }

    [Fact]
    public void A_video_can_be_left_in_its_middle_again_and_again()
    {
        var path = MadeUpVideo.Encode(_folder.Path, "a.mkv", 250, Lossless);
        using var video = VideoFile.Open(path);
        var frame = new ByteImage(MadeUpVideo.Width, MadeUpVideo.Height, 1);
        for (var from = 0; from < 8; from++)
        {
            // ffmpeg still has much to say when it is ended here.
            video.Seek(from / 25.0);
            Assert.True(video.TryRead(frame, out _));
            Assert.Equal(from, MadeUpVideo.NumberOf(frame));
        }
    }

    [Fact]
    public void Limited_range_is_spread_to_the_full_one()
    {
        var path = MadeUpVideo.Encode(_folder.Path, "a.mkv", 1, Lossless);
        using var video = VideoFile.Open(path);

        var frame = video.ReadAll().Single().Frame;

        Assert.InRange(frame.Pixel(4, 10)[0], 28, 32);
        Assert.InRange(frame.Pixel(4, 40)[0], 126, 130);
    }

    [Fact]
    public void Colour_frames_have_three_channels()
    {
        var path = MadeUpVideo.Encode(_folder.Path, "a.mkv", 2, Lossless);
        using var video = VideoFile.Open(path, FrameColor.Rgb);

        var pixel = video.ReadAll().First().Frame.Pixel(4, 40).ToArray();

        Assert.All(pixel, value => Assert.InRange(value, 126, 130));
        Assert.Equal(3, pixel.Length);
    }

    [Fact]
    public void Uneven_frames_keep_their_own_times()
    {
        string[] uneven = ["-vf", "select=not(mod(n\\,3))+eq(n\\,1)", "-vsync", "vfr", .. Lossless];
        var path = MadeUpVideo.Encode(_folder.Path, "a.mkv", 12, uneven);
        using var video = VideoFile.Open(path);

        var frames = video.ReadAll().Select(f => (MadeUpVideo.NumberOf(f.Frame), Math.Round(f.Stamp.Seconds, 2)));

        Assert.Equal([(0, 0), (1, 0.04), (3, 0.12), (6, 0.24), (9, 0.36)], frames);
    }

    [Fact]
    public void The_rotation_flag_is_obeyed()
    {
        var plain = MadeUpVideo.Encode(_folder.Path, "a.mp4", 3, "-c:v", "mjpeg", "-pix_fmt", "yuvj420p");
        var turned = Path.Combine(_folder.Path, "b.mp4");
        MadeUpVideo.RunFfmpeg("-v", "error", "-i", plain, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned);
        using var video = VideoFile.Open(turned);

        var frame = video.ReadAll().First().Frame;

        Assert.Equal((48, 64, 270), (video.Info.Width, video.Info.Height, video.Info.Rotation));
        // ffmpeg stores this tag as a quarter turn against the clock, which puts the gray lower half on the right.
        Assert.InRange(frame.Pixel(40, 32)[0], 120, 136);
        Assert.InRange(frame.Pixel(5, 32)[0], 20, 40);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.4, 10)]
    [InlineData(1.0, 25)]
    [InlineData(1.01, 25)]
    [InlineData(1.56, 39)]
    public void Seeking_finds_the_frame_at_a_time(double seconds, int expected)
    {
        var path = MadeUpVideo.Encode(_folder.Path, "a.mkv", 40, "-c:v", "mpeg4", "-g", "12", "-q:v", "2");
        using var video = VideoFile.Open(path);
        var frame = video.CreateFrame();
        video.TryRead(frame, out _);

        video.Seek(seconds);

        Assert.True(video.TryRead(frame, out var stamp));
        Assert.Equal(expected, MadeUpVideo.NumberOf(frame));
        Assert.Equal(expected / 25.0, stamp.Seconds, 0.002);
        Assert.Equal(0, stamp.Index);
    }

    [Fact]
    public void Seeking_past_the_end_reads_nothing()
    {
        using var video = VideoFile.Open(MadeUpVideo.Encode(_folder.Path, "a.mkv", 5, Lossless));

        video.Seek(100);

        Assert.False(video.TryRead(video.CreateFrame(), out _));
    }

    [Fact]
    public void A_cut_file_gives_its_good_frames_and_then_a_sentence()
    {
        var path = MadeUpVideo.Encode(_folder.Path, "a.avi", 60, "-c:v", "mjpeg", "-pix_fmt", "yuvj420p");
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        using var video = VideoFile.Open(path);

        var numbers = video.ReadAll().Select(f => MadeUpVideo.NumberOf(f.Frame)).ToArray();

        Assert.InRange(numbers.Length, 20, 40);
        Assert.Equal(Enumerable.Range(0, numbers.Length - 1), numbers[..^1]);
        Assert.Contains("is damaged or cut", video.Fault, StringComparison.Ordinal);
        Assert.Contains($"the {numbers.Length} frames", video.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_video_is_told_in_a_sentence()
    {
        MadeUpVideo.RequireFfmpeg();
        var path = Path.Combine(_folder.Path, "a.mp4");
        File.WriteAllText(path, "not a video");

        var fault = Assert.Throws<InputFaultException>(() => VideoFile.Open(path));

        Assert.Contains("holds no video", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_playlist_cannot_reach_the_network()
    {
        MadeUpVideo.RequireFfmpeg();
        var path = Path.Combine(_folder.Path, "a.m3u8");
        File.WriteAllText(
            path,
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"
        );

        var fault = Assert.Throws<InputFaultException>(() => VideoFile.Open(path));

        Assert.Contains("holds no video", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Closing_early_ends_the_child()
    {
        var path = MadeUpVideo.Encode(_folder.Path, "a.mkv", 200, Lossless);
        var video = VideoFile.Open(path);
        video.TryRead(video.CreateFrame(), out _);

        video.Dispose();

        File.Delete(path);
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("single_face.mp4", 640, 360, 72)]
    [InlineData("face_noface.mov", 960, 540, 169)]
    public void Real_videos_are_read_to_the_end(string name, int width, int height, int frames)
    {
        MadeUpVideo.RequireFfmpeg();
        using var video = VideoFile.Open(RealData.Require($"video/{name}"));
        var (frame, count, last) = (video.CreateFrame(), 0, -1.0);
        while (video.TryRead(frame, out var stamp))
        {
            Assert.True(stamp.Seconds > last, $"frame {count} at {stamp.Seconds} after {last}");
            last = stamp.Seconds;
            count++;
        }

        Assert.Equal((width, height), (frame.Width, frame.Height));
        Assert.Null(video.Fault);
        Assert.InRange(count, frames - 8, frames);
    }
}
