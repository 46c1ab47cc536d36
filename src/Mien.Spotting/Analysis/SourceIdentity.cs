using System.Globalization;
using System.Security.Cryptography;
using Mien.Imaging.Media;

namespace Mien.Spotting.Analysis;

/// <summary>
/// Tells one recording from another without reading hours of it: name, size, and the content of its first and last
/// megabyte; of a folder, the names and sizes of its pictures and the first and last picture's content.
/// </summary>
public static class SourceIdentity
{
    private const int Part = 1 << 20;

    /// <summary>A text that two recordings share only when they are the same.</summary>
    /// <param name="path">A video or a folder of frames.</param>
    /// <param name="rate">Frames a second of a folder of frames.</param>
    public static string Of(string path, double rate)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isFolder = Directory.Exists(path);
        var files = isFolder ? PicturesOf(path) : [path];
        foreach (var file in files)
        {
            var text = $"{Path.GetFileName(file)} {new FileInfo(file).Length}\n";
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text));
        }

        foreach (var file in files.Take(1).Concat(files.TakeLast(1)).Distinct(StringComparer.Ordinal))
        {
            AddEnds(hash, file);
        }

        var shown = isFolder ? rate.ToString("R", CultureInfo.InvariantCulture) : "";
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return $"{name}\n{shown}\n{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static string[] PicturesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(PictureFile.IsPicture).Order(NaturalOrder.Instance)];

    private static void AddEnds(IncrementalHash hash, string file)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[Part];
        hash.AppendData(bytes, 0, stream.ReadAtLeast(bytes, Part, throwOnEndOfStream: false));
        stream.Seek(Math.Max(0, stream.Length - Part), SeekOrigin.Begin);
        hash.AppendData(bytes, 0, stream.ReadAtLeast(bytes, Part, throwOnEndOfStream: false));
    }
}
