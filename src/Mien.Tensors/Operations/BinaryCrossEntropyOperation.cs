namespace Mien.Tensors.Operations;

/// <summary>Binary cross-entropy.</summary>
public static unsafe class BinaryCrossEntropyOperation
{
    /// <summary>
    /// The mean over all elements of -w t log s(x) - (1 - t) log(1 - s(x)), s the logistic function, computed without
    /// overflow (PyTorch's binary_cross_entropy_with_logits with pos_weight).
    /// </summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="logits">[..., C].</param>
    /// <param name="targets">The same shape, in [0, 1]; not differentiated.</param>
    /// <param name="positiveWeights">C weights w of the positive targets, or empty for 1.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor BinaryCrossEntropyWithLogits(
        this Tape tape,
        Tensor logits,
        Tensor targets,
        ReadOnlySpan<float> positiveWeights = default
    )
    {
        if (logits.Shape != targets.Shape || (!positiveWeights.IsEmpty && positiveWeights.Length != logits.Shape.Last))
        {
            throw new ArgumentException(
                $"targets {targets.Shape} or weights do not fit logits {logits.Shape}",
                nameof(targets)
            );
        }

        var slope = tape.Scratch(logits.Length);
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            var (x, t) = ((double)logits.Data[i], (double)targets.Data[i]);
            var positive = t * (positiveWeights.IsEmpty ? 1 : positiveWeights[i % positiveWeights.Length]);
            var tail = Math.Log(1 + Math.Exp(-Math.Abs(x)));
            sum += (positive * (Math.Max(-x, 0) + tail)) + ((1 - t) * (Math.Max(x, 0) + tail));
            var share = 1 / (1 + Math.Exp(-x));
            slope.Data[i] = (float)((((1 - t) * share) - (positive * (1 - share))) / logits.Length);
        }

        return LossNode.Record(tape, (float)(sum / logits.Length), logits, slope);
    }
}
