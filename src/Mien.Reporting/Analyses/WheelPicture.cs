using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Reporting.Analyses;

/// <summary>The legend of flow pictures: every direction in its colour, white in the middle.</summary>
internal static class WheelPicture
{
    private const int Size = 112;

    public static byte[] Png()
    {
        var flow = new FlowField(Size, Size);
        var middle = (Size - 1) / 2f;
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (dx, dy) = ((x - middle) / middle, (y - middle) / middle);
                var isInside = (dx * dx) + (dy * dy) <= 1;
                (flow.U[x, y], flow.V[x, y]) = isInside ? (dx, dy) : (0, 0);
            }
        }

        return Imaging.Pictures.Png.Encode(ColourWheel.Draw(flow, 1));
    }
}
