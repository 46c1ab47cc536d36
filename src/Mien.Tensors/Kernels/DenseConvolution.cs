using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Convolution of pictures or volumes, channels last, with weights [kernel depth, kernel rows, kernel columns, channels in,
/// channels out]: any kernel, stride, dilation and padding. Every direction is a matrix product over windows
/// (<see cref="WindowPass"/>); a kernel of one pixel is a plain product.
/// </summary>
internal static unsafe class DenseConvolution
{
    /// <summary>output = input convolved with weights, plus a bias for each channel (or null); then an epilogue.</summary>
    public static void Forward(
        Workers team,
        in ConvolutionSizes sizes,
        float* input,
        float* weights,
        float* bias,
        float* output,
        Epilogue epilogue = default
    )
    {
        var call = new ConvolutionCall
        {
            Sizes = sizes,
            Input = input,
            Weights = weights,
            Bias = bias,
            Output = output,
            Epilogue = epilogue,
        };
        MachineLanes.Run<DenseForward, ConvolutionCall>(team, in call);
    }

    /// <summary>inputGradient (+)= what the output's gradient says about the input.</summary>
    public static void InputGradient(
        Workers team,
        in ConvolutionSizes sizes,
        float* outputGradient,
        float* weights,
        float* inputGradient,
        bool accumulate
    )
    {
        var call = Backward(in sizes, inputGradient, weights, outputGradient, accumulate);
        MachineLanes.Run<DenseInputGradient, ConvolutionCall>(team, in call);
    }

    /// <summary>weightGradient (+)= what the output's gradient says about the weights.</summary>
    public static void WeightGradient(
        Workers team,
        in ConvolutionSizes sizes,
        float* input,
        float* outputGradient,
        float* weightGradient,
        bool accumulate
    )
    {
        var call = Backward(in sizes, input, weightGradient, outputGradient, accumulate);
        MachineLanes.Run<DenseWeightGradient, ConvolutionCall>(team, in call);
    }

    /// <summary>Slots that a forward epilogue writes.</summary>
    public static int Slots(in ConvolutionSizes sizes) =>
        sizes.IsPointwise
            ? GemmByRows.Slots(sizes.Images * sizes.Input.Volume, MachineLanes.TileRows)
            : WindowPass.Forward(in sizes, null).Blocks;

    /// <summary>The arguments of a gradient.</summary>
    internal static ConvolutionCall Backward(
        in ConvolutionSizes sizes,
        float* input,
        float* weights,
        float* outputGradient,
        bool accumulate
    ) =>
        new()
        {
            Sizes = sizes,
            Input = input,
            Weights = weights,
            Output = outputGradient,
            Accumulate = accumulate,
        };
}
