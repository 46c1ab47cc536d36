using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Cross-entropy loss over classes.</summary>
public static unsafe class CrossEntropyOperation
{
    /// <summary>
    /// The mean over samples of -sum over classes of w_c s_c log softmax(logits)_c, with smoothed targets
    /// s = (1 - smoothing) t + smoothing / C. Divided by sum of w t it equals PyTorch's cross_entropy with class indices
    /// (weight and label_smoothing included); divided by the samples, the one with probabilities.
    /// </summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="logits">[N, C].</param>
    /// <param name="targets">[N, C], every row a distribution; not differentiated.</param>
    /// <param name="classWeights">C weights, or empty for 1.</param>
    /// <param name="labelSmoothing">In [0, 1].</param>
    /// <param name="mean">The divisor.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor CrossEntropy(
        this Tape tape,
        Tensor logits,
        Tensor targets,
        ReadOnlySpan<float> classWeights = default,
        float labelSmoothing = 0,
        LossMean mean = LossMean.Weights
    )
    {
        var classes = logits.Shape.Last;
        if (
            logits.Shape.Rank != 2
            || logits.Shape != targets.Shape
            || (classWeights.Length != 0 && classWeights.Length != classes)
        )
        {
            throw new ArgumentException(
                $"targets {targets.Shape} or weights do not fit logits {logits.Shape}",
                nameof(targets)
            );
        }

        var slope = tape.Scratch(logits.Length);
        var (sum, weight) = (0.0, 0.0);
        for (var row = 0; row < logits.Shape[0]; row++)
        {
            var offset = row * classes;
            var target = targets.Values.Slice(offset, classes);
            sum += Row(
                classes,
                logits.Data + offset,
                target,
                classWeights,
                labelSmoothing,
                slope.Data + offset,
                ref weight
            );
        }

        var divisor = mean == LossMean.Weights ? weight : logits.Shape[0];
        foreach (ref var value in slope.Values)
        {
            value = (float)(value / divisor);
        }

        return LossNode.Record(tape, (float)(sum / divisor), logits, slope);
    }

    // With a_c = w_c s_c: loss -sum a_c log p_c, derivative p_j sum(a) - a_j.
    private static double Row(
        int classes,
        float* logits,
        ReadOnlySpan<float> target,
        ReadOnlySpan<float> weights,
        float smoothing,
        float* slope,
        ref double weightSum
    )
    {
        var normalizer = SoftmaxRows.Softmax(classes, logits, slope);
        var total = 0f;
        for (var c = 0; c < classes; c++)
        {
            var weight = weights.IsEmpty ? 1 : weights[c];
            weightSum += weight * target[c];
            total += weight * Smooth(target[c], smoothing, classes);
        }

        var loss = 0.0;
        for (var c = 0; c < classes; c++)
        {
            var share = (weights.IsEmpty ? 1 : weights[c]) * Smooth(target[c], smoothing, classes);
            loss -= (double)share * (logits[c] - normalizer);
            slope[c] = (slope[c] * total) - share;
        }

        return loss;
    }

    private static float Smooth(float target, float smoothing, int classes) =>
        ((1 - smoothing) * target) + (smoothing / classes);
}
