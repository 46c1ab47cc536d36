namespace Mien.Imaging.Lanes;

/// <summary>
/// Cuts a plane into bands of rows for a team of threads. Rows are computed alike whatever band they fall in, so the number
/// of bands may follow the number of threads without a bit changing.
/// </summary>
internal readonly record struct RowBands(int Height, int Rows)
{
    // A band of fewer samples is not worth a thread's wake-up of a few microseconds.
    private const int LeastSamples = 4096;

    /// <summary>Number of bands.</summary>
    public int Count => (Height + Rows - 1) / Rows;

    /// <summary>Bands for a plane shared by a team: two a thread, fewer when the plane is small.</summary>
    public static RowBands For(int width, int height, Workers workers)
    {
        var most = Math.Max(1, (int)Math.Min((long)width * height / LeastSamples, height));
        var bands = workers.Threads == 1 ? 1 : Math.Min(2 * workers.Threads, most);
        return new RowBands(height, (height + bands - 1) / bands);
    }

    /// <summary>The rows of a band: the first, and the one after its last.</summary>
    public (int First, int End) Of(int band) => (band * Rows, Math.Min(Height, (band + 1) * Rows));
}
