using Mien.Foundation;
using Mien.Spotting.Motion;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Tests.Motion;

public sealed class MotionFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mien-motion-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var samples = new MadeUpMotion(30, 3).With(1, 1.2, 1.4, RegionPart.Chin, 0, -2).Samples();
        using (var writer = MotionWriter.Create(PathOf("a.bin")))
        {
            samples.ForEach(writer.Add);
        }

        using var reader = new MotionReader(PathOf("a.bin"));
        Assert.Equal(90, reader.Count);
        var read = new MotionSample();
        foreach (var i in (int[])[35, 0, 89, 36])
        {
            reader.Read(i, read);
            Assert.Equal(
                (samples[i].Frame, samples[i].Seconds, samples[i].Face, samples[i].IsStart, samples[i].EyeOpening),
                (read.Frame, read.Seconds, read.Face, read.IsStart, read.EyeOpening)
            );
            Assert.Equal(samples[i].Regions, read.Regions);
            Assert.Equal(samples[i].Misfits, read.Misfits);
        }

        Assert.Equal(30, reader.Find(1));
        Assert.Equal(90, reader.Find(7));
    }

    [Fact]
    public void A_file_that_was_cut_in_a_record_goes_on_behind_records_that_are_whole()
    {
        var path = PathOf("b.bin");
        var samples = new MadeUpMotion(30, 1).Samples();
        using (var writer = MotionWriter.Create(path))
        {
            samples.ForEach(writer.Add);
        }

        using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(file.Length - 100);
        }

        MotionSeam seam;
        using (var reader = new MotionReader(path))
        {
            Assert.Null(MotionSeam.At(reader, 30));
            Assert.Null(MotionSeam.At(reader, 0));
            seam = MotionSeam.At(reader, 28)!;
        }

        Assert.Equal((27, 28L, 1), (seam.Frame, seam.Records, seam.MostFace));
        using (var writer = MotionWriter.Continue(path, seam.Records))
        {
            samples[28..].ForEach(writer.Add);
        }

        using var whole = new MotionReader(path);
        Assert.Equal(30, whole.Count);
        var last = new MotionSample();
        whole.Read(29, last);
        Assert.Equal(29, last.Frame);
    }

    [Fact]
    public void Who_wrote_the_records_need_not_read_them_again()
    {
        var path = PathOf("d.bin");
        var samples = new MadeUpMotion(30, 2).Samples();
        samples[7].Face = 5;
        using (var writer = MotionWriter.Create(path))
        {
            samples.ForEach(writer.Add);
        }

        using var reader = new MotionReader(path);
        var (read, known) = (MotionSeam.At(reader, 50)!, MotionSeam.At(reader, 50, mostFace: 9));

        Assert.Equal((49, 50L, 5), (read.Frame, read.Records, read.MostFace));
        Assert.Equal((49, 50L, 9), (known.Frame, known.Records, known.MostFace));
        Assert.Equal(1, known.Find(samples[49])!.Face);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MIENMOT1")]
    [InlineData("MIENMOT9aaaabbbbccccdddd")]
    public void Another_file_is_refused(string content)
    {
        File.WriteAllText(PathOf("c.bin"), content);

        var fault = Assert.Throws<InputFaultException>(() => new MotionReader(PathOf("c.bin")));
        Assert.Contains("c.bin is no motion file", fault.Message, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
