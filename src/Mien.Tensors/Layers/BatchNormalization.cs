using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>
/// Batch normalisation over all axes but the last; parameters weight and bias [C], states running_mean and running_var [C].
/// </summary>
public sealed class BatchNormalization : Module
{
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly Tensor _runningMean;
    private readonly Tensor _runningVariance;
    private readonly float _epsilon;
    private readonly float _momentum;

    /// <summary>Creates a layer that starts as the identity on data of mean 0 and variance 1.</summary>
    /// <param name="channels">The size of the last axis.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">Share of the batch in the running values.</param>
    public BatchNormalization(int channels, float epsilon = 1e-5f, float momentum = 0.1f)
    {
        _weight = Parameter("weight", new Shape(channels));
        _bias = Parameter("bias", new Shape(channels));
        _runningMean = State("running_mean", new Shape(channels));
        _runningVariance = State("running_var", new Shape(channels));
        _weight.Values.Fill(1);
        _runningVariance.Values.Fill(1);
        (_epsilon, _momentum) = (epsilon, momentum);
    }

    /// <summary>
    /// This normalisation of the GELU of a convolution: y = BN(GELU(convolution(x))). One operation instead of three where
    /// the channels allow it (multiples of 16), with the same numbers up to rounding.
    /// </summary>
    /// <param name="tape">Records the operations.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="x">[N, H, W, In].</param>
    public Tensor ForwardAfterGelu(Tape tape, Convolution2D convolution, Tensor x)
    {
        var sizes = convolution.SizesFor(x);
        return Fuses(tape, sizes.ChannelsOut)
            ? tape.ConvolutionStage(in sizes, x, convolution.Weight, convolution.Bias, Tensors, residual: null)
            : Forward(tape, tape.Gelu(convolution.Forward(tape, x)));
    }

    /// <summary>As above for a depthwise convolution, plus a residual: y = BN(GELU(convolution(x))) + residual.</summary>
    /// <param name="tape">Records the operations.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="x">[N, H, W, C].</param>
    /// <param name="residual">What is added, of the output's shape; null for nothing.</param>
    public Tensor ForwardAfterGelu(Tape tape, DepthwiseConvolution2D convolution, Tensor x, Tensor? residual = null)
    {
        var sizes = convolution.SizesFor(x);
        if (Fuses(tape, sizes.ChannelsOut))
        {
            return tape.ConvolutionStage(in sizes, x, convolution.Weight, convolution.Bias, Tensors, residual);
        }

        var y = Forward(tape, tape.Gelu(convolution.Forward(tape, x)));
        return residual is null ? y : tape.Add(residual, y);
    }

    private NormTensors Tensors => new(_weight, _bias, _runningMean, _runningVariance, _epsilon, _momentum);

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) =>
        tape.BatchNorm(x, _weight, _bias, _runningMean, _runningVariance, _epsilon, _momentum);

    // Who listens to the tape is to hear of the single operations.
    private static bool Fuses(Tape tape, int channels) =>
        tape.Listener is null && ConvolutionStageOperation.Suits(channels);
}
