using Mien.Imaging.Pictures;

namespace Mien.Cli.Tests;

public sealed class PrepareCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mien-prepare-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_of_frames_becomes_a_prepared_set()
    {
        var output = new StringWriter();
        var frames = WriteFrames();

        var exit = CommandLine.Run(Arguments(frames, "--size", "28"), output, TextWriter.Null);

        Assert.Equal(0, exit);
        Assert.StartsWith("1 clips prepared (0 from the cache)", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("maps 28x28x3", output.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "out", "index.csv")));
    }

    [Fact]
    public void A_frame_that_is_not_there_is_one_sentence()
    {
        var error = new StringWriter();

        var exit = CommandLine.Run(Arguments(WriteFrames(), "--apex", "9"), TextWriter.Null, error);

        Assert.Equal(2, exit);
        Assert.Contains("has no frame 9", error.ToString(), StringComparison.Ordinal);
    }

    private string[] Arguments(string frames, params string[] more) =>
        ["prepare", frames, "--out", Path.Combine(_folder.FullName, "out"), "--align", "whole", "--quiet", .. more];

    private string WriteFrames()
    {
        var frames = Path.Combine(_folder.FullName, "frames");
        for (var i = 0; i < 3; i++)
        {
            var picture = new ByteImage(96, 96, 1);
            for (var p = 0; p < picture.Samples.Length; p++)
            {
                picture.Samples[p] = (byte)(128 + (60 * Math.Sin((p % 96 / 6.0) - (0.2 * i)) * Math.Cos(p / 96 / 7.0)));
            }

            Png.Write(Path.Combine(frames, $"img{i + 1}.png"), picture);
        }

        return frames;
    }
}
