using System.Text.Json;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Pictures;

public sealed class JpegTests
{
    private static readonly JsonElement Golden = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(RealData.Repository, "tests/Mien.Imaging.Tests/golden/jpeg.json")))
        .RootElement;

    public static TheoryData<int> Pictures => [.. Enumerable.Range(0, Golden.GetProperty("pictures").GetArrayLength())];

    /// <summary>Two decoders may round differently; libjpeg's integer transforms leave at most a few levels.</summary>
    [Theory]
    [MemberData(nameof(Pictures))]
    public void Pictures_decode_as_libjpeg_decodes_them(int index)
    {
        var golden = Golden.GetProperty("pictures")[index];

        var image = Jpeg.Decode(golden.GetProperty("file").GetBytesFromBase64(), "golden.jpg");

        Assert.Equal(
            (
                golden.GetProperty("width").GetInt32(),
                golden.GetProperty("height").GetInt32(),
                golden.GetProperty("channels").GetInt32()
            ),
            (image.Width, image.Height, image.Channels)
        );
        var differences = image
            .Samples.Zip(golden.GetProperty("pixels").GetBytesFromBase64(), (a, b) => Math.Abs(a - b))
            .ToArray();
        Assert.InRange(differences.Max(), 0, 3);
        Assert.InRange(differences.Average(), 0, 0.5);
    }

    [Theory]
    [InlineData(1, 97, 79)]
    [InlineData(3, 97, 79)]
    [InlineData(3, 16, 16)]
    [InlineData(1, 1, 1)]
    [InlineData(3, 23, 211)]
    public void What_is_encoded_decodes_to_nearly_the_same(int channels, int width, int height)
    {
        var image = Pattern(channels, width, height);

        var decoded = Jpeg.Decode(Jpeg.Encode(image, 95), "own.jpg");

        Assert.Equal((width, height, channels), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.InRange(image.Samples.Zip(decoded.Samples, (a, b) => Math.Abs(a - b)).Average(), 0, 2.5);
    }

    /// <summary>A sequential file, and golden files that are progressive and in several scans.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_way_of_cutting_or_breaking_a_file_is_a_plain_sentence(int? golden)
    {
        var file = golden is { } index
            ? Golden.GetProperty("pictures")[index].GetProperty("file").GetBytesFromBase64()
            : Jpeg.Encode(Pattern(3, 40, 40), 80);
        var random = new RandomStream(5);
        for (var round = 0; round < 600; round++)
        {
            var broken = round % 2 == 0 ? file[..random.Below(file.Length)] : (byte[])file.Clone();
            for (var i = 0; i < 3 && round % 2 == 1; i++)
            {
                broken[random.Below(broken.Length)] = (byte)random.Below(256);
            }

            try
            {
                Jpeg.Decode(broken, "broken.jpg");
            }
            catch (InputFaultException fault)
            {
                Assert.StartsWith("broken.jpg", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Rare_kinds_are_told_from_damaged_files()
    {
        // Marker C9: arithmetic coding.
        byte[] file = [0xFF, 0xD8, 0xFF, 0xC9, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0];

        Assert.False(Jpeg.IsRead(file));
        Assert.Contains(
            "lossless or arithmetic",
            Assert.Throws<InputFaultException>(() => Jpeg.Decode(file, "a.jpg")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_of_endless_scans_is_refused()
    {
        var file = Golden.GetProperty("pictures")[7].GetProperty("file").GetBytesFromBase64();
        var start = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var scans = file[start..^2];
        byte[] endless = [.. file[..start], .. Enumerable.Repeat(scans, 70).SelectMany(scan => scan)];

        Assert.Contains(
            "more than 200 scans",
            Assert.Throws<InputFaultException>(() => Jpeg.Decode(endless, "long.jpg")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_header_that_claims_too_much_is_refused_before_memory_is_asked_for()
    {
        byte[] file = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0];

        Assert.Contains(
            "claims 65535 x 65535",
            Assert.Throws<InputFaultException>(() => Jpeg.Decode(file, "big.jpg")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, 13, 7)]
    [InlineData(3, 13, 7)]
    public void Bitmaps_come_back_as_they_were(int channels, int width, int height)
    {
        var image = Pattern(channels, width, height);

        var decoded = Bmp.Decode(Bmp.Encode(image), "own.bmp");

        Assert.Equal(channels, decoded.Channels);
        Assert.Equal(image.Samples, decoded.Samples);
    }

    [Fact]
    public void Broken_bitmaps_are_refused()
    {
        var file = Bmp.Encode(Pattern(3, 13, 7));
        Assert.Contains(
            "cut short",
            Assert.Throws<InputFaultException>(() => Bmp.Decode(file.AsSpan(0, file.Length - 9), "b.bmp")).Message,
            StringComparison.Ordinal
        );
        BitConverter.GetBytes(40_000).CopyTo(file, 18);
        Assert.Contains(
            "claims 40000 x 7",
            Assert.Throws<InputFaultException>(() => Bmp.Decode(file, "b.bmp")).Message,
            StringComparison.Ordinal
        );
    }

    private static ByteImage Pattern(int channels, int width, int height)
    {
        var image = new ByteImage(width, height, channels);
        for (var i = 0; i < image.Samples.Length; i++)
        {
            var (x, y, c) = (i / channels % width, i / channels / width, i % channels);
            image.Samples[i] = (byte)(128 + (90 * Math.Sin((x / 6.0) + c) * Math.Cos(y / 5.0)));
        }

        return image;
    }
}
