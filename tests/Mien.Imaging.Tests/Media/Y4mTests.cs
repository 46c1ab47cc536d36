using System.Text;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Media;

public sealed class Y4mTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gray_frames_come_back_byte_for_byte()
    {
        var path = Path.Combine(_folder.Path, "a.y4m");
        MadeUpVideo.WriteY4m(path, 7, (200, 1));
        using var video = FrameSources.Open(path);

        var frames = video.ReadAll().ToArray();

        Assert.Equal(Enumerable.Range(0, 7).Select(i => i / 200.0), frames.Select(f => f.Stamp.Seconds));
        Assert.All(frames, f => Assert.Equal(MadeUpVideo.Draw(f.Stamp.Index).Samples, f.Frame.Samples));
        Assert.Equal((7, 200.0), (video.Info.ExpectedFrames, video.Info.FrameRate));
        Assert.Null(video.Fault);
    }

    [Fact]
    public void Colour_frames_come_back_within_rounding()
    {
        var path = Path.Combine(_folder.Path, "a.y4m");
        var frame = new ByteImage(17, 5, 3);
        for (var i = 0; i < frame.Samples.Length; i++)
        {
            frame.Samples[i] = (byte)(i * 37);
        }

        using (var stream = File.Create(path))
        {
            new Y4mWriter(stream, 17, 5, (25, 1), FrameColor.Rgb).Write(frame);
        }

        using var video = Y4mVideo.Open(path, FrameColor.Rgb);
        var read = video.ReadAll().Single().Frame;

        // Chroma beyond what 8 bits hold is cut for the most saturated of these colours.
        var far = frame.Samples.Zip(read.Samples).Count(pair => Math.Abs(pair.First - pair.Second) > 2);
        Assert.InRange(far, 0, frame.Samples.Length / 50);
    }

    [Theory]
    [InlineData("yuv420p", 2)]
    [InlineData("yuv422p", 2)]
    [InlineData("yuv444p", 2)]
    public void Files_of_ffmpeg_are_read_as_ffmpeg_reads_them(string format, int tolerance)
    {
        var path = MadeUpVideo.Encode(_folder.Path, "b.y4m", 3, "-pix_fmt", format);
        using var own = Y4mVideo.Open(path, FrameColor.Rgb);
        using var theirs = VideoFile.Open(path, FrameColor.Rgb);

        foreach (var (a, b) in own.ReadAll().Zip(theirs.ReadAll()))
        {
            for (var i = 0; i < a.Frame.Samples.Length; i++)
            {
                Assert.InRange(a.Frame.Samples[i] - b.Frame.Samples[i], -tolerance, tolerance);
            }
        }
    }

    [Fact]
    public void A_cut_file_gives_its_good_frames_and_then_a_sentence()
    {
        var path = Path.Combine(_folder.Path, "a.y4m");
        MadeUpVideo.WriteY4m(path, 4);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^100]);
        using var video = FrameSources.Open(path);

        Assert.Equal(3, video.ReadAll().Count());
        Assert.Contains("ends inside frame 4: those before it", video.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeking_finds_the_frame_at_a_time()
    {
        var path = Path.Combine(_folder.Path, "a.y4m");
        MadeUpVideo.WriteY4m(path, 20);
        using var video = FrameSources.Open(path);
        var frame = video.CreateFrame();

        video.Seek(12 / 25.0);
        Assert.True(video.TryRead(frame, out var stamp));
        Assert.Equal((12, 12 / 25.0), (MadeUpVideo.NumberOf(frame), stamp.Seconds));

        video.Seek(2 / 25.0);
        Assert.True(video.TryRead(frame, out _));
        Assert.Equal(2, MadeUpVideo.NumberOf(frame));
    }

    [Theory]
    [InlineData("", "does not start with")]
    [InlineData("YUV4MPEG2 W0 H5\n", "claims 0 x 5")]
    [InlineData("YUV4MPEG2 W99999999 H5\n", "claims 99999999 x 5")]
    [InlineData("YUV4MPEG2 W4 H5 C420p10\n", "420p10")]
    [InlineData("YUV4MPEG2 W4 H5 It\n", "interlaced")]
    [InlineData("YUV4MPEG2 W4 H5 F25\n", "frame rate")]
    public void Other_headers_are_refused(string header, string part)
    {
        var path = Path.Combine(_folder.Path, "a.y4m");
        File.WriteAllBytes(path, Encoding.ASCII.GetBytes(header));

        var fault = Assert.Throws<InputFaultException>(() => FrameSources.Open(path));

        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }
}
