namespace Mien.Data.Synthetic;

/// <summary>What a made-up map shows.</summary>
/// <param name="Label">The class.</param>
/// <param name="Emotion">The emotion, empty without an expression.</param>
/// <param name="Strengths">The units; the generator's own, overwritten by its next map.</param>
internal readonly record struct SyntheticTruth(int Label, string Emotion, ActionUnitStrengths Strengths)
{
    /// <summary>The units in the notation of coding tables, L for the subject's left: <c>4+L10</c>.</summary>
    public string ActionUnits
    {
        get
        {
            var strengths = Strengths;
            return ActionUnitSides.Notation(target => strengths.Targets[target] > 0);
        }
    }
}
