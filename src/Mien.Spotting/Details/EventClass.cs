namespace Mien.Spotting.Details;

/// <summary>What a model says of an event.</summary>
public sealed record EventClass
{
    /// <summary>The verdict when the model cannot tell.</summary>
    public const string Unclear = "unclear";

    /// <summary>Class names.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>A probability a class; calibrated when the model is.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>The classes that cannot be ruled out at the error level asked for, the likeliest first; null without a calibration.</summary>
    public IReadOnlyList<string>? Set { get; init; }

    /// <summary>Action units that reached the model's thresholds, as coders write them: 4+L10; null for a model without.</summary>
    public string? Units { get; init; }

    /// <summary>The likeliest class.</summary>
    public string Likeliest => Classes[MostOf(Probabilities)];

    /// <summary>Its probability.</summary>
    public double Probability => Probabilities.Max();

    /// <summary>
    /// The class when it alone cannot be ruled out; <see cref="Unclear"/> when several or none cannot. Without a calibration the
    /// likeliest class when it is likelier than all others together.
    /// </summary>
    public string Verdict =>
        Set is { } set ? (set.Count == 1 ? set[0] : Unclear)
        : Probability > 0.5 ? Likeliest
        : Unclear;

    private static int MostOf(IReadOnlyList<double> values)
    {
        var most = 0;
        for (var i = 1; i < values.Count; i++)
        {
            most = values[i] > values[most] ? i : most;
        }

        return most;
    }
}
