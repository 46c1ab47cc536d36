using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Focal loss.</summary>
public static unsafe class FocalLossOperation
{
    /// <summary>
    /// The mean over samples of -sum over classes of w_c t_c (1 - p_c)^gamma log p_c, p the softmax of the logits (Lin et
    /// al. 2017 for many classes); gamma 0 is <see cref="CrossEntropyOperation.CrossEntropy"/>.
    /// </summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="logits">[N, C].</param>
    /// <param name="targets">[N, C], every row a distribution; not differentiated.</param>
    /// <param name="gamma">How much certain samples count less; at least 0.</param>
    /// <param name="classWeights">C weights, or empty for 1.</param>
    /// <param name="mean">The divisor: the sum of w t, or the number of samples.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor FocalLoss(
        this Tape tape,
        Tensor logits,
        Tensor targets,
        float gamma = 2,
        ReadOnlySpan<float> classWeights = default,
        LossMean mean = LossMean.Weights
    )
    {
        var classes = logits.Shape.Last;
        if (
            logits.Shape.Rank != 2
            || logits.Shape != targets.Shape
            || (!classWeights.IsEmpty && classWeights.Length != classes)
        )
        {
            throw new ArgumentException(
                $"targets {targets.Shape} or weights do not fit logits {logits.Shape}",
                nameof(targets)
            );
        }

        var slope = tape.Scratch(logits.Length);
        var shares = tape.Scratch(classes);
        var (sum, weight) = (0.0, 0.0);
        for (var row = 0; row < logits.Shape[0]; row++)
        {
            var offset = row * classes;
            var target = targets.Values.Slice(offset, classes);
            sum += Row(
                logits.Data + offset,
                target,
                gamma,
                classWeights,
                shares.Values,
                slope.Data + offset,
                ref weight
            );
        }

        tape.ReleaseScratch(shares);
        var divisor = mean == LossMean.Weights ? weight : logits.Shape[0];
        foreach (ref var value in slope.Values)
        {
            value = (float)(value / divisor);
        }

        return LossNode.Record(tape, (float)(sum / divisor), logits, slope);
    }

    // With a = w t and q = 1 - p: p dL/dp = a (gamma p q^(gamma - 1) log p - q^gamma) =: g, and dL/dx_j = g_j - p_j sum(g).
    private static double Row(
        float* logits,
        ReadOnlySpan<float> target,
        float gamma,
        ReadOnlySpan<float> weights,
        Span<float> shares,
        float* slope,
        ref double weightSum
    )
    {
        var classes = target.Length;
        var normalizer = SoftmaxRows.Softmax(classes, logits, slope);
        var (loss, total) = (0.0, 0.0);
        for (var c = 0; c < classes; c++)
        {
            shares[c] = slope[c];
            var share = (double)slope[c];
            var weight = (weights.IsEmpty ? 1.0 : weights[c]) * target[c];
            var logarithm = (double)logits[c] - normalizer;
            var rest = Math.Max(1 - share, 1e-12);
            var focus = Math.Pow(rest, gamma);
            weightSum += weight;
            loss -= weight * focus * logarithm;
            var g = weight * ((gamma * share * focus / rest * logarithm) - focus);
            slope[c] = (float)g;
            total += g;
        }

        for (var c = 0; c < classes; c++)
        {
            slope[c] = (float)(slope[c] - (shares[c] * total));
        }

        return loss;
    }
}
