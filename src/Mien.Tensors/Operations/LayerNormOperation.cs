using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Layer normalisation (Ba et al. 2016).</summary>
public static unsafe class LayerNormOperation
{
    private const int RowsPerBlock = 32;

    /// <summary>y = (x - mean) / sqrt(variance + epsilon) gamma + beta, mean and biased variance over the last axis.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[..., C].</param>
    /// <param name="gamma">[C].</param>
    /// <param name="beta">[C].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor LayerNorm(this Tape tape, Tensor x, Tensor gamma, Tensor beta, float epsilon = 1e-5f)
    {
        var channels = x.Shape.Last;
        if (gamma.Length != channels || beta.Length != channels)
        {
            throw new ArgumentException(
                $"normalisation of {gamma.Length} channels does not fit {x.Shape}",
                nameof(gamma)
            );
        }

        var rows = x.Length / channels;
        var differentiable = x.RequiresGradient || gamma.RequiresGradient || beta.RequiresGradient;
        var y = tape.Output(x.Shape, differentiable);
        var normalized = tape.Scratch(x.Length);
        var deviations = tape.Scratch(rows);
        var work = new Rows(
            rows,
            channels,
            epsilon,
            x.Data,
            gamma.Data,
            beta.Data,
            normalized.Data,
            deviations.Data,
            y.Data
        );
        tape.Workers.For((rows + RowsPerBlock - 1) / RowsPerBlock, work);
        if (y.RequiresGradient)
        {
            tape.Record<LayerNormNode>(y).Set(x, gamma, beta, normalized, deviations);
        }
        else
        {
            tape.ReleaseScratch(deviations);
            tape.ReleaseScratch(normalized);
        }

        tape.Listener?.Hear("LayerNorm", y, [x, gamma, beta], [("epsilon", epsilon)]);
        return y;
    }

    private readonly struct Rows(
        int rows,
        int channels,
        float epsilon,
        float* x,
        float* gamma,
        float* beta,
        float* normalized,
        float* deviations,
        float* y
    ) : IBlockWork
    {
        public void Run(int block)
        {
            for (var row = block * RowsPerBlock; row < Math.Min(rows, (block + 1) * RowsPerBlock); row++)
            {
                var offset = (long)row * channels;
                var mean = RowSums.Sum(channels, x + offset) / channels;
                var variance = RowSums.SquaredDeviations(channels, x + offset, mean) / channels;
                deviations[row] = 1 / MathF.Sqrt(variance + epsilon);
                Apply(x + offset, mean, deviations[row], normalized + offset, y + offset);
            }
        }

        private void Apply(float* source, float mean, float scale, float* unit, float* to)
        {
            var c = 0;
            for (; c + 16 <= channels; c += 16)
            {
                var value = (Vector512.Load(source + c) - Vector512.Create(mean)) * scale;
                value.Store(unit + c);
                VectorMath.Fma(value, Vector512.Load(gamma + c), Vector512.Load(beta + c)).Store(to + c);
            }

            for (; c < channels; c++)
            {
                unit[c] = (source[c] - mean) * scale;
                to[c] = (unit[c] * gamma[c]) + beta[c];
            }
        }
    }

    // With g = d gamma and u the normalised values: dx = s (g - mean(g) - u mean(g u)).
    private readonly struct GradientRows(
        int rows,
        int channels,
        float* d,
        float* gamma,
        float* normalized,
        float* deviations,
        float* to,
        bool accumulate
    ) : IBlockWork
    {
        public void Run(int block)
        {
            for (var row = block * RowsPerBlock; row < Math.Min(rows, (block + 1) * RowsPerBlock); row++)
            {
                var offset = (long)row * channels;
                var mean = RowSums.Dot(channels, d + offset, gamma) / channels;
                var slope = RowSums.Dot(channels, d + offset, gamma, normalized + offset) / channels;
                Apply(d + offset, normalized + offset, mean, slope, deviations[row], to + offset);
            }
        }

        private void Apply(float* from, float* unit, float mean, float slope, float scale, float* target)
        {
            var c = 0;
            for (; c + 16 <= channels; c += 16)
            {
                var value = (Vector512.Load(from + c) * Vector512.Load(gamma + c)) - Vector512.Create(mean);
                value = (value - (Vector512.Load(unit + c) * slope)) * scale;
                (accumulate ? Vector512.Load(target + c) + value : value).Store(target + c);
            }

            for (; c < channels; c++)
            {
                var value = ((from[c] * gamma[c]) - mean - (unit[c] * slope)) * scale;
                target[c] = accumulate ? target[c] + value : value;
            }
        }
    }

    private sealed class LayerNormNode : Node
    {
        private Tensor _x = null!;
        private Tensor _gamma = null!;
        private Tensor _beta = null!;
        private Tensor _normalized = null!;
        private Tensor _deviations = null!;

        public void Set(Tensor x, Tensor gamma, Tensor beta, Tensor normalized, Tensor deviations) =>
            (_x, _gamma, _beta, _normalized, _deviations) = (x, gamma, beta, normalized, deviations);

        public override void Backward(Tape tape)
        {
            var channels = _x.Shape.Last;
            var rows = _x.Length / channels;
            var plan = new BroadcastPlan(1, 1, rows, channels);
            var from = Output.GradientData;
            var toGamma = tape.GradientOf(_gamma, out var accumulate);
            if (toGamma != null)
            {
                Broadcast.SumOfProducts(tape, plan, from, _normalized.Data, toGamma, accumulate);
            }

            var toBeta = tape.GradientOf(_beta, out accumulate);
            if (toBeta != null)
            {
                Broadcast.Sum(tape, plan, from, toBeta, accumulate);
            }

            var to = tape.GradientInPlace(Output, _x, out accumulate);
            if (to != null)
            {
                var work = new GradientRows(
                    rows,
                    channels,
                    from,
                    _gamma.Data,
                    _normalized.Data,
                    _deviations.Data,
                    to,
                    accumulate
                );
                tape.Workers.For((rows + RowsPerBlock - 1) / RowsPerBlock, work);
            }

            tape.ReleaseScratch(_deviations);
            tape.ReleaseScratch(_normalized);
        }
    }
}
