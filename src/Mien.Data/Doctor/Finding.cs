namespace Mien.Data.Doctor;

/// <summary>One thing the doctor found, in one line.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Weight">How much it matters.</param>
/// <param name="Where">File and row, folder, or clip; relative to what was examined.</param>
/// <param name="What">What is wrong there.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Finding(FindingKind Kind, FindingWeight Weight, string Where, string What, string Remedy)
{
    /// <summary>The finding as a sentence.</summary>
    public override string ToString() => $"{Where}: {What}; {Remedy}.";
}
