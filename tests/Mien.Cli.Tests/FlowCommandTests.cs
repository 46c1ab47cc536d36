using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Cli.Tests;

public sealed class FlowCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mien-flow-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("tvl1")]
    [InlineData("farneback")]
    [InlineData("dis")]
    public void A_shift_to_the_right_is_found_and_drawn(string method)
    {
        var exit = Run(
            out var text,
            [
                "flow",
                Picture("a.png", 32, 0),
                Picture("b.png", 32, 1),
                "--method",
                method,
                "--out",
                At("f.flo"),
                "--png",
                At("f.png"),
            ]
        );

        var flow = FloFile.Read(At("f.flo"));
        Assert.Equal(0, exit);
        Assert.StartsWith("48 x 32 vectors", text, StringComparison.Ordinal);
        Assert.InRange(flow.U[24, 16], 0.8f, 1.2f);
        Assert.Equal(
            (48, 32, 3),
            (Png.Read(At("f.png")).Width, Png.Read(At("f.png")).Height, Png.Read(At("f.png")).Channels)
        );
    }

    [Fact]
    public void Faults_of_the_users_are_one_sentence_and_exit_2()
    {
        var small = Picture("a.png", 32, 0);

        Assert.Equal(2, Run(out var sizes, ["flow", small, Picture("b.png", 40, 0), "--out", At("f.flo")]));
        Assert.Contains("one size", sizes, StringComparison.Ordinal);
        Assert.Equal(2, Run(out var method, ["flow", small, small, "--method", "raft", "--out", At("f.flo")]));
        Assert.Contains("tvl1, farneback, dis", method, StringComparison.Ordinal);
        Assert.False(File.Exists(At("f.flo")));

        var before = File.ReadAllBytes(small);
        Assert.Equal(2, Run(out var same, ["flow", small, small, "--out", small]));
        Assert.Contains("is what is to be read", same, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(small));
        Assert.Equal(2, Run(out var folder, ["flow", small, small, "--out", _folder.FullName]));
        Assert.Contains("is a folder", folder, StringComparison.Ordinal);
    }

    private static int Run(out string text, string[] words)
    {
        var written = new StringWriter();
        var exit = CommandLine.Run(words, written, written);
        text = written.ToString();
        return exit;
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Picture(string name, int height, int shift)
    {
        var plane = new Plane(48, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < 48; x++)
            {
                plane[x, y] = (float)(
                    128 + (60 * Math.Sin(0.45 * (x - shift))) + (50 * Math.Cos((0.3 * y) + (0.11 * (x - shift))))
                );
            }
        }

        Png.Write(At(name), ByteImage.FromPlane(plane));
        return At(name);
    }
}
