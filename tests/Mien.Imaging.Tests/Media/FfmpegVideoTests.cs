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
        Assert.Throws<InputFaultException>(() =>
            // H.264 in 4:2:0 has no odd sides.
            FfmpegVideo.Write(folder.File("odd.mp4"), [new ByteImage(3, 3, 1)], 3, 3, 25, VideoCodec.H264)
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static void Write(string path, IEnumerable<ByteImage> frames, VideoCodec codec) =>
        FfmpegVideo.Write(path, frames, MadeUpVideo.Width, MadeUpVideo.Height, 200, codec, quality: 10);
}
