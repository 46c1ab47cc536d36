using System.Globalization;

namespace Mien.Spotting.Output;

/// <summary>Numbers for files.</summary>
internal static class Plain
{
    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(double value, int decimals) =>
        Math.Round(value, decimals).ToString(CultureInfo.InvariantCulture);
}
