using System.Text;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Pictures;

public sealed class NpyTests
{
    [Fact]
    public void Floats_and_bytes_are_read_back()
    {
        using var folder = new TemporaryFolder();

        Npy.Write(folder.File("a.npy"), [2, 3], [1f, -2.5f, float.NaN, 4f, 5f, 1e-30f]);
        Npy.Write(folder.File("b.npy"), [4], (byte[])[1, 2, 3, 255]);
        var singles = Npy.ReadSingles(folder.File("a.npy"));
        var bytes = Npy.ReadBytes(folder.File("b.npy"));

        Assert.Equal([2, 3], singles.Shape);
        Assert.Equal([1f, -2.5f, float.NaN, 4f, 5f, 1e-30f], singles.Values);
        Assert.Equal([4], bytes.Shape);
        Assert.Equal([1, 2, 3, 255], bytes.Values);
    }

    [Fact]
    public void The_header_is_the_one_numpy_writes()
    {
        using var folder = new TemporaryFolder();
        Npy.Write(folder.File("a.npy"), [3], (byte[])[1, 2, 3]);

        // numpy.save(file, numpy.array([1, 2, 3], "u1")) of numpy 1.24
        var text = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }".PadRight(117) + "\n";
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(text), 1, 2, 3];
        Assert.Equal(expected, File.ReadAllBytes(folder.File("a.npy")));
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "holds '|O' values")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "in Fortran order")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999,), }", "claims the shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (200, 200, 200, 200, 200), }", "claims")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }", "claims 0 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "claims 8 bytes of values and has 4")]
    [InlineData("{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,), }", "not understood")]
    public void A_hostile_header_is_refused(string header, string part)
    {
        using var folder = new TemporaryFolder();
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, 200, 0, .. Encoding.ASCII.GetBytes(header.PadRight(200)), 0, 0, 0, 0];
        var path = folder.FileOf("a.npy", file);

        Assert.Contains(
            part,
            Assert.Throws<InputFaultException>(() => Npy.ReadSingles(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_cut_inside_its_header_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.FileOf("a.npy", [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255, 0, 0]);

        Assert.Contains(
            "runs past its end",
            Assert.Throws<InputFaultException>(() => Npy.ReadBytes(path)).Message,
            StringComparison.Ordinal
        );
    }
}
