using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Flow;

/// <summary>Flow between two picture files.</summary>
public static class PictureFlow
{
    /// <summary>Estimates the flow from one picture to another.</summary>
    /// <param name="first">A picture file; colour is turned to luma with its fraction cut off, as IPOL's programs do.</param>
    /// <param name="second">A picture file of the same size.</param>
    /// <param name="method">The method and its parameters.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone.</param>
    /// <exception cref="InputFaultException">A file cannot be read, the sizes differ, or a side is too small.</exception>
    public static FlowField Estimate(string first, string second, FlowDefinition method, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        var (a, b) = (ReadGrey(first), ReadGrey(second));
        if (!a.HasSizeOf(b))
        {
            throw new InputFaultException(
                $"{first} has {a.Width} x {a.Height} pixels and {second} {b.Width} x {b.Height}: give two pictures of one size."
            );
        }

        if (Math.Min(a.Width, a.Height) < FlowMethods.SmallestSide)
        {
            throw new InputFaultException(
                $"{first} has {a.Width} x {a.Height} pixels: flow needs at least {FlowMethods.SmallestSide} a side."
            );
        }

        var flow = new FlowField(a.Width, a.Height);
        method.Create(a.Width, a.Height, workers).Estimate(a, b, flow);
        return flow;
    }

    private static Plane ReadGrey(string path)
    {
        var plane = PictureFile.Read(path, FrameColor.Rgb).ToPlane();
        for (var i = 0; i < plane.Samples.Length; i++)
        {
            // Lumas are whole thousandths; half of one keeps whole numbers from falling below themselves.
            plane.Samples[i] = MathF.Floor(plane.Samples[i] + 0.0005f);
        }

        return plane;
    }
}
