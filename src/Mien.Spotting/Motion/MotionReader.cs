using Mien.Foundation;

namespace Mien.Spotting.Motion;

/// <summary>Reads measured motion from a file that may still grow.</summary>
public sealed class MotionReader : IDisposable
{
    private readonly FileStream _stream;
    private readonly byte[] _record = new byte[MotionRecord.Length];

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputFaultException">It is no motion file, or of another version.</exception>
    public MotionReader(string path)
    {
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        try
        {
            var header = new byte[MotionRecord.HeaderLength];
            MotionRecord.Check(header.AsSpan(0, _stream.ReadAtLeast(header, header.Length, false)), path);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>Whole records there are now.</summary>
    public long Count => (_stream.Length - MotionRecord.HeaderLength) / MotionRecord.Length;

    /// <summary>Reads a record.</summary>
    /// <param name="index">Its place, below <see cref="Count"/>; one after the other is fastest.</param>
    /// <param name="sample">Overwritten.</param>
    public void Read(long index, MotionSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var place = MotionRecord.HeaderLength + (index * MotionRecord.Length);
        if (_stream.Position != place)
        {
            _stream.Seek(place, SeekOrigin.Begin);
        }

        _stream.ReadExactly(_record);
        MotionRecord.Read(_record, sample);
    }

    /// <summary>The place of the first record at a time or after it; <see cref="Count"/> when there is none.</summary>
    public long Find(double seconds)
    {
        var sample = new MotionSample();
        var (low, high) = (0L, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            Read(middle, sample);
            (low, high) = sample.Seconds < seconds ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
