namespace Mien.Recognition.SupportVectors;

/// <summary>
/// The dual of a C-support vector machine for two classes: minimise a'Qa/2 - sum a with 0 &lt;= a_i &lt;= C_i and y'a = 0,
/// where Q_ij = y_i y_j K_ij.
/// </summary>
internal sealed class PairProblem
{
    // In single precision, as LIBSVM keeps it: with other last digits the solver would take other steps.
    private readonly float[] _matrix;

    /// <summary>Builds Q.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="samples">Places of the samples in the kernel.</param>
    /// <param name="signs">+1 or -1 for each.</param>
    /// <param name="prices">C_i of each.</param>
    public PairProblem(Kernel kernel, int[] samples, sbyte[] signs, double[] prices)
    {
        (Signs, Prices) = (signs, prices);
        var count = samples.Length;
        _matrix = new float[(long)count * count];
        Diagonal = new double[count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = (float)(signs[i] * signs[j] * kernel[samples[i], samples[j]]);
                _matrix[((long)i * count) + j] = value;
                _matrix[((long)j * count) + i] = value;
            }

            Diagonal[i] = kernel[samples[i], samples[i]];
        }
    }

    public int Count => Signs.Length;

    public sbyte[] Signs { get; }

    public double[] Prices { get; }

    public double[] Diagonal { get; }

    /// <summary>Row i of Q.</summary>
    public ReadOnlySpan<float> Row(int i) => new(_matrix, i * Count, Count);
}
