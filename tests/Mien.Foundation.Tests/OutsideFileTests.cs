namespace Mien.Foundation.Tests;

public sealed class OutsideFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    private string FilePath => Path.Combine(_folder, "a.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_of_just_the_allowed_size_is_read_and_one_byte_more_is_refused()
    {
        AtomicFile.WriteText(FilePath, new string('x', 100_000));

        Assert.Equal(100_000, OutsideFile.ReadBytes(FilePath, "The file", 100_000).Length);
        Refuses(FilePath, 99_999, "more than the 99999 bytes");
    }

    [Fact]
    public void The_mark_of_the_encoding_is_no_text()
    {
        AtomicFile.Write(FilePath, stream => stream.Write([0xEF, 0xBB, 0xBF, (byte)'a', 0xC3, 0xA9]));

        Assert.Equal("aé", OutsideFile.ReadText(FilePath, "The file", 100));
    }

    [Fact]
    public void A_device_without_an_end_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero here");

        Refuses("/dev/zero", 1000, "The recipe /dev/zero has more than the 1000 bytes");
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told_apart()
    {
        Refuses(FilePath, 100, "does not exist");
        Refuses(_folder, 100, "is a folder");
    }

    private static void Refuses(string path, long limit, string sentence)
    {
        var fault = Assert.Throws<InputFaultException>(() => OutsideFile.ReadBytes(path, "The recipe", limit));
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }
}
