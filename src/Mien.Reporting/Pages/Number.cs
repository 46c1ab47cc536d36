namespace Mien.Reporting.Pages;

/// <summary>Numbers as reports show them; files keep all digits.</summary>
internal static class Number
{
    /// <summary>A share with three decimals: 0.741.</summary>
    public static string Share(double value) => value.ToString("0.000");

    /// <summary>A signed difference with three decimals and a true minus sign.</summary>
    public static string Difference(double value) => $"{(value < -0.0005 ? "−" : "+")}{Math.Abs(value):0.000}";

    /// <summary>A signed number with two decimals, for effect sizes; infinite where there is no spread.</summary>
    public static string Signed(double value) =>
        double.IsFinite(value) ? $"{(value < -0.005 ? "−" : "+")}{Math.Abs(value):0.00}" : "∞";

    /// <summary>[−0.012, +0.034].</summary>
    public static string DifferenceRange(double low, double high) => $"[{Difference(low)}, {Difference(high)}]";

    /// <summary>[0.680, 0.806].</summary>
    public static string Range(IReadOnlyList<double> interval) => $"[{Share(interval[0])}, {Share(interval[1])}]";

    /// <summary>Mean ± deviation over seeds; the mean alone for one seed.</summary>
    public static string Spread(double mean, double sd, int seeds) =>
        seeds > 1 ? $"{Share(mean)} ± {Share(sd)}" : Share(mean);

    /// <summary>A p-value with three decimals, or "&lt; 0.001".</summary>
    public static string P(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000");

    /// <summary>Whole numbers with a thin space between thousands: 139 600 000.</summary>
    public static string Whole(long value) => value.ToString("#,0").Replace(',', '\u202F');

    /// <summary>Seconds in the unit a reader would use.</summary>
    public static string Duration(double seconds) =>
        seconds switch
        {
            < 1e-3 => $"{seconds * 1e6:0.#} µs",
            < 1 => $"{seconds * 1e3:0.#} ms",
            < 120 => $"{seconds:0.#} s",
            < 7200 => $"{seconds / 60:0.#} min",
            _ => $"{seconds / 3600:0.#} h",
        };

    /// <summary>An estimate with no more digits than it deserves: 0.03, 0.4, 2.5, 31.</summary>
    public static string Rough(double value) =>
        value switch
        {
            <= 0 => "0",
            < 0.01 => "less than 0.01",
            < 0.1 => value.ToString("0.00"),
            < 10 => value.ToString("0.#"),
            _ => Whole((long)Math.Round(value)),
        };

    /// <summary>Bytes in the unit a reader would use.</summary>
    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1 << 20 => $"{bytes / 1024.0:0} KiB",
            < 1 << 30 => $"{bytes / (1024.0 * 1024):0.#} MiB",
            _ => $"{bytes / (1024.0 * 1024 * 1024):0.##} GiB",
        };

    /// <summary>"1 clip", "2 clips".</summary>
    public static string Count(long count, string noun) => $"{Whole(count)} {noun}{(count == 1 ? "" : "s")}";
}
