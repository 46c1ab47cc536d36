using System.Text;

namespace Mien.Foundation;

/// <summary>
/// Whole files that somebody else wrote. The limit is kept while reading, because the length of a device or a pipe says
/// nothing about how much comes out of it.
/// </summary>
public static class OutsideFile
{
    private const int Chunk = 1 << 16;

    /// <summary>The text of a UTF-8 file.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path, string what, long maxBytes)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path, what, maxBytes)), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, as it begins a sentence about the path: "The recipe".</param>
    /// <param name="maxBytes">Above this it is refused.</param>
    /// <exception cref="InputFaultException">The file is missing, a folder, may not be read, or is too large.</exception>
    public static byte[] ReadBytes(string path, string what, long maxBytes)
    {
        if (Directory.Exists(path))
        {
            throw new InputFaultException($"{what} {path} is a folder: give the path of a file.");
        }

        try
        {
            using var stream = File.OpenRead(path);
            return ReadAll(stream, maxBytes)
                ?? throw new InputFaultException(
                    $"{what} {path} has more than the {maxBytes} bytes that are allowed: check that it is the right file."
                );
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputFaultException($"{what} {path} does not exist: check the path.", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new InputFaultException(
                $"{what} {path} may not be read: ask for permission to it, or give a copy.",
                fault
            );
        }
    }

    private static byte[]? ReadAll(FileStream stream, long maxBytes)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[Chunk];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                return null;
            }

            bytes.Write(chunk, 0, read);
        }

        return bytes.ToArray();
    }
}
