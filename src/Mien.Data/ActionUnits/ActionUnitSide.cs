namespace Mien.Data.ActionUnits;

/// <summary>Where on the face a coder saw an action unit: the letter before its number.</summary>
public enum ActionUnitSide
{
    /// <summary>No letter: both sides, or the unit has no side.</summary>
    Unstated,

    /// <summary>L: the left side only.</summary>
    Left,

    /// <summary>R: the right side only.</summary>
    Right,

    /// <summary>A: both sides, one of them stronger.</summary>
    Asymmetric,

    /// <summary>U: one side, which is not said.</summary>
    Unilateral,

    /// <summary>T: the upper lip only.</summary>
    Top,

    /// <summary>B: the lower lip only.</summary>
    Bottom,
}
