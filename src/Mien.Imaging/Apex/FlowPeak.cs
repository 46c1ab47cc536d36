using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Apex;

/// <summary>
/// The usual simple method: the apex is the frame that has moved furthest from the onset. A frame's score is the mean length
/// in pixels of the flow from the clip's first frame, over the pixels that move most.
/// </summary>
public static class FlowPeak
{
    /// <summary>Finds the apex of a clip that starts at its onset.</summary>
    /// <param name="frames">The clip, grey, all of the method's size.</param>
    /// <param name="method">The flow method.</param>
    /// <param name="options">Parameters; null for the defaults.</param>
    public static ApexEstimate Find(IReadOnlyList<Plane> frames, IFlowMethod method, FlowPeakOptions? options = null)
    {
        ClipArguments.Check(frames);
        ArgumentNullException.ThrowIfNull(method);
        options ??= new FlowPeakOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MovingShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MovingShare, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Smoothing, 1);

        var flow = new FlowField(frames[0].Width, frames[0].Height);
        var scores = new double[frames.Count];
        for (var t = 1; t < frames.Count; t++)
        {
            method.Estimate(frames[0], frames[t], flow);
            scores[t] = Score(flow, options);
        }

        return ApexEstimate.AtPeak(Smooth(scores, options.Smoothing / 2));
    }

    /// <summary>Mean length of a field's longest vectors.</summary>
    /// <param name="flow">The field.</param>
    /// <param name="options">Which vectors, and whether the head's motion is taken off.</param>
    public static double Score(FlowField flow, FlowPeakOptions options)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(options);
        var (headU, headV) = options.RemoveHeadMotion ? (Median(flow.U), Median(flow.V)) : (0, 0);
        var lengths = new float[flow.U.Samples.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            var (u, v) = (flow.U.Samples[i] - headU, flow.V.Samples[i] - headV);
            lengths[i] = MathF.Sqrt((u * u) + (v * v));
        }

        Array.Sort(lengths);
        var moving = Math.Max(1, (int)(options.MovingShare * lengths.Length));
        double sum = 0;
        foreach (var length in lengths.AsSpan(lengths.Length - moving))
        {
            sum += length;
        }

        return sum / moving;
    }

    private static float Median(Plane plane)
    {
        var sorted = (float[])plane.Samples.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    private static double[] Smooth(double[] scores, int radius)
    {
        var smooth = new double[scores.Length];
        for (var t = 0; t < scores.Length; t++)
        {
            var first = Math.Max(0, t - radius);
            smooth[t] = scores[first..Math.Min(scores.Length, t + radius + 1)].Average();
        }

        return smooth;
    }
}
