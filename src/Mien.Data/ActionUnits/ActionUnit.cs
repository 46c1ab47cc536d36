namespace Mien.Data.ActionUnits;

/// <summary>
/// One action unit of the Facial Action Coding System as a coder wrote it, for example <c>L12B</c>: unit 12, left side,
/// intensity B. Action descriptors (AD38) and head movements (M58) are numbers of the same system and kept as such.
/// </summary>
/// <param name="Number">The unit, 1 to 99.</param>
/// <param name="Side">The side letter.</param>
/// <param name="Lowest">The lowest intensity said, 'A' (trace) to 'E' (maximum); null when none was said.</param>
/// <param name="Highest">The highest intensity said; equal to <paramref name="Lowest"/> unless a range such as B/C was written.</param>
/// <param name="Marks">Reservations.</param>
public readonly record struct ActionUnit(
    int Number,
    ActionUnitSide Side = ActionUnitSide.Unstated,
    char? Lowest = null,
    char? Highest = null,
    ActionUnitMarks Marks = ActionUnitMarks.None
)
{
    /// <summary>The unit in the notation of the coding tables, for example <c>ref(L12B/C?)</c>.</summary>
    public override string ToString()
    {
        var side = Side == ActionUnitSide.Unstated ? "" : Side.ToString()[..1];
        var range = Lowest == Highest ? $"{Lowest}" : $"{Lowest}/{Highest}";
        var doubt = Marks.HasFlag(ActionUnitMarks.Doubtful) ? "?" : "";
        var unit = $"{side}{Number}{range}{doubt}";
        unit = Marks.HasFlag(ActionUnitMarks.Referenced) ? $"ref({unit})" : unit;
        return Marks.HasFlag(ActionUnitMarks.Fading) ? $"loses {unit}" : unit;
    }
}
