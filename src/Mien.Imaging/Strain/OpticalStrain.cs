using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Strain;

/// <summary>How much a flow field deforms the skin, pixel by pixel: one number of its spatial derivatives.</summary>
public static class OpticalStrain
{
    /// <summary>The strain of every pixel, without unit, 0 or more.</summary>
    /// <param name="flow">The field; at least 2 x 2.</param>
    /// <param name="form">Which formula.</param>
    public static Plane Magnitude(FlowField flow, StrainForm form = StrainForm.Frobenius)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var strain = new Plane(flow.Width, flow.Height);
        Magnitude(flow, strain, form);
        return strain;
    }

    /// <summary>As <see cref="Magnitude(FlowField, StrainForm)"/>, into a plane of the field's size; allocates nothing.</summary>
    public static void Magnitude(FlowField flow, Plane strain, StrainForm form = StrainForm.Frobenius)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(strain);
        if (!flow.U.HasSizeOf(strain) || Math.Min(flow.Width, flow.Height) < 2)
        {
            throw new ArgumentException("the plane has another size than the field, or a side below 2", nameof(strain));
        }

        for (var y = 0; y < flow.Height; y++)
        {
            switch (form)
            {
                case StrainForm.Frobenius:
                    CentralRow(flow, y, strain.Row(y));
                    break;
                case StrainForm.SoftNet:
                    ForwardRow(flow, y, strain.Row(y));
                    break;
                case StrainForm.Meb:
                    SobelRow(flow, y, strain.Row(y));
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(form));
            }
        }
    }

    private static void CentralRow(FlowField flow, int y, Span<float> strain)
    {
        var (above, below) = (Math.Max(0, y - 1), Math.Min(flow.Height - 1, y + 1));
        ReadOnlySpan<float> u = flow.U.Row(y);
        ReadOnlySpan<float> v = flow.V.Row(y);
        ReadOnlySpan<float> uAbove = flow.U.Row(above);
        ReadOnlySpan<float> vAbove = flow.V.Row(above);
        ReadOnlySpan<float> uBelow = flow.U.Row(below);
        ReadOnlySpan<float> vBelow = flow.V.Row(below);
        var perRow = 1f / (below - above);
        for (var x = 0; x < strain.Length; x++)
        {
            var (left, right) = (Math.Max(0, x - 1), Math.Min(strain.Length - 1, x + 1));
            var perColumn = 1f / (right - left);
            strain[x] = Norm(
                (u[right] - u[left]) * perColumn,
                (uBelow[x] - uAbove[x]) * perRow,
                (v[right] - v[left]) * perColumn,
                (vBelow[x] - vAbove[x]) * perRow
            );
        }
    }

    private static void ForwardRow(FlowField flow, int y, Span<float> strain)
    {
        // The last row and column repeat what is beside them, so their differences are taken there.
        var top = Math.Min(y, flow.Height - 2);
        ReadOnlySpan<float> u = flow.U.Row(top);
        ReadOnlySpan<float> v = flow.V.Row(top);
        ReadOnlySpan<float> uBelow = flow.U.Row(top + 1);
        ReadOnlySpan<float> vBelow = flow.V.Row(top + 1);
        for (var x = 0; x < strain.Length; x++)
        {
            var left = Math.Min(x, strain.Length - 2);
            strain[x] = Norm(
                u[left + 1] - u[left],
                uBelow[left] - u[left],
                v[left + 1] - v[left],
                vBelow[left] - v[left]
            );
        }
    }

    private static float Norm(float ux, float uy, float vx, float vy) =>
        MathF.Sqrt((ux * ux) + (vy * vy) + (0.5f * (uy + vx) * (uy + vx)));

    private static void SobelRow(FlowField flow, int y, Span<float> strain)
    {
        for (var x = 0; x < strain.Length; x++)
        {
            var (uDown, uRight) = Sobel(flow.U, x, y);
            var (vDown, vRight) = Sobel(flow.V, x, y);
            strain[x] = MathF.Sqrt(
                (uDown * uDown) + (vRight * vRight) + (0.5f * ((uRight * uRight) + (vDown * vDown)))
            );
        }
    }

    private static (float Down, float Right) Sobel(Plane plane, int x, int y)
    {
        float At(int i, int j) =>
            x + i >= 0 && x + i < plane.Width && y + j >= 0 && y + j < plane.Height ? plane[x + i, y + j] : 0;
        var down = At(-1, 1) + (2 * At(0, 1)) + At(1, 1) - At(-1, -1) - (2 * At(0, -1)) - At(1, -1);
        var right = At(1, -1) + (2 * At(1, 0)) + At(1, 1) - At(-1, -1) - (2 * At(-1, 0)) - At(-1, 1);
        return (down, right);
    }
}
