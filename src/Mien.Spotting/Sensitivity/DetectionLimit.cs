namespace Mien.Spotting.Sensitivity;

/// <summary>
/// The chance that an expression is found, as a function of its size and length: logistic in the logarithms of both, fitted
/// to what became of planted ones by iteratively reweighted least squares. Coefficients of size and length are held to be
/// positive, and a slight pull towards 0 keeps them finite when everything or nothing is found.
/// </summary>
public sealed class DetectionLimit
{
    private const double Pull = 0.02;
    private const int Rounds = 60;

    private readonly double _start;
    private readonly double _size;
    private readonly double _length;

    private DetectionLimit(double start, double size, double length) =>
        (_start, _size, _length) = (start, size, length);

    /// <summary>Fits outcomes; at least one.</summary>
    public static DetectionLimit Of(IReadOnlyList<PlantOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentOutOfRangeException.ThrowIfZero(outcomes.Count, nameof(outcomes));
        var both = Fit(outcomes, usesLength: true);
        // Longer ones are never harder in truth; where chance says so, length is left out.
        return both._length >= 0 ? both : Fit(outcomes, usesLength: false);
    }

    /// <summary>The chance to find an expression.</summary>
    /// <param name="size">Pixels of a 128 x 128 crop.</param>
    /// <param name="seconds">From onset to offset.</param>
    public double ChanceOf(double size, double seconds) =>
        1 / (1 + Math.Exp(-(_start + (_size * Math.Log(size)) + (_length * Math.Log(seconds)))));

    /// <summary>The smallest size that is found with a chance; 0 or infinite when size makes no difference.</summary>
    public double SizeAt(double chance, double seconds)
    {
        if (_size < 1e-6)
        {
            return ChanceOf(1, seconds) >= chance ? 0 : double.PositiveInfinity;
        }

        var odds = Math.Log(chance / (1 - chance));
        return Math.Exp((odds - _start - (_length * Math.Log(seconds))) / _size);
    }

    /// <summary>Newton's method on the penalised likelihood; the centre of the data is the origin, so that the pull acts on slopes alone.</summary>
    private static DetectionLimit Fit(IReadOnlyList<PlantOutcome> outcomes, bool usesLength)
    {
        var rows = outcomes
            .Select(o => (X: Math.Log(o.Size), Z: usesLength ? Math.Log(o.Seconds) : 0, o.Found))
            .ToList();
        var (midX, midZ) = (rows.Average(row => row.X), rows.Average(row => row.Z));
        Span<double> b = [0, 1, 0];
        for (var round = 0; round < Rounds; round++)
        {
            Step(rows, midX, midZ, b);
            b[1] = Math.Max(0, b[1]);
        }

        return new DetectionLimit(b[0] - (b[1] * midX) - (b[2] * midZ), b[1], b[2]);
    }

    private static void Step(List<(double X, double Z, bool Found)> rows, double midX, double midZ, Span<double> b)
    {
        var h = new double[3, 3];
        Span<double> g = stackalloc double[3];
        Span<double> terms = stackalloc double[3];
        foreach (var (x, z, found) in rows)
        {
            (terms[0], terms[1], terms[2]) = (1, x - midX, z - midZ);
            var chance = 1 / (1 + Math.Exp(-((b[0] * terms[0]) + (b[1] * terms[1]) + (b[2] * terms[2]))));
            var weight = Math.Max(1e-9, chance * (1 - chance));
            for (var i = 0; i < 3; i++)
            {
                g[i] += ((found ? 1 : 0) - chance) * terms[i];
                for (var j = 0; j < 3; j++)
                {
                    h[i, j] += weight * terms[i] * terms[j];
                }
            }
        }

        for (var i = 0; i < 3; i++)
        {
            g[i] -= Pull * b[i];
            h[i, i] += Pull;
        }

        var step = Solve(h, g);
        var longest = Math.Max(1, Math.Max(Math.Abs(step[0]), Math.Max(Math.Abs(step[1]), Math.Abs(step[2]))) / 2);
        for (var i = 0; i < 3; i++)
        {
            b[i] += step[i] / longest;
        }
    }

    /// <summary>Cramer's rule; the pull keeps the determinant above 0.</summary>
    private static double[] Solve(double[,] m, ReadOnlySpan<double> r)
    {
        var whole = Determinant(m);
        var result = new double[3];
        for (var column = 0; column < 3; column++)
        {
            var with = (double[,])m.Clone();
            for (var row = 0; row < 3; row++)
            {
                with[row, column] = r[row];
            }

            result[column] = Determinant(with) / whole;
        }

        return result;
    }

    private static double Determinant(double[,] m) =>
        (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1])))
        - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0])))
        + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));
}
