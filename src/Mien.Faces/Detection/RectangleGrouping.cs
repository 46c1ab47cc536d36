namespace Mien.Faces.Detection;

/// <summary>
/// Joins the windows that fire around one face, by the rule of OpenCV's groupRectangles: windows whose four edges all
/// lie within a share of their size are linked, each connected set becomes its mean, sets of too few members are
/// dropped, and so are sets that lie inside a stronger one.
/// </summary>
internal static class RectangleGrouping
{
    /// <summary>Edges of linked windows differ by at most this share of the mean of the smaller width and height.</summary>
    private const double Tolerance = 0.2;

    public static List<FaceDetection> Group(List<WindowHit> hits, int minNeighbors)
    {
        if (minNeighbors <= 0)
        {
            return [.. hits.Select(hit => new FaceDetection(new FaceBox(hit.X, hit.Y, hit.Width, hit.Height), 1))];
        }

        var (means, weights) = Average(hits, Label(hits));
        var faces = new List<FaceDetection>();
        for (var i = 0; i < means.Length; i++)
        {
            if (weights[i] > minNeighbors && !LiesInStronger(i, means, weights, minNeighbors))
            {
                var mean = means[i];
                faces.Add(new FaceDetection(new FaceBox(mean.X, mean.Y, mean.Width, mean.Height), weights[i]));
            }
        }

        return faces;
    }

    /// <summary>Connected components by union-find; the label of a component is its rank by first member.</summary>
    private static int[] Label(List<WindowHit> hits)
    {
        var parents = Enumerable.Range(0, hits.Count).ToArray();
        for (var i = 0; i < hits.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Similar(hits[i], hits[j]))
                {
                    parents[Root(parents, i)] = Root(parents, j);
                }
            }
        }

        var labels = new Dictionary<int, int>();
        var result = new int[hits.Count];
        for (var i = 0; i < hits.Count; i++)
        {
            var root = Root(parents, i);
            if (!labels.TryGetValue(root, out result[i]))
            {
                labels[root] = result[i] = labels.Count;
            }
        }

        return result;
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
        {
            i = parents[i] = parents[parents[i]];
        }

        return i;
    }

    private static bool Similar(WindowHit a, WindowHit b)
    {
        var delta = Tolerance * (Math.Min(a.Width, b.Width) + Math.Min(a.Height, b.Height)) * 0.5;
        return Math.Abs(a.X - b.X) <= delta
            && Math.Abs(a.Y - b.Y) <= delta
            && Math.Abs(a.X + a.Width - b.X - b.Width) <= delta
            && Math.Abs(a.Y + a.Height - b.Y - b.Height) <= delta;
    }

    private static (WindowHit[] Means, int[] Weights) Average(List<WindowHit> hits, int[] labels)
    {
        var classes = labels.Length == 0 ? 0 : labels.Max() + 1;
        var sums = new WindowHit[classes];
        var weights = new int[classes];
        for (var i = 0; i < hits.Count; i++)
        {
            var (hit, label) = (hits[i], labels[i]);
            var sum = sums[label];
            sums[label] = new(sum.X + hit.X, sum.Y + hit.Y, sum.Width + hit.Width, sum.Height + hit.Height);
            weights[label]++;
        }

        for (var i = 0; i < classes; i++)
        {
            var share = 1f / weights[i];
            var sum = sums[i];
            sums[i] = new(
                Round(sum.X * share),
                Round(sum.Y * share),
                Round(sum.Width * share),
                Round(sum.Height * share)
            );
        }

        return (sums, weights);
    }

    private static bool LiesInStronger(int i, WindowHit[] means, int[] weights, int minNeighbors)
    {
        var inner = means[i];
        for (var j = 0; j < means.Length; j++)
        {
            var outer = means[j];
            var dx = Round(outer.Width * Tolerance);
            var dy = Round(outer.Height * Tolerance);
            if (
                j != i
                && weights[j] > minNeighbors
                && inner.X >= outer.X - dx
                && inner.Y >= outer.Y - dy
                && inner.X + inner.Width <= outer.X + outer.Width + dx
                && inner.Y + inner.Height <= outer.Y + outer.Height + dy
                && (weights[j] > Math.Max(3, weights[i]) || weights[i] < 3)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);
}
