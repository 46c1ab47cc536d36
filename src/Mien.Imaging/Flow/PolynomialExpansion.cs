using Mien.Imaging.Lanes;

namespace Mien.Imaging.Flow;

/// <summary>
/// Fits r1 + r3 x + r2 y + r5 x^2 + r4 y^2 + r6 x y around every pixel, weighted by a Gaussian (Farnebäck 2003, section 2).
/// The weights' symmetry leaves few entries of the inverse normal matrix: see the constructor. r1 is not kept.
/// </summary>
internal sealed unsafe class PolynomialExpansion
{
    /// <summary>Coefficients kept: of y, x, y^2, x^2 and xy, in this order.</summary>
    public const int Coefficients = 5;

    private readonly int _radius;
    private readonly float[] _g;
    private readonly float[] _xg;
    private readonly float[] _xxg;
    private readonly float _inverseLinear;
    private readonly float _inverseConstantSquare;
    private readonly float _inverseSquare;
    private readonly float _inverseMixed;

    public PolynomialExpansion(int radius, double sigma)
    {
        _radius = radius;
        var offsets = Enumerable.Range(0, radius + 1).ToArray();
        var raw = offsets.Select(x => Math.Exp(-x * x / (2 * sigma * sigma))).ToArray();
        var sum = (2 * raw.Sum()) - raw[0];
        _g = [.. raw.Select(value => (float)(value / sum))];
        _xg = [.. offsets.Select(x => x * _g[x])];
        _xxg = [.. offsets.Select(x => x * x * _g[x])];

        // Moments of the weights: e of x^2, z of x^4 and u of x^2 y^2, one of the whole. The normal matrix decouples into
        // the numbers e (for x and y), u (for xy) and the block [one e e; e z u; e u z] for 1, x^2, y^2.
        double Moment(int power) => 2 * offsets.Sum(x => Math.Pow(x, power) * _g[x]) - (power == 0 ? _g[0] : 0);
        var one = Moment(0) * Moment(0);
        var e = Moment(2) * Moment(0);
        var z = Moment(4) * Moment(0);
        var u = Moment(2) * Moment(2);
        var rest = (one * (z + u)) - (2 * e * e);
        _inverseLinear = (float)(1 / e);
        _inverseMixed = (float)(1 / u);
        _inverseConstantSquare = (float)(-e / rest);
        _inverseSquare = (float)(((one * z) - (e * e)) / ((z - u) * rest));
    }

    /// <summary>Expands one row into rows of coefficients.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="y">The row.</param>
    /// <param name="across">Three rows of memory with margins: weighted sums down the columns.</param>
    /// <param name="coefficients">Five rows of the picture's padded width.</param>
    public void Row<T>(PaddedPlane picture, int y, float** across, float** coefficients)
        where T : struct, ILanes<T>
    {
        Down<T>(picture, y, across);
        RepeatEdges(across, picture.Width);
        Across<T>(across, coefficients, picture.Width);
    }

    private void Down<T>(PaddedPlane picture, int y, float** sums)
        where T : struct, ILanes<T>
    {
        var above = stackalloc float*[_radius + 1];
        var below = stackalloc float*[_radius + 1];
        for (var k = 0; k <= _radius; k++)
        {
            above[k] = picture.Row(Math.Max(y - k, 0));
            below[k] = picture.Row(Math.Min(y + k, picture.Height - 1));
        }

        for (var x = 0; x < picture.Width; x += T.Count)
        {
            var (even, odd, square) = (T.All(_g[0]) * T.Load(above[0] + x), T.All(0), T.All(0));
            for (var k = 1; k <= _radius; k++)
            {
                var (a, b) = (T.Load(above[k] + x), T.Load(below[k] + x));
                even = T.MultiplyAdd(T.All(_g[k]), a + b, even);
                odd = T.MultiplyAdd(T.All(_xg[k]), b - a, odd);
                square = T.MultiplyAdd(T.All(_xxg[k]), a + b, square);
            }

            even.Store(sums[0] + x);
            odd.Store(sums[1] + x);
            square.Store(sums[2] + x);
        }
    }

    private static void RepeatEdges(float** rows, int width)
    {
        for (var i = 0; i < 3; i++)
        {
            new Span<float>(rows[i] - PaddedPlane.Margin, PaddedPlane.Margin).Fill(rows[i][0]);
            new Span<float>(rows[i] + width, PaddedPlane.Margin).Fill(rows[i][width - 1]);
        }
    }

    private void Across<T>(float** sums, float** coefficients, int width)
        where T : struct, ILanes<T>
    {
        var even = sums[0];
        var odd = sums[1];
        var square = sums[2];
        for (var x = 0; x < width; x += T.Count)
        {
            var g = T.All(_g[0]);
            var (constant, ofY, ofYy) = (g * T.Load(even + x), g * T.Load(odd + x), g * T.Load(square + x));
            var (ofX, ofXx, ofXy) = (T.All(0), T.All(0), T.All(0));
            for (var k = 1; k <= _radius; k++)
            {
                var (left, right) = (T.Load(even + x - k), T.Load(even + x + k));
                var (leftOdd, rightOdd) = (T.Load(odd + x - k), T.Load(odd + x + k));
                g = T.All(_g[k]);
                var (xg, xxg) = (T.All(_xg[k]), T.All(_xxg[k]));
                constant = T.MultiplyAdd(g, left + right, constant);
                ofX = T.MultiplyAdd(xg, right - left, ofX);
                ofXx = T.MultiplyAdd(xxg, left + right, ofXx);
                ofY = T.MultiplyAdd(g, leftOdd + rightOdd, ofY);
                ofXy = T.MultiplyAdd(xg, rightOdd - leftOdd, ofXy);
                ofYy = T.MultiplyAdd(g, T.Load(square + x - k) + T.Load(square + x + k), ofYy);
            }

            constant *= T.All(_inverseConstantSquare);
            (ofY * T.All(_inverseLinear)).Store(coefficients[0] + x);
            (ofX * T.All(_inverseLinear)).Store(coefficients[1] + x);
            T.MultiplyAdd(ofYy, T.All(_inverseSquare), constant).Store(coefficients[2] + x);
            T.MultiplyAdd(ofXx, T.All(_inverseSquare), constant).Store(coefficients[3] + x);
            (ofXy * T.All(_inverseMixed)).Store(coefficients[4] + x);
        }
    }
}
