namespace Mien.Recognition.Evaluation;

/// <summary>The smallest piece of an evaluation that is worth keeping.</summary>
public abstract record EvaluationUnit
{
    /// <summary>Its name in the run folder.</summary>
    public abstract string Name { get; }
}
