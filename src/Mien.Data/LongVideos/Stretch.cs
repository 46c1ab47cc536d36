namespace Mien.Data.LongVideos;

/// <summary>A stretch of time, seconds.</summary>
internal readonly record struct Stretch(double Start, double End)
{
    public double Length => End - Start;

    public bool Overlaps(Stretch other) => Start < other.End && other.Start < End;

    /// <summary>The stretch with some room before and after.</summary>
    public Stretch Widened(double by) => new(Start - by, End + by);
}
