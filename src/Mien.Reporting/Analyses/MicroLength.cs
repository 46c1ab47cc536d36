using Mien.Spotting.Spotting;

namespace Mien.Reporting.Analyses;

/// <summary>How long a micro-expression may last, in words.</summary>
internal static class MicroLength
{
    /// <summary>0.5 s at most, give or take 0.04 s.</summary>
    public static string Text(SpotterOptions options) =>
        $"{options.LongestMicro:0.##} s at most, give or take {options.Tolerance:0.##} s";
}
