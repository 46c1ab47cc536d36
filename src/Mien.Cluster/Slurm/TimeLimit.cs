using System.Globalization;

namespace Mien.Cluster.Slurm;

/// <summary>Slurm's way of writing a time limit: minutes, minutes:seconds, hours:minutes:seconds, days-hours[:minutes[:seconds]].</summary>
public static class TimeLimit
{
    /// <summary>Reads a time limit.</summary>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(string text, out TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        limit = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var parts = text[(dash + 1)..].Split(':').Select(Whole).ToArray();
        var days = dash < 0 ? 0 : Whole(text[..dash]);
        if (parts.Length > 3 || days < 0 || parts.Any(part => part < 0))
        {
            return false;
        }

        var (hours, minutes, seconds) = (dash >= 0, parts.Length) switch
        {
            (false, 1) => (0, parts[0], 0),
            (false, 2) => (0, parts[0], parts[1]),
            (_, 1) => (parts[0], 0, 0),
            (_, 2) => (parts[0], parts[1], 0),
            _ => (parts[0], parts[1], parts[2]),
        };
        limit = new TimeSpan(days, hours, minutes, seconds);
        return limit > TimeSpan.Zero;
    }

    private static int Whole(string text) =>
        text.Length <= 6 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : -1;
}
