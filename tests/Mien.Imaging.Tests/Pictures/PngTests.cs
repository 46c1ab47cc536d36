using System.Buffers.Binary;
using System.IO.Compression;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Pictures;

public sealed class PngTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 5, 1)]
    [InlineData(13, 9, 3)]
    [InlineData(31, 2, 4)]
    public void What_is_written_is_read_back(int width, int height, int channels)
    {
        using var folder = new TemporaryFolder();
        var image = Pattern(width, height, channels);

        Png.Write(folder.File("a.png"), image);
        var back = Png.Read(folder.File("a.png"));

        Assert.Equal((width, height, channels), (back.Width, back.Height, back.Channels));
        Assert.Equal(image.Samples, back.Samples);
        Assert.Equal(Png.Encode(image), Png.Encode(back));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Grey_of_every_depth_fills_the_range(int depth)
    {
        // Two pixels a row, black then white; unused bits of the last byte are zero.
        byte[] row =
            depth == 16 ? [0, 0, 0, 255, 255]
            : depth == 8 ? [0, 0, 255]
            : [0, (byte)(0xFF >> depth & ~(0xFF >> (2 * depth)))];

        var image = Png.Decode(File(2, 1, depth, 0, row), "made up");

        Assert.Equal([0, 255], image.Samples);
    }

    [Fact]
    public void A_16_bit_sample_keeps_its_fraction_in_a_plane()
    {
        using var folder = new TemporaryFolder();
        var path = folder.FileOf("a.png", File(1, 1, 16, 0, [0, 0x12, 0x34]));

        Assert.Equal(0x1234 / 257f, Png.ReadPlane(path).Samples[0]);
    }

    [Fact]
    public void A_palette_becomes_colours_and_its_transparency_alpha()
    {
        byte[] row = [0, 0b01_00_10_00];
        var palette = Chunk("PLTE", [1, 2, 3, 4, 5, 6, 7, 8, 9]);

        var opaque = Png.Decode(File(3, 1, 2, 3, row, palette), "made up");
        var clear = Png.Decode(File(3, 1, 2, 3, row, palette, Chunk("tRNS", [9, 0])), "made up");

        Assert.Equal([4, 5, 6, 1, 2, 3, 7, 8, 9], opaque.Samples);
        Assert.Equal([4, 5, 6, 0, 1, 2, 3, 9, 7, 8, 9, 255], clear.Samples);
    }

    [Fact]
    public void A_transparent_grey_becomes_alpha()
    {
        var image = Png.Decode(File(2, 1, 8, 0, [0, 10, 20], Chunk("tRNS", [0, 20])), "made up");

        Assert.Equal([10, 10, 10, 255, 20, 20, 20, 0], image.Samples);
    }

    [Fact]
    public void Grey_with_alpha_becomes_four_channels()
    {
        Assert.Equal([10, 10, 10, 20], Png.Decode(File(1, 1, 8, 4, [0, 10, 20]), "made up").Samples);
    }

    [Fact]
    public void An_interlaced_picture_is_put_together()
    {
        // 3 x 3 grey: pass 1 has (0,0), pass 4 (2,0), pass 5 (0,2) and (2,2), pass 6 (1,0) and (1,2), pass 7 row 1.
        byte[] passes = [0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6];

        Assert.Equal(
            [1, 2, 3, 4, 5, 6, 7, 8, 9],
            Png.Decode(File(3, 3, 8, 0, passes, interlace: 1), "made up").Samples
        );
    }

    [Fact]
    public void Every_filter_is_undone()
    {
        // Rows 10 20 30 with filters none, sub, up, average, Paeth; the differences by hand.
        byte[] rows = [0, 10, 20, 30, 1, 10, 10, 10, 2, 0, 0, 0, 3, 5, 5, 5, 4, 0, 0, 0];
        var image = Png.Decode(File(3, 5, 8, 0, rows), "made up");

        Assert.Equal([10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30], image.Samples);
    }

    [Fact]
    public void A_file_cut_short_names_the_row()
    {
        var image = Pattern(64, 64, 3);
        new RandomStream(1).Shuffle<byte>(image.Samples);
        var file = Png.Encode(image);

        var fault = Assert.Throws<InputFaultException>(() => Png.Decode(file.AsSpan(0, file.Length / 2), "face.png"));

        Assert.Matches(
            @"^face\.png ends in the middle of its pixel data at row (2\d|3\d) of 64: the file is damaged, copy it again\.$",
            fault.Message
        );
    }

    [Fact]
    public void Every_cut_and_every_flipped_byte_is_a_fault_or_a_picture()
    {
        var file = Png.Encode(Pattern(9, 7, 3));
        for (var i = 0; i < file.Length; i++)
        {
            Accepts(file.AsSpan(0, i));
            var damaged = (byte[])file.Clone();
            damaged[i] ^= 0x55;
            Accepts(damaged);
        }
    }

    [Fact]
    public void A_wrong_checksum_is_told()
    {
        var file = Png.Encode(Pattern(9, 7, 3));
        file[50] ^= 1;

        Assert.Contains("checksum", Fault(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(100_000, 5)]
    [InlineData(32_768, 32_768)]
    public void A_hostile_size_is_refused_before_memory_is_asked_for(int width, int height)
    {
        var file = File(width, height, 8, 0, [0]);

        Assert.Contains("claims", Fault(file), StringComparison.Ordinal);
        Assert.InRange(Allocations.Least(() => Fault(file)), 0, 1 << 20);
    }

    [Fact]
    public void A_large_picture_in_a_tiny_file_is_refused_before_memory_is_asked_for()
    {
        var file = File(10_000, 10_000, 16, 6, [0]);

        Assert.Contains("ends in the middle", Fault(file), StringComparison.Ordinal);
        Assert.InRange(Allocations.Least(() => Fault(file)), 0, 1 << 20);
    }

    private static string Fault(byte[] file) =>
        Assert.Throws<InputFaultException>(() => Png.Decode(file, "a.png")).Message;

    private static void Accepts(ReadOnlySpan<byte> file)
    {
        try
        {
            Png.Decode(file, "a.png");
        }
        catch (InputFaultException)
        {
            // A sentence is as good as a picture; anything else fails the test.
        }
    }

    private static ByteImage Pattern(int width, int height, int channels)
    {
        var image = new ByteImage(width, height, channels);
        for (var i = 0; i < image.Samples.Length; i++)
        {
            image.Samples[i] = (byte)((i * i / 7) + (3 * i));
        }

        return image;
    }

    private static byte[] File(int width, int height, int depth, int colour, byte[] rows, params byte[][] extra) =>
        File(width, height, depth, colour, rows, 0, extra);

    private static byte[] File(
        int width,
        int height,
        int depth,
        int colour,
        byte[] rows,
        int interlace,
        params byte[][] extra
    )
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, (byte)interlace);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return
        [
            .. PngWriter.Signature,
            .. Chunk("IHDR", header),
            .. extra.SelectMany(chunk => chunk),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        byte[] typed = [.. System.Text.Encoding.ASCII.GetBytes(type), .. body];
        var (length, crc) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32.Of(typed));
        return [.. length, .. typed, .. crc];
    }
}
