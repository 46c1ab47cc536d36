using Mien.Imaging.Pictures;

namespace Mien.Imaging.Flow;

/// <summary>Checks that flow methods share.</summary>
internal static class FlowArguments
{
    /// <summary>All planes must have the size that the method was made for.</summary>
    public static void Check(IFlowMethod method, Plane first, Plane second, FlowField flow)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(flow);
        foreach (var plane in (ReadOnlySpan<Plane>)[first, second, flow.U])
        {
            if (plane.Width != method.Width || plane.Height != method.Height)
            {
                throw new ArgumentException(
                    $"a plane of {plane.Width} x {plane.Height} was given to a method made for {method.Width} x {method.Height}"
                );
            }
        }
    }
}
