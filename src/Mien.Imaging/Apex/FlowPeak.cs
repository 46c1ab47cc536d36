using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Apex;

/// <summary>
/// The usual simple method, made steady: the apex is the frame whose motion since the first one is strongest. How strong it
/// is, is not told by the length of the vectors but by how much of the clip's main motion they show
/// (<see cref="MotionTrace.Strengths"/>), which hardly depends on noise.
/// </summary>
public static class FlowPeak
{
    /// <summary>Finds the apex of a clip that starts at rest.</summary>
    /// <param name="frames">The clip, grey, all of the method's size.</param>
    /// <param name="method">The flow method.</param>
    /// <param name="options">Parameters; null for the defaults.</param>
    /// <returns>The apex, and the strength of each frame: about 0 at rest, about 1 at the apex.</returns>
    public static ApexEstimate Find(IReadOnlyList<Plane> frames, IFlowMethod method, FlowPeakOptions? options = null)
    {
        options ??= new FlowPeakOptions();
        return Find(MotionTrace.Of(frames, method, options), options);
    }

    /// <summary>Finds the apex in a trace.</summary>
    /// <inheritdoc cref="Find(IReadOnlyList{Plane}, IFlowMethod, FlowPeakOptions)"/>
    public static ApexEstimate Find(MotionTrace trace, FlowPeakOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        options ??= new FlowPeakOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Smoothing, 1);
        return ApexEstimate.AtPeak(RunningMean.Of(trace.Strengths(), options.Smoothing / 2));
    }
}
