using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Pictures;

public sealed class AnimatedPngTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Ffmpeg_sees_every_frame_at_its_time(int channels)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ffmpeg"), "needs ffmpeg");
        using var folder = new TemporaryFolder();
        ByteImage[] frames = [.. Enumerable.Range(0, 4).Select(i => Pattern(23, 17, channels, i))];
        var path = folder.FileOf("loop.apng", AnimatedPng.Encode(frames, [40, 120, 80, 500]));

        using var video = VideoFile.Open(path, channels == 1 ? FrameColor.Gray : FrameColor.Rgb);
        var picture = video.CreateFrame();
        double[] times = [0, 0.04, 0.16, 0.24];
        for (var i = 0; i < frames.Length; i++)
        {
            Assert.True(video.TryRead(picture, out var stamp), $"frame {i}");
            Assert.Equal(frames[i].Samples, picture.Samples);
            Assert.Equal(times[i], stamp.Seconds, 3);
        }
    }

    [Fact]
    public void Programs_that_know_no_animation_see_the_first_frame()
    {
        var frames = new[] { Pattern(9, 5, 1, 0), Pattern(9, 5, 1, 1) };

        var picture = Png.Decode(AnimatedPng.Encode(frames, [100, 100]), "loop");

        Assert.Equal(frames[0].Samples, picture.Samples);
    }

    [Fact]
    public void Frames_of_two_sizes_are_refused() =>
        Assert.Throws<ArgumentException>(() =>
            AnimatedPng.Encode([Pattern(9, 5, 1, 0), Pattern(5, 9, 1, 0)], [100, 100])
        );

    private static ByteImage Pattern(int width, int height, int channels, int shift)
    {
        var image = new ByteImage(width, height, channels);
        for (var i = 0; i < image.Samples.Length; i++)
        {
            image.Samples[i] = (byte)((i * 7) + (shift * 31) + (i / width * 3));
        }

        return image;
    }
}
