namespace Mien.Recognition.SupportVectors;

/// <summary>Tells one class from another by the sign of sum a_i y_i K(x_i, x) - rho; positive means the first.</summary>
internal sealed class PairMachine
{
    private readonly Kernel _kernel;
    private readonly int[] _vectors;
    private readonly double[] _weights;
    private readonly double _offset;

    private PairMachine(Kernel kernel, int[] vectors, double[] weights, double offset) =>
        (_kernel, _vectors, _weights, _offset) = (kernel, vectors, weights, offset);

    public static PairMachine Train(
        Kernel kernel,
        int[] first,
        int[] second,
        double firstPrice,
        double secondPrice,
        double tolerance
    )
    {
        int[] samples = [.. first, .. second];
        sbyte[] signs = [.. first.Select(_ => (sbyte)1), .. second.Select(_ => (sbyte)-1)];
        double[] prices = [.. first.Select(_ => firstPrice), .. second.Select(_ => secondPrice)];
        var solution = PairSolver.Solve(new PairProblem(kernel, samples, signs, prices), tolerance);
        var used = Enumerable.Range(0, samples.Length).Where(i => solution.Alpha[i] > 0).ToArray();
        return new PairMachine(
            kernel,
            [.. used.Select(i => samples[i])],
            [.. used.Select(i => solution.Alpha[i] * signs[i])],
            solution.Offset
        );
    }

    public double Decide(int sample)
    {
        var sum = 0.0;
        for (var i = 0; i < _vectors.Length; i++)
        {
            sum += _weights[i] * _kernel[_vectors[i], sample];
        }

        return sum - _offset;
    }
}
