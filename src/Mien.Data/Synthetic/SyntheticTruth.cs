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
            var shown = new List<string>();
            for (var i = 0; i < ActionUnitSides.Units.Count; i++)
            {
                var (right, left) = (Strengths.Targets[2 * i] > 0, Strengths.Targets[(2 * i) + 1] > 0);
                if (right || left)
                {
                    shown.Add($"{(right && left ? "" : right ? "R" : "L")}{ActionUnitSides.Units[i]}");
                }
            }

            return string.Join('+', shown);
        }
    }
}
