using Mien.Imaging.Lanes;

namespace Mien.Imaging.Filters;

/// <summary>
/// Convolution with a symmetric kernel along rows and then columns:
/// out(x) = w[0] in(x) + sum over j of w[j] (in(x - j) + in(x + j)).
/// </summary>
internal sealed unsafe class SeparableFilter
{
    private readonly float[] _weights;
    private readonly Border _border;

    /// <param name="weights">w[0], w[1], ...; at most <see cref="PaddedPlane.Margin"/> of them.</param>
    /// <param name="border">What stands beyond the edges.</param>
    public SeparableFilter(float[] weights, Border border)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weights.Length, PaddedPlane.Margin);
        _weights = weights;
        _border = border;
    }

    /// <summary>A Gaussian cut off after <paramref name="count"/> weights and scaled to sum 1.</summary>
    public static float[] GaussianWeights(double sigma, int count)
    {
        var raw = Enumerable.Range(0, count).Select(i => Math.Exp(-(i * i) / (2 * sigma * sigma))).ToArray();
        var sum = (2 * raw.Sum()) - raw[0];
        return [.. raw.Select(value => (float)(value / sum))];
    }

    /// <summary>Filters a plane of the same size; <paramref name="from"/>'s margins are overwritten.</summary>
    public void Apply(PaddedPlane from, PaddedPlane between, PaddedPlane to, Workers workers)
    {
        workers.Run(from.Width, from.Height, new Pass(this, from, between, AlongRows: true));
        workers.Run(from.Width, from.Height, new Pass(this, between, to, AlongRows: false));
    }

    private readonly record struct Pass(SeparableFilter Filter, PaddedPlane From, PaddedPlane To, bool AlongRows)
        : IRowKernel
    {
        public void Row<T>(int y)
            where T : unmanaged, ILanes<T> => Filter.Row<T>(this, y);
    }

    private void Row<T>(Pass pass, int y)
        where T : struct, ILanes<T>
    {
        if (pass.AlongRows)
        {
            FillMargins(pass.From, y);
            AlongRow<T>(pass.From, pass.To, y);
        }
        else
        {
            AcrossRows<T>(pass.From, pass.To, y);
        }
    }

    private void FillMargins(PaddedPlane plane, int y)
    {
        var row = plane.Row(y);
        for (var k = 1; k < _weights.Length; k++)
        {
            row[-k] = row[_border.Inside(-k, plane.Width)];
            row[plane.Width - 1 + k] = row[_border.Inside(plane.Width - 1 + k, plane.Width)];
        }
    }

    private void AlongRow<T>(PaddedPlane from, PaddedPlane to, int y)
        where T : struct, ILanes<T>
    {
        var source = from.Row(y);
        var target = to.Row(y);
        for (var x = 0; x < from.Width; x += T.Count)
        {
            var sum = T.All(_weights[0]) * T.Load(source + x);
            for (var j = 1; j < _weights.Length; j++)
            {
                sum = T.MultiplyAdd(T.All(_weights[j]), T.Load(source + x - j) + T.Load(source + x + j), sum);
            }

            sum.Store(target + x);
        }
    }

    private void AcrossRows<T>(PaddedPlane from, PaddedPlane to, int y)
        where T : struct, ILanes<T>
    {
        var above = stackalloc float*[_weights.Length];
        var below = stackalloc float*[_weights.Length];
        for (var j = 0; j < _weights.Length; j++)
        {
            above[j] = from.Row(_border.Inside(y - j, from.Height));
            below[j] = from.Row(_border.Inside(y + j, from.Height));
        }

        var target = to.Row(y);
        for (var x = 0; x < from.Width; x += T.Count)
        {
            var sum = T.All(_weights[0]) * T.Load(above[0] + x);
            for (var j = 1; j < _weights.Length; j++)
            {
                sum = T.MultiplyAdd(T.All(_weights[j]), T.Load(above[j] + x) + T.Load(below[j] + x), sum);
            }

            sum.Store(target + x);
        }
    }
}
