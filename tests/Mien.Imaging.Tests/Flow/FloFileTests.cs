using Mien.Imaging.Flow;

namespace Mien.Imaging.Tests.Flow;

public sealed class FloFileTests
{
    [Fact]
    public void A_field_is_read_back()
    {
        using var folder = new TemporaryFolder();
        var flow = new FlowField(3, 2);
        for (var i = 0; i < 6; i++)
        {
            (flow.U.Samples[i], flow.V.Samples[i]) = (i + 0.25f, -i);
        }

        FloFile.Write(folder.File("a.flo"), flow);
        var back = FloFile.Read(folder.File("a.flo"));

        Assert.Equal(flow.U.Samples, back.U.Samples);
        Assert.Equal(flow.V.Samples, back.V.Samples);
        Assert.Equal("PIEH"u8.ToArray(), File.ReadAllBytes(folder.File("a.flo"))[..4]);
    }

    [Theory]
    [InlineData(3, 3, "expected")]
    [InlineData(-1, 2, "claims")]
    [InlineData(30_000, 30_000, "claims")]
    public void A_wrong_size_is_told(int width, int height, string part)
    {
        using var folder = new TemporaryFolder();
        byte[] file = [.. "PIEH"u8, .. BitConverter.GetBytes(width), .. BitConverter.GetBytes(height), .. new byte[48]];
        var path = folder.FileOf("a.flo", file);

        Assert.Contains(
            part,
            Assert.Throws<InputFaultException>(() => FloFile.Read(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Another_kind_of_file_is_told()
    {
        using var folder = new TemporaryFolder();
        var path = folder.FileOf("a.flo", new byte[100]);

        Assert.Contains(
            "not a .flo",
            Assert.Throws<InputFaultException>(() => FloFile.Read(path)).Message,
            StringComparison.Ordinal
        );
    }
}
