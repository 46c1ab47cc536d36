using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Media;

public sealed class FfmpegVideoTests
{
    [Theory]
    [InlineData(VideoCodec.Ffv1, "made-up.mkv", 0)]
    [InlineData(VideoCodec.H264, "made-up.mp4", 12)]
    public void Every_frame_comes_back(VideoCodec codec, string name, int tolerance)
    {
        MadeUpVideo.RequireFfmpeg();
        using var folder = new TemporaryFolder();
        var path = folder.File(name);
        var frames = Enumerable.Range(0, 25).Select(MadeUpVideo.Draw).ToList();
        Write(path, frames, codec);

        using var video = VideoFile.Open(path);
        Assert.Equal(200, video.Info.FrameRate, 0.01);
        var frame = new ByteImage(MadeUpVideo.Width, MadeUpVideo.Height, 1);
        foreach (var written in frames)
        {
            Assert.True(video.TryRead(frame, out _));
            Assert.All(
                written.Samples.Zip(frame.Samples),
                pair => Assert.InRange(pair.First - pair.Second, -tolerance, tolerance)
            );
        }

        Assert.False(video.TryRead(frame, out _));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void The_same_frames_give_the_same_bytes()
    {
        MadeUpVideo.RequireFfmpeg();
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["a.mp4", "b.mp4"])
        {
            Write(folder.File(name), Enumerable.Range(0, 25).Select(MadeUpVideo.Draw), VideoCodec.H264);
        }

        Assert.Equal(File.ReadAllBytes(folder.File("a.mp4")), File.ReadAllBytes(folder.File("b.mp4")));
    }

    [Fact]
    public void A_failure_leaves_nothing_behind()
    {
        MadeUpVideo.RequireFfmpeg();
        using var folder = new TemporaryFolder();
        Assert.Throws<InvalidOperationException>(() => Write(folder.File("cut.mp4"), Broken(), VideoCodec.H264));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Colours_of_an_odd_size_at_a_broken_rate_come_back()
    {
        MadeUpVideo.RequireFfmpeg();
        using var folder = new TemporaryFolder();
        var path = folder.File("odd.mp4");
        var red = new ByteImage(33, 47, 3);
        for (var i = 0; i < red.Samples.Length; i += 3)
        {
            (red.Samples[i], red.Samples[i + 1], red.Samples[i + 2]) = (200, 40, 30);
        }

        FfmpegVideo.Write(path, [red, red, red], 33, 47, 29.97, VideoCodec.H264, 10, FrameColor.Rgb);

        using var video = VideoFile.Open(path, FrameColor.Rgb);
        Assert.Equal(29.97, video.Info.FrameRate, 0.01);
        var frame = video.CreateFrame();
        Assert.Equal((34, 48), (frame.Width, frame.Height));
        Assert.True(video.TryRead(frame, out _));
        var middle = frame.Pixel(16, 20);
        Assert.InRange(middle[0], 185, 215);
        Assert.InRange(middle[1], 25, 55);
        Assert.InRange(middle[2], 15, 45);
    }

    private static IEnumerable<ByteImage> Broken()
    {
        yield return MadeUpVideo.Draw(0);
        throw new InvalidOperationException("no more");
    }

    private static void Write(string path, IEnumerable<ByteImage> frames, VideoCodec codec) =>
        FfmpegVideo.Write(path, frames, MadeUpVideo.Width, MadeUpVideo.Height, 200, codec, quality: 10);
}
