namespace Mien.Recognition.Classifiers;

/// <summary>
/// Finds the minimum of a smooth convex function: limited-memory BFGS (Nocedal and Wright, Numerical Optimization, 2006,
/// algorithm 7.5) with halving steps until the function has decreased enough (Armijo).
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 10;
    private const int MostSteps = 100_000;
    private const int MostHalvings = 60;
    private const double EnoughDecrease = 1e-4;

    /// <summary>A function's value at a point; its slope goes into the second argument.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> slope);

    /// <summary>Moves a point to the minimum.</summary>
    /// <param name="function">The function.</param>
    /// <param name="point">Where to begin; holds the minimum at the end.</param>
    /// <param name="tolerance">Largest component of the slope at the end.</param>
    /// <exception cref="InvalidOperationException">The end was not reached.</exception>
    public static void Minimize(Function function, double[] point, double tolerance)
    {
        var (slope, nextSlope, next) = (new double[point.Length], new double[point.Length], new double[point.Length]);
        var pairs = new List<(double[] Step, double[] Change, double Product)>();
        var value = function(point, slope);
        for (var step = 0; step < MostSteps; step++)
        {
            if (slope.Max(Math.Abs) <= tolerance)
            {
                return;
            }

            var direction = Direction(slope, pairs);
            if (!Search(function, point, slope, direction, ref value, next, nextSlope))
            {
                // The function cannot be told smaller in double precision: this is its minimum.
                return;
            }

            Remember(pairs, [.. next.Zip(point, (a, b) => a - b)], [.. nextSlope.Zip(slope, (a, b) => a - b)]);
            next.CopyTo(point, 0);
            nextSlope.CopyTo(slope, 0);
        }

        throw new InvalidOperationException($"the classifier does not converge within {MostSteps} steps: lower its c");
    }

    private static bool Search(
        Function function,
        double[] point,
        double[] slope,
        double[] direction,
        ref double value,
        double[] next,
        double[] nextSlope
    )
    {
        var descent = Dot(slope, direction);
        var length = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            for (var i = 0; i < point.Length; i++)
            {
                next[i] = point[i] + (length * direction[i]);
            }

            var nextValue = function(next, nextSlope);
            if (nextValue < value && nextValue <= value + (EnoughDecrease * length * descent))
            {
                value = nextValue;
                return true;
            }
        }

        return false;
    }

    /// <summary>The two loops that apply the remembered curvature to the slope; the first step has length 1.</summary>
    private static double[] Direction(double[] slope, List<(double[] Step, double[] Change, double Product)> pairs)
    {
        double[] direction = [.. slope.Select(x => -x)];
        if (pairs.Count == 0)
        {
            var length = Math.Sqrt(Dot(slope, slope));
            return [.. direction.Select(x => x / Math.Max(1, length))];
        }

        var shares = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = Dot(pairs[i].Step, direction) / pairs[i].Product;
            Add(direction, pairs[i].Change, -shares[i]);
        }

        var last = pairs[^1];
        var scale = last.Product / Dot(last.Change, last.Change);
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] *= scale;
        }

        for (var i = 0; i < pairs.Count; i++)
        {
            Add(direction, pairs[i].Step, shares[i] - (Dot(pairs[i].Change, direction) / pairs[i].Product));
        }

        return direction;
    }

    private static void Remember(
        List<(double[] Step, double[] Change, double Product)> pairs,
        double[] step,
        double[] change
    )
    {
        var product = Dot(step, change);
        if (product <= 0)
        {
            return;
        }

        pairs.Add((step, change, product));
        if (pairs.Count > Memory)
        {
            pairs.RemoveAt(0);
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Add(double[] to, double[] what, double times)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += what[i] * times;
        }
    }
}
