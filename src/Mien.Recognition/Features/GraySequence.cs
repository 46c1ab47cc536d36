using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>What features of texture in time are measured on.</summary>
internal static class GraySequence
{
    /// <summary>Refuses anything but grey crops in time.</summary>
    /// <exception cref="InputFaultException">The input has flow, or too few frames or pixels.</exception>
    public static void Require(MapShape shape, IReadOnlyList<string> channels, string feature, int frames, int side)
    {
        if (channels is not ["gray"] || !shape.IsSequence)
        {
            throw new InputFaultException(
                $"{feature} is measured on grey crops in time, and these are {(shape.IsSequence ? "sequences" : "single maps")} of {string.Join(", ", channels)}: prepare the clips with --map gray --sequence 10."
            );
        }

        if (shape.Frames < frames || shape.Height < side || shape.Width < side)
        {
            throw new InputFaultException(
                $"{feature} with these settings needs {frames} frames of at least {side}x{side} pixels, and these are {shape}: prepare longer or larger sequences, or make its radii smaller."
            );
        }
    }
}
