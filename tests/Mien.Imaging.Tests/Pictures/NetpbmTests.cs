using System.Text;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Pictures;

public sealed class NetpbmTests
{
    [Fact]
    public void Grey_and_colour_are_read_back()
    {
        using var folder = new TemporaryFolder();
        var grey = new ByteImage(2, 2, 1, [1, 2, 3, 4]);
        var colour = new ByteImage(2, 1, 3, [1, 2, 3, 4, 5, 6]);

        Netpbm.Write(folder.File("a.pgm"), grey);
        Netpbm.Write(folder.File("a.ppm"), colour);

        Assert.Equal(grey.Samples, Netpbm.Read(folder.File("a.pgm")).Samples);
        Assert.Equal(colour.Samples, Netpbm.Read(folder.File("a.ppm")).Samples);
        Assert.Equal("P5\n2 2\n255\n\u0001\u0002\u0003\u0004", File.ReadAllText(folder.File("a.pgm")));
    }

    [Fact]
    public void Comments_and_16_bits_are_understood()
    {
        var file = Encoding.Latin1.GetBytes("P5 # a camera\n2 # wide\n 1\n65535\n\u0000\u0000\u00ff\u00ff");

        Assert.Equal([0, 255], Netpbm.Decode(file, "a.pgm").Samples);
    }

    [Theory]
    [InlineData("P5\n2 2\n255\nabc", "ends in the middle of its pixel data at row 1 of 2")]
    [InlineData("P5\n99999 99999\n255\n", "claims 99999 x 99999 pixels")]
    [InlineData("P5\n2 -2\n255\n", "no readable width")]
    [InlineData("P5\n2 2", "no readable width")]
    [InlineData("P5#", "no readable width")]
    [InlineData("P2\n1 1\n255\n7", "not a binary PGM")]
    [InlineData("P5\n1 1\n70000\n12", "not 1 to 65535")]
    public void Damage_is_told_in_a_sentence(string file, string part)
    {
        var fault = Assert.Throws<InputFaultException>(() => Netpbm.Decode(Encoding.ASCII.GetBytes(file), "a.pgm"));

        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }
}
