using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Depthwise convolution of pictures, channels last, with weights [kernel rows, kernel columns, channels]: each channel meets
/// its own kernel. Any kernel, stride, dilation and padding. <see cref="ConvolutionSizes.ChannelsIn"/> and
/// <see cref="ConvolutionSizes.ChannelsOut"/> are the same number, and the depth is 1.
/// </summary>
internal static unsafe class DepthwiseConvolution
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
        MachineLanes.Run<DepthwiseForward, ConvolutionCall>(team, in call);
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
        var call = DenseConvolution.Backward(in sizes, inputGradient, weights, outputGradient, accumulate);
        MachineLanes.Run<DepthwiseInputGradient, ConvolutionCall>(team, in call);
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
        var call = DenseConvolution.Backward(in sizes, input, weightGradient, outputGradient, accumulate);
        MachineLanes.Run<DepthwiseWeightGradient, ConvolutionCall>(team, in call);
    }

    /// <summary>Slots that a forward epilogue writes.</summary>
    public static int Slots(in ConvolutionSizes sizes) => DepthwiseProduct.Slots(in sizes, MachineLanes.Count);
}
