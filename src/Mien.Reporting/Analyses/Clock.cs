namespace Mien.Reporting.Analyses;

/// <summary>Times in a video as its player shows them.</summary>
internal static class Clock
{
    /// <summary>1:02:03.45, 2:03.45 or 3.45 s, with so many decimals.</summary>
    public static string Text(double seconds, int decimals = 2)
    {
        var rounded = Math.Round(Math.Max(0, seconds), decimals);
        var (hours, minutes) = ((int)(rounded / 3600), (int)(rounded / 60) % 60);
        var rest = (rounded % 60).ToString(decimals > 0 ? "00." + new string('0', decimals) : "00");
        return hours > 0 ? $"{hours}:{minutes:00}:{rest}" : $"{minutes}:{rest}";
    }

    /// <summary>A length: 2.4 s, 12 min 30 s, 1 h 2 min.</summary>
    public static string Length(double seconds) =>
        seconds < 59.95 ? $"{seconds:0.#} s"
        : seconds < 3599.5 ? $"{(int)(Math.Round(seconds) / 60)} min {Math.Round(seconds) % 60:0} s"
        : $"{(int)(seconds / 3600)} h {(int)(seconds / 60) % 60} min";
}
