using System.Diagnostics.CodeAnalysis;
using Mien.Foundation;

namespace Mien.Data.ActionUnits;

/// <summary>
/// A whole action-unit cell of a coding table. Coders leave choices open ("R12 or R14", "A/L12", "(23/24)"), so a cell
/// has one or more <see cref="Readings"/>, each a complete list of units. Words that are not units are kept as
/// <see cref="Remarks"/>.
/// </summary>
public sealed class ActionUnitCode
{
    internal ActionUnitCode(
        string text,
        IReadOnlyList<IReadOnlyList<ActionUnit>> readings,
        IReadOnlyList<string> remarks
    )
    {
        Text = text;
        Readings = readings;
        Remarks = remarks;
    }

    /// <summary>The cell as written.</summary>
    public string Text { get; }

    /// <summary>Every way to read the cell, at least one; the units of a reading are in the order written.</summary>
    public IReadOnlyList<IReadOnlyList<ActionUnit>> Readings { get; }

    /// <summary>What was written beside the units: "soft focus", "twice", "?", an unmatched bracket.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Whether the coder left a choice open.</summary>
    public bool IsAmbiguous => Readings.Count > 1;

    /// <summary>Unit numbers that every reading contains, ascending, without those that fade.</summary>
    public IReadOnlyList<int> Certain =>
        [.. Numbers(Readings[0]).Where(n => Readings.All(r => Numbers(r).Contains(n))).Order()];

    /// <summary>Unit numbers that any reading contains, ascending, without those that fade.</summary>
    public IReadOnlyList<int> Possible => [.. Readings.SelectMany(Numbers).Distinct().Order()];

    /// <summary>Parses a cell.</summary>
    /// <exception cref="InputFaultException">The cell is not in the notation; the sentence says at which character.</exception>
    public static ActionUnitCode Parse(string text) =>
        TryParse(text, out var code, out var problem)
            ? code
            : throw new InputFaultException(
                $"'{text}' is not an action-unit code ({problem}): write units like 4+L12B, with + between them."
            );

    /// <summary>Parses a cell; <paramref name="problem"/> says in a few words what is wrong when it cannot be.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ActionUnitCode? code, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ActionUnitParser(text).TryParse(out code, out problem);
    }

    /// <summary>The readings in canonical notation, joined by "or".</summary>
    public override string ToString() => string.Join(" or ", Readings.Select(r => string.Join('+', r)));

    private static IEnumerable<int> Numbers(IReadOnlyList<ActionUnit> reading) =>
        reading.Where(unit => !unit.Marks.HasFlag(ActionUnitMarks.Fading)).Select(unit => unit.Number).Distinct();
}
