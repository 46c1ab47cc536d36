using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Media;

public sealed class FrameFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_in_names_count_as_numbers()
    {
        string[] names =
        [
            "img10.png",
            "img2.png",
            "img1b.png",
            "img1.png",
            "img01.png",
            "a100000000000000000000.png",
            "a9.png",
        ];

        Assert.Equal(
            ["a9.png", "a100000000000000000000.png", "img1.png", "img01.png", "img1b.png", "img2.png", "img10.png"],
            names.Order(NaturalOrder.Instance)
        );
    }

    [Theory]
    [InlineData("png")]
    [InlineData("pgm")]
    [InlineData("jpg")]
    [InlineData("bmp")]
    public void A_folder_of_pictures_is_a_video(string format)
    {
        Write(format, 12);
        using var source = FrameSources.Open(_folder.Path, new FrameSourceOptions { FolderRate = 200 });

        var frames = source.ReadAll().Select(f => (MadeUpVideo.NumberOf(f.Frame), f.Stamp.Seconds));

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (i, i / 200.0)), frames);
        Assert.Null(source.Fault);
        Assert.Equal(12, source.Info.ExpectedFrames);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    public void Seeking_goes_to_a_picture(string format)
    {
        Write(format, 12);
        using var source = FrameSources.Open(_folder.Path);
        var frame = source.CreateFrame();
        source.TryRead(frame, out _);

        source.Seek(7 / 25.0);

        Assert.True(source.TryRead(frame, out var stamp));
        Assert.Equal((7, 0, 7 / 25.0), (MadeUpVideo.NumberOf(frame), stamp.Index, stamp.Seconds));
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("bmp")]
    public void A_damaged_picture_is_named_after_the_good_ones(string format)
    {
        Write(format, 8);
        var damaged = Path.Combine(_folder.Path, $"f5.{format}");
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..100]);
        using var source = FrameSources.Open(_folder.Path);

        var frames = source.ReadAll().Select(f => MadeUpVideo.NumberOf(f.Frame)).ToArray();

        Assert.Equal(Enumerable.Range(0, 5), frames);
        Assert.Contains($"f5.{format}", source.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    public void A_picture_of_another_size_is_named(string format)
    {
        Write(format, 3);
        var other = Path.Combine(_folder.Path, $"f3.{format}");
        MadeUpVideo.RequireFfmpeg();
        MadeUpVideo.RunFfmpeg("-v", "error", "-f", "lavfi", "-i", "color=gray:32x32", "-frames:v", "1", other);
        using var source = FrameSources.Open(_folder.Path);

        Assert.Equal(3, source.ReadAll().Count());
        Assert.Contains("has 32 x 32 pixels", source.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_and_mixed_formats_are_refused()
    {
        Assert.Contains("holds no pictures", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.Path, "a.png"), "");
        File.WriteAllText(Path.Combine(_folder.Path, "b.jpg"), "");
        Assert.Contains("of another format", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("png", 1)]
    [InlineData("jpg", 3)]
    public void A_single_picture_is_read(string format, int channels)
    {
        Write(format, 3);
        var color = channels == 1 ? FrameColor.Gray : FrameColor.Rgb;

        var picture = PictureFile.Read(Path.Combine(_folder.Path, $"f2.{format}"), color);

        Assert.Equal(channels, picture.Channels);
        Assert.InRange(picture.Pixel(12, 10)[0], 200, 220);
    }

    [Fact]
    public void Jpeg_headers_are_walked_past_their_tables()
    {
        Assert.Equal((0, 0), PictureHeader.ReadSize([0xFF, 0xD8, 0xFF, 0xE0, 0, 4]));
        byte[] file = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 11, 8, 0, 48, 0, 64, 1, 0, 0, 0];
        Assert.Equal((64, 48), PictureHeader.ReadSize(file));
    }

    private string Refusal() => Assert.Throws<InputFaultException>(() => FrameSources.Open(_folder.Path)).Message;

    private void Write(string format, int count)
    {
        for (var i = 0; i < count && format == "png"; i++)
        {
            Png.Write(Path.Combine(_folder.Path, $"f{i}.png"), MadeUpVideo.Draw(i));
        }

        for (var i = 0; i < count && format == "pgm"; i++)
        {
            Netpbm.Write(Path.Combine(_folder.Path, $"f{i}.pgm"), MadeUpVideo.Draw(i));
        }

        if (format is "png" or "pgm")
        {
            return;
        }

        string[] full = format == "jpg" ? ["-q:v", "2", "-pix_fmt", "yuvj420p"] : [];
        MadeUpVideo.Encode(_folder.Path, $"f%d.{format}", count, [.. full, "-start_number", "0"]);
    }
}
