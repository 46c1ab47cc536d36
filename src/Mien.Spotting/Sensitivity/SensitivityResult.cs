using System.Globalization;

namespace Mien.Spotting.Sensitivity;

/// <summary>What a camera and this pipeline would have found in a recording.</summary>
public sealed record SensitivityResult
{
    /// <summary>First second of the stretch that was used.</summary>
    public required double FromSeconds { get; init; }

    /// <summary>Seconds of it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Frames a second.</summary>
    public required double FrameRate { get; init; }

    /// <summary>Every planted expression.</summary>
    public required IReadOnlyList<PlantOutcome> Outcomes { get; init; }

    /// <summary>The sizes that were planted, ascending.</summary>
    public required IReadOnlyList<double> Sizes { get; init; }

    /// <summary>The lengths that were planted, ascending: whole frames, so fewer at low rates.</summary>
    public required IReadOnlyList<double> Durations { get; init; }

    /// <summary>The chance of detection, fitted; null when nothing could be planted.</summary>
    public required DetectionLimit? Limit { get; init; }

    /// <summary>Why nothing could be planted; null when something was.</summary>
    public string? Obstacle { get; init; }

    /// <summary>
    /// The smallest size that is found with a chance, in words: beyond what was planted a fitted curve says nothing.
    /// </summary>
    /// <param name="chance">Above 0 and below 1.</param>
    /// <param name="seconds">Length of the movement.</param>
    public string SizeInWords(double chance, double seconds)
    {
        var size = Limit?.SizeAt(chance, seconds) ?? double.PositiveInfinity;
        return size < Sizes[0] ? In("less than ", Sizes[0])
            : size > Sizes[^1] ? In("more than ", Sizes[^1])
            : In("", Math.Round(size, 2));

        static string In(string words, double pixels) =>
            string.Create(CultureInfo.InvariantCulture, $"{words}{pixels:0.0#} px");
    }

    /// <summary>Found and planted expressions of one size and length.</summary>
    public (int Found, int Planted) At(double size, double seconds)
    {
        var here = Outcomes.Where(o => o.Size == size && o.Seconds == seconds).ToList();
        return (here.Count(o => o.Found), here.Count);
    }
}
