using Mien.Imaging.Flow;

namespace Mien.Imaging.Tests.Flow;

/// <summary>OpenCV 4.6's fields on the 96 x 80 pair of <see cref="WarpedPair"/>, sampled every 16 pixels by golden/flow.py.</summary>
internal static class GoldenFlow
{
    public const int Width = 96;
    public const int Height = 80;
    private const int Step = 16;

    /// <summary>Mean end-point distance in pixels between a method's field on the pair and the golden samples of a name.</summary>
    public static double Distance(IFlowMethod method, string name)
    {
        var (first, second, _) = WarpedPair.Make(Width, Height);
        var flow = new FlowField(Width, Height);
        method.Estimate(first, second, flow);

        var golden = Read(name);
        double sum = 0;
        var count = 0;
        for (var y = Step / 2; y < Height; y += Step)
        {
            for (var x = Step / 2; x < Width; x += Step, count++)
            {
                var (du, dv) = (flow.U[x, y] - golden[2 * count], flow.V[x, y] - golden[(2 * count) + 1]);
                sum += Math.Sqrt((du * du) + (dv * dv));
            }
        }

        Assert.Equal(golden.Length, 2 * count);
        return sum / count;
    }

    private static float[] Read(string name)
    {
        var path = Path.Combine(RealData.Repository, "tests", "Mien.Imaging.Tests", "golden", "flow.txt");
        var line = File.ReadLines(path).Single(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return [.. line[(name.Length + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(float.Parse)];
    }
}
