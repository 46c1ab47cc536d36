using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Media;

public sealed class MotionJpegAviTests
{
    [Fact]
    public void Ffmpeg_reads_every_frame_in_order()
    {
        MadeUpVideo.RequireFfmpeg();
        using var folder = new TemporaryFolder();
        var path = folder.File("made-up.avi");
        MotionJpegAvi.Write(
            path,
            Enumerable.Range(0, 37).Select(n => Jpeg.Encode(MadeUpVideo.Draw(n))),
            MadeUpVideo.Width,
            MadeUpVideo.Height,
            30
        );

        using var video = VideoFile.Open(path);
        var frame = new ByteImage(video.Info.Width, video.Info.Height, 1);
        var numbers = new List<int>();
        while (video.TryRead(frame, out _))
        {
            numbers.Add(MadeUpVideo.NumberOf(frame));
        }

        Assert.Equal(Enumerable.Range(0, 37), numbers);
        Assert.Null(video.Fault);
    }
}
