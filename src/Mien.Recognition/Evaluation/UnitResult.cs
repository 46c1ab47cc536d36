using System.Text.Json;
using System.Text.Json.Serialization;
using Mien.Foundation;

namespace Mien.Recognition.Evaluation;

/// <summary>What one unit found. Its file exists only when the unit is complete.</summary>
public sealed record UnitResult
{
    /// <summary>The widest vectors that were used; digits may differ between them.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>The commit that the program was built from; null where it is not known.</summary>
    public string? Revision { get; init; }

    /// <summary>Seconds of training and prediction.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds of prediction alone.</summary>
    public double PredictSeconds { get; init; }

    /// <summary>The most native memory that a training took, in bytes; null for a method that does not measure it.</summary>
    public long? PeakBytes { get; init; }

    /// <summary>The epoch that was used, from 1; null where held-out subjects have different ones, and without epochs.</summary>
    public int? Epoch { get; init; }

    /// <summary>The candidate that a nested selection chose, as the recipe writes it; null where nothing was chosen so.</summary>
    public string? Choice { get; init; }

    /// <summary>One row of class scores for each held-out item, in the fold's order.</summary>
    public required float[][] Scores { get; init; }

    /// <summary>Reads a finished unit, or returns null when it is missing, damaged, or of another size.</summary>
    /// <param name="path">The unit's file.</param>
    /// <param name="items">Rows that the fold needs.</param>
    /// <param name="classes">Scores that a row needs.</param>
    public static UnitResult? TryRead(string path, int items, int classes)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var result = JsonSerializer.Deserialize(File.ReadAllText(path), UnitJson.Default.UnitResult);
            var fits = result?.Scores is { } rows && rows.Length == items && rows.All(row => row?.Length == classes);
            return fits ? result : null;
        }
        catch (JsonException)
        {
            // A damaged unit is as good as none: it is done again.
            return null;
        }
    }

    /// <summary>Writes the unit, whole or not at all.</summary>
    public void Write(string path) =>
        AtomicFile.WriteText(path, JsonSerializer.Serialize(this, UnitJson.Default.UnitResult));
}
