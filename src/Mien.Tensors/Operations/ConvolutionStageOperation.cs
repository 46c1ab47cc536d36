using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>A convolution, GELU, batch normalisation and perhaps a residual as one operation.</summary>
internal static unsafe class ConvolutionStageOperation
{
    /// <summary>True when the stage can take this many output channels; others go through the single operations.</summary>
    public static bool Suits(int channels) => channels % Epilogue.Lanes == 0;

    /// <summary>
    /// y = BN(GELU(x convolved with the weights + bias)) + residual. The same numbers as the single operations give, up to
    /// rounding, at half their memory traffic.
    /// </summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="sizes">The convolution.</param>
    /// <param name="x">[N, H, W, In].</param>
    /// <param name="weight">As for the single operations.</param>
    /// <param name="bias">[Out], or null.</param>
    /// <param name="norm">The normalisation.</param>
    /// <param name="residual">[N, H', W', Out], or null.</param>
    public static Tensor ConvolutionStage(
        this Tape tape,
        in ConvolutionSizes sizes,
        Tensor x,
        Tensor weight,
        Tensor? bias,
        in NormTensors norm,
        Tensor? residual
    )
    {
        var channels = sizes.ChannelsOut;
        var shape = sizes.Pictures;
        BatchNormOperation.Check(tape, channels, shape.Length / channels, in norm);
        var y = tape.Output(shape, AnyRequiresGradient(x, weight, bias, norm.Gamma, norm.Beta, residual));
        var table = tape.Scratch(4 * channels);
        var stage = new GeluStageJob
        {
            Values = y.Data,
            Residual = residual is null ? null : residual.Data,
            Mean = table.Data,
            Scale = table.Data + channels,
            Offset = table.Data + 2 * channels,
            Channels = channels,
        };
        if (!tape.Training && !y.RequiresGradient)
        {
            SetRunning(in stage, in norm);
            SetScale(in stage, in norm, stage.Scale, table.Data + 3 * channels);
            var infer = new Epilogue(&GeluStage.ActivateAndNormalize, &stage);
            Convolve(tape.Workers, in sizes, x, weight, bias, y.Data, infer);
            tape.ReleaseScratch(table);
            return y;
        }

        var values = tape.Scratch(y.Length);
        var slope = tape.Scratch(y.Length);
        var slots = ConvolutionCall.Slots(in sizes);
        var sums = tape.Scratch(2 * slots * channels);
        stage.Values = values.Data;
        stage.Slope = slope.Data;
        stage.Sums = sums.Data;
        norm.RunningMean.Values.CopyTo(new Span<float>(stage.Mean, channels));
        Convolve(tape.Workers, in sizes, x, weight, bias, values.Data, new Epilogue(&GeluStage.Activate, &stage));
        SetStatistics(tape, in stage, in norm, slots, y.Length / channels);
        tape.ReleaseScratch(sums);
        SetScale(in stage, in norm, stage.Scale, table.Data + 3 * channels);
        GeluStage.Normalize(tape.Workers, y.Length / channels, in stage, y.Data);
        if (y.RequiresGradient)
        {
            tape.Record<StageNode>(y)
                .Set(x, weight, bias, in norm, residual, values, slope, table, in sizes, tape.Training);
        }
        else
        {
            tape.ReleaseScratch(slope);
            tape.ReleaseScratch(values);
            tape.ReleaseScratch(table);
        }

        return y;
    }

    private static bool AnyRequiresGradient(params ReadOnlySpan<Tensor?> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor is { RequiresGradient: true })
            {
                return true;
            }
        }

        return false;
    }

    private static void Convolve(
        Workers team,
        in ConvolutionSizes sizes,
        Tensor x,
        Tensor weight,
        Tensor? bias,
        float* to,
        Epilogue epilogue
    ) =>
        new ConvolutionCall
        {
            Sizes = sizes,
            Input = x.Data,
            Weights = weight.Data,
            Bias = bias is null ? null : bias.Data,
            Output = to,
            Epilogue = epilogue,
        }.Forward(team);

    private static void SetStatistics(Tape tape, in GeluStageJob stage, in NormTensors norm, int slots, int rows)
    {
        if (!tape.Training)
        {
            SetRunning(in stage, in norm);
            return;
        }

        GeluStage.MeanAndVariance(in stage, slots, rows, stage.Mean, stage.Scale);
        BatchNormOperation.UpdateRunning(
            stage.Channels,
            rows,
            stage.Mean,
            stage.Scale,
            norm.RunningMean.Data,
            norm.RunningVariance.Data,
            norm.Momentum
        );
    }

    private static void SetRunning(in GeluStageJob stage, in NormTensors norm)
    {
        norm.RunningMean.Values.CopyTo(new Span<float>(stage.Mean, stage.Channels));
        norm.RunningVariance.Values.CopyTo(new Span<float>(stage.Scale, stage.Channels));
    }

    // The variance becomes the scale gamma / sqrt(variance + epsilon); the root's inverse is kept for backward.
    private static void SetScale(in GeluStageJob stage, in NormTensors norm, float* variance, float* deviations)
    {
        for (var c = 0; c < stage.Channels; c++)
        {
            deviations[c] = (float)(1 / Math.Sqrt((double)variance[c] + norm.Epsilon));
            stage.Scale[c] = deviations[c] * norm.Gamma.Data[c];
            stage.Offset[c] = norm.Beta.Data[c];
        }
    }

    private sealed class StageNode : Node
    {
        private Tensor _x = null!;
        private Tensor _weight = null!;
        private Tensor? _bias;
        private NormTensors _norm;
        private Tensor? _residual;
        private Tensor _values = null!;
        private Tensor _slope = null!;
        private Tensor _table = null!;
        private ConvolutionSizes _sizes;
        private bool _training;

        public void Set(
            Tensor x,
            Tensor weight,
            Tensor? bias,
            in NormTensors norm,
            Tensor? residual,
            Tensor values,
            Tensor slope,
            Tensor table,
            in ConvolutionSizes sizes,
            bool training
        )
        {
            (_x, _weight, _bias, _norm, _residual) = (x, weight, bias, norm, residual);
            (_values, _slope, _table, _sizes, _training) = (values, slope, table, sizes, training);
        }

        // As in BatchNormOperation: with s = 1 / sqrt(variance + epsilon), n rows and a = gamma s, the gradient of GELU's
        // output is a (d - sum(d) / n - (g - mean) s^2 sum(d (g - mean)) / n); outside training the two sums fall away.
        public override void Backward(Tape tape)
        {
            var channels = _sizes.ChannelsOut;
            var rows = _values.Length / channels;
            var slots = GeluStage.Slots(rows, channels);
            var sums = tape.Scratch(2 * slots * channels);
            var factors = tape.Scratch(2 * channels);
            var stage = new GeluStageJob
            {
                Values = _values.Data,
                Slope = _slope.Data,
                Mean = _table.Data,
                Scale = _table.Data + channels,
                Factor = factors.Data,
                Offset = factors.Data + channels,
                Sums = sums.Data,
                Channels = channels,
            };
            var from = Output.GradientData;
            GeluStage.GradientSums(tape.Workers, rows, in stage, from);
            GeluStage.AddSlots(in stage, slots, 0, stage.Offset);
            GeluStage.AddSlots(in stage, slots, 1, stage.Factor);
            SetFactors(tape, in stage, rows);
            GeluStage.InputGradient(tape.Workers, rows, in stage, from);
            if (_bias is not null)
            {
                GeluStage.AddSlots(in stage, slots, 0, stage.Offset);
                BatchNormOperation.AddTo(tape, _bias, stage.Offset, channels, null);
            }

            tape.ReleaseScratch(factors);
            tape.ReleaseScratch(sums);
            ToResidual(tape, from);
            ConvolveNode.ToWeightAndInput(tape, in _sizes, _x, _weight, _slope.Data);
            tape.ReleaseScratch(_table);
            tape.ReleaseScratch(_slope);
            tape.ReleaseScratch(_values);
        }

        private void SetFactors(Tape tape, in GeluStageJob stage, int rows)
        {
            var deviations = _table.Data + 3 * stage.Channels;
            BatchNormOperation.AddTo(tape, _norm.Beta, stage.Offset, stage.Channels, null);
            BatchNormOperation.AddTo(tape, _norm.Gamma, stage.Factor, stage.Channels, deviations);
            for (var c = 0; c < stage.Channels; c++)
            {
                var s = deviations[c];
                stage.Factor[c] = _training ? -stage.Scale[c] * s * s * stage.Factor[c] / rows : 0;
                stage.Offset[c] = _training ? -stage.Scale[c] * stage.Offset[c] / rows : 0;
            }
        }

        private void ToResidual(Tape tape, float* from)
        {
            if (_residual is { RequiresGradient: true })
            {
                var to = tape.GradientInPlace(Output, _residual, out var accumulate);
                Elementwise.Copy(tape.Workers, _residual.Length, from, to, accumulate);
            }
        }
    }
}
