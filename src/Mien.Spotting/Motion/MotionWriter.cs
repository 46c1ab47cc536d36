namespace Mien.Spotting.Motion;

/// <summary>Appends measured motion to a file; see <see cref="MotionReader"/>.</summary>
public sealed class MotionWriter : IDisposable
{
    private readonly FileStream _stream;
    private readonly byte[] _record = new byte[MotionRecord.Length];

    private MotionWriter(FileStream stream) => _stream = stream;

    /// <summary>Starts a file anew.</summary>
    public static MotionWriter Create(string path)
    {
        var writer = new MotionWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read));
        writer._stream.Write(MotionRecord.Header());
        return writer;
    }

    /// <summary>Goes on behind a number of records; what follows them is cut off.</summary>
    /// <exception cref="Foundation.InputFaultException">The file is of another version.</exception>
    public static MotionWriter Continue(string path, long records)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var header = new byte[MotionRecord.HeaderLength];
            stream.ReadExactly(header);
            MotionRecord.Check(header, path);
            stream.SetLength(MotionRecord.HeaderLength + (records * MotionRecord.Length));
            stream.Seek(0, SeekOrigin.End);
            return new MotionWriter(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a face of a frame, or, with <see cref="MotionSample.Face"/> 0, a frame without one.</summary>
    public void Add(MotionSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        MotionRecord.Write(sample, _record);
        _stream.Write(_record);
    }

    /// <summary>Hands what was added to the system, so that readers and a later run see it.</summary>
    public void Flush() => _stream.Flush();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
