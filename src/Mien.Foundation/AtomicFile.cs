namespace Mien.Foundation;

/// <summary>
/// Writes whole files or none: content goes to a temporary name beside the target, is flushed to the disk, and is then
/// moved over it. A reader, or a run that is resumed after a kill, sees the old file or the complete new one.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes through <paramref name="write"/> and moves the result to <paramref name="path"/>.</summary>
    /// <param name="path">The target; its folder is created when missing.</param>
    /// <param name="write">Receives the temporary file's stream, positioned at its start.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; the old file is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // Two processes may write the same unit at once (a requeued job and its first copy), so the name is unique.
        var temporary = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            WriteFlushed(temporary, write);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes UTF-8 text without a byte-order mark.</summary>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static void WriteFlushed(string temporary, Action<Stream> write)
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
        write(stream);
        stream.Flush(flushToDisk: true);
    }
}
