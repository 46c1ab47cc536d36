namespace Mien.Data.ActionUnits;

/// <summary>Reservations that a coder wrote beside an action unit.</summary>
[Flags]
public enum ActionUnitMarks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Written inside <c>ref(...)</c>.</summary>
    Referenced = 1,

    /// <summary>Followed by a question mark.</summary>
    Doubtful = 2,

    /// <summary>Written after <c>loses</c>: the unit goes away instead of coming.</summary>
    Fading = 4,
}
