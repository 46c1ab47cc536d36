namespace Mien.Faces.Quality;

/// <summary>Whether a property of a recording serves the measurement of micro-expressions.</summary>
public enum QualityGrade
{
    /// <summary>It serves.</summary>
    Good,

    /// <summary>It serves with reservations.</summary>
    Fair,

    /// <summary>Results will suffer.</summary>
    Poor,
}
