using Mien.Imaging.Media;
using Mien.Spotting.Learning;
using Mien.Spotting.Motion;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Analysis;

/// <summary>How a video is analysed.</summary>
public sealed record AnalysisOptions
{
    /// <summary>How motion is measured.</summary>
    public MotionOptions Motion { get; init; } = new();

    /// <summary>
    /// Hash of the cascade and the landmark model that faces are found with: what was measured with others is not taken for
    /// this analysis. Empty where the caller sees to that.
    /// </summary>
    public string FaceModelsHash { get; init; } = "";

    /// <summary>What counts as an event.</summary>
    public SpotterOptions Spotter { get; init; } = new();

    /// <summary>The network that decides what is an event, in place of rules; null for the spotter without training.</summary>
    public LearntSpotter? Learnt { get; init; }

    /// <summary>How the source is opened.</summary>
    public FrameSourceOptions Source { get; init; } = new();
}
