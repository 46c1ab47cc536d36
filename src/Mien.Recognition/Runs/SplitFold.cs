using System.Text.Json.Serialization;

namespace Mien.Recognition.Runs;

/// <summary>
/// One fold: who trained, who was held out, and which samples had a say in anything else that was fitted or chosen.
/// All lists are indices into <see cref="RunSplits.Items"/>.
/// </summary>
public sealed record SplitFold
{
    /// <summary>The fold's number, from 0, as in predictions.csv.</summary>
    public required int Fold { get; init; }

    /// <summary>The seeds for which this fold was dealt; the same dealing for all seeds is written once.</summary>
    [JsonConverter(typeof(CompactIntegers))]
    public required int[] Seeds { get; init; }

    /// <summary>Samples the network was trained on.</summary>
    [JsonConverter(typeof(CompactIntegers))]
    public required int[] Train { get; init; }

    /// <summary>Samples held out and predicted.</summary>
    [JsonConverter(typeof(CompactIntegers))]
    public required int[] Test { get; init; }

    /// <summary>Samples on which an epoch or a setting was chosen; null when nothing was chosen.</summary>
    [JsonConverter(typeof(CompactIntegers))]
    public int[]? SelectedOn { get; init; }

    /// <summary>Samples whose statistics scaled the inputs; null when nothing was fitted before training.</summary>
    [JsonConverter(typeof(CompactIntegers))]
    public int[]? FittedOn { get; init; }

    /// <summary>Hash of the statistics that scaled the inputs; null when nothing was fitted before training.</summary>
    public string? Statistics { get; init; }

    /// <summary>The candidate that was chosen on <see cref="SelectedOn"/>, as the recipe writes it; null where none was.</summary>
    public string? Choice { get; init; }

    /// <summary>The epoch whose weights predicted, counted from 1; null when it is not known.</summary>
    public int? Epoch { get; init; }
}
