using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Batch normalisation (Ioffe and Szegedy 2015).</summary>
public static unsafe class BatchNormOperation
{
    /// <summary>
    /// y = (x - mean) / sqrt(variance + epsilon) gamma + beta for each channel. While the tape is training, mean and biased
    /// variance are those of all rows of the batch, and the running values move by
    /// running += momentum (batch - running), with the unbiased variance; otherwise the running values are used.
    /// </summary>
    /// <param name="tape">Records the operation and says whether it is training.</param>
    /// <param name="x">[..., C].</param>
    /// <param name="gamma">[C].</param>
    /// <param name="beta">[C].</param>
    /// <param name="runningMean">[C], changed while training.</param>
    /// <param name="runningVariance">[C], changed while training.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">Share of the batch in the running values (PyTorch's sense).</param>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">Sizes do not fit, or training on a single row.</exception>
    public static Tensor BatchNorm(
        this Tape tape,
        Tensor x,
        Tensor gamma,
        Tensor beta,
        Tensor runningMean,
        Tensor runningVariance,
        float epsilon = 1e-5f,
        float momentum = 0.1f
    )
    {
        var channels = x.Shape.Last;
        var rows = x.Length / channels;
        Check(tape, channels, rows, new NormTensors(gamma, beta, runningMean, runningVariance, epsilon, momentum));
        var width = ColumnSums.Period(channels);
        var table = tape.Scratch(5 * width);
        var mean = table.Data;
        var scale = mean + width;
        var offset = scale + width;
        if (tape.Training)
        {
            BatchStatistics.MeanAndVariance(tape, rows, channels, x.Data, mean, scale);
            UpdateRunning(channels, rows, mean, scale, runningMean.Data, runningVariance.Data, momentum);
        }
        else
        {
            runningMean.Values.CopyTo(new Span<float>(mean, channels));
            runningVariance.Values.CopyTo(new Span<float>(scale, channels));
        }

        var deviations = tape.Scratch(channels);
        for (var c = 0; c < channels; c++)
        {
            deviations.Data[c] = (float)(1 / Math.Sqrt((double)scale[c] + epsilon));
            scale[c] = deviations.Data[c] * gamma.Data[c];
        }

        ColumnSums.Expand(channels, mean, mean);
        ColumnSums.Expand(channels, scale, scale);
        ColumnSums.Expand(channels, beta.Data, offset);
        var y = tape.Output(x.Shape, x.RequiresGradient || gamma.RequiresGradient || beta.RequiresGradient);
        BatchStatistics.Normalize(tape.Workers, rows, channels, x.Data, mean, scale, offset, y.Data);
        if (y.RequiresGradient)
        {
            tape.Record<BatchNormNode>(y).Set(x, gamma, beta, table, deviations, tape.Training);
        }
        else
        {
            tape.ReleaseScratch(deviations);
            tape.ReleaseScratch(table);
        }

        tape.Listener?.Hear("BatchNorm", y, [x, gamma, beta, runningMean, runningVariance], [("epsilon", epsilon)]);
        return y;
    }

    /// <summary>Refuses tensors of another number of channels, and training on one row.</summary>
    internal static void Check(Tape tape, int channels, int rows, in NormTensors norm)
    {
        if (
            norm.Gamma.Length != channels
            || norm.Beta.Length != channels
            || norm.RunningMean.Length != channels
            || norm.RunningVariance.Length != channels
        )
        {
            throw new ArgumentException(
                $"normalisation of {norm.Gamma.Length} channels does not fit {channels} channels",
                nameof(norm)
            );
        }

        if (tape.Training && rows == 1)
        {
            throw new ArgumentException("a batch of one row has no variance to train on", nameof(rows));
        }
    }

    /// <summary>running += momentum (batch - running), with the unbiased variance.</summary>
    internal static void UpdateRunning(
        int channels,
        int rows,
        float* mean,
        float* variance,
        float* runningMean,
        float* runningVariance,
        float momentum
    )
    {
        var unbiased = (float)rows / (rows - 1);
        for (var c = 0; c < channels; c++)
        {
            runningMean[c] += momentum * (mean[c] - runningMean[c]);
            runningVariance[c] += momentum * ((variance[c] * unbiased) - runningVariance[c]);
        }
    }

    /// <summary>Adds sums, times a factor unless null, to the gradient of a parameter.</summary>
    internal static void AddTo(Tape tape, Tensor parameter, float* sums, int channels, float* factor)
    {
        var to = tape.GradientOf(parameter, out var accumulate);
        for (var c = 0; to != null && c < channels; c++)
        {
            var value = factor == null ? sums[c] : sums[c] * factor[c];
            to[c] = accumulate ? to[c] + value : value;
        }
    }

    private sealed class BatchNormNode : Node
    {
        private Tensor _x = null!;
        private Tensor _gamma = null!;
        private Tensor _beta = null!;
        private Tensor _table = null!;
        private Tensor _deviations = null!;
        private bool _training;

        public void Set(Tensor x, Tensor gamma, Tensor beta, Tensor table, Tensor deviations, bool training) =>
            (_x, _gamma, _beta, _table, _deviations, _training) = (x, gamma, beta, table, deviations, training);

        // With s = 1 / sqrt(variance + epsilon), n rows and a = gamma s:
        // dx = a (d - sum(d) / n - (x - mean) s^2 sum(d (x - mean)) / n); outside training the two sums fall away.
        public override void Backward(Tape tape)
        {
            var channels = _x.Shape.Last;
            var rows = _x.Length / channels;
            var width = ColumnSums.Period(channels);
            var mean = _table.Data;
            var scale = mean + width;
            var slope = scale + (2 * width);
            var offset = slope + width;
            var from = Output.GradientData;
            BatchStatistics.GradientSums(tape, rows, channels, _x.Data, from, mean, offset, slope);
            AddTo(tape, _beta, offset, channels, null);
            AddTo(tape, _gamma, slope, channels, _deviations.Data);
            for (var c = 0; c < channels; c++)
            {
                var s = _deviations.Data[c];
                slope[c] = _training ? -scale[c] * s * s * slope[c] / rows : 0;
                offset[c] = _training ? -scale[c] * offset[c] / rows : 0;
            }

            ColumnSums.Expand(channels, slope, slope);
            ColumnSums.Expand(channels, offset, offset);
            var to = tape.GradientInPlace(Output, _x, out var accumulate);
            if (to != null)
            {
                BatchStatistics.InputGradient(
                    tape.Workers,
                    rows,
                    channels,
                    _x.Data,
                    from,
                    mean,
                    scale,
                    slope,
                    offset,
                    to,
                    accumulate
                );
            }

            tape.ReleaseScratch(_deviations);
            tape.ReleaseScratch(_table);
        }
    }
}
