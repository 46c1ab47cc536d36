namespace Mien.Recognition.Runs;

/// <summary>The honest score of the same model and recipe, for the reader of a leaky one.</summary>
public sealed record SubjectIndependentScore
{
    /// <summary>The protocol that held subjects out, such as <c>loso</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>UF1, mean over seeds.</summary>
    public required double Uf1 { get; init; }

    /// <summary>UAR, mean over seeds.</summary>
    public required double Uar { get; init; }

    /// <summary>Accuracy, mean over seeds.</summary>
    public required double Accuracy { get; init; }
}
