namespace Mien.Recognition.Runs;

/// <summary>One class in a part of a run, of the seeds' averaged scores.</summary>
public sealed record ClassSummary
{
    /// <summary>Name of the class.</summary>
    public required string Name { get; init; }

    /// <summary>Samples whose truth is the class.</summary>
    public required int Truths { get; init; }

    /// <summary>Samples that were called the class.</summary>
    public required int Predictions { get; init; }

    /// <summary>Share of the predictions that are right.</summary>
    public required double Precision { get; init; }

    /// <summary>Share of the truths that were found.</summary>
    public required double Recall { get; init; }

    /// <summary>2 TP / (2 TP + FP + FN).</summary>
    public required double F1 { get; init; }
}
