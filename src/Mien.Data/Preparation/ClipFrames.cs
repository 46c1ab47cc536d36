namespace Mien.Data.Preparation;

/// <summary>The frames of a clip that its map is made from, and how each was come by.</summary>
/// <param name="Onset">Number of the onset.</param>
/// <param name="Apex">Number of the apex.</param>
/// <param name="OnsetBy">"annotated", "rise", "first".</param>
/// <param name="ApexBy">"annotated", or a method's name.</param>
public readonly record struct ClipFrames(int Onset, int Apex, string OnsetBy, string ApexBy)
{
    /// <summary>How a frame that is annotated was come by.</summary>
    public const string Annotated = "annotated";
}
