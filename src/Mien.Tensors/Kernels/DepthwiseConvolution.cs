using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
        if (Vector512.IsHardwareAccelerated)
        {
            DepthwiseProduct.Forward<Vector512<float>, Lanes512>(
                team,
                in sizes,
                input,
                weights,
                bias,
                output,
                epilogue
            );
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            DepthwiseProduct.Forward<Vector256<float>, Lanes256>(
                team,
                in sizes,
                input,
                weights,
                bias,
                output,
                epilogue
            );
        }
        else
        {
            DepthwiseProduct.Forward<Vector128<float>, Lanes128>(
                team,
                in sizes,
                input,
                weights,
                bias,
                output,
                epilogue
            );
        }
    }

    /// <summary>Slots that a forward epilogue writes.</summary>
    public static int Slots(in ConvolutionSizes sizes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return DepthwiseProduct.Slots<Vector512<float>, Lanes512>(in sizes);
        }

        return Vector256.IsHardwareAccelerated && Fma.IsSupported
            ? DepthwiseProduct.Slots<Vector256<float>, Lanes256>(in sizes)
            : DepthwiseProduct.Slots<Vector128<float>, Lanes128>(in sizes);
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
        if (Vector512.IsHardwareAccelerated)
        {
            DepthwiseProduct.InputGradient<Vector512<float>, Lanes512>(
                team,
                in sizes,
                outputGradient,
                weights,
                inputGradient,
                accumulate
            );
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            DepthwiseProduct.InputGradient<Vector256<float>, Lanes256>(
                team,
                in sizes,
                outputGradient,
                weights,
                inputGradient,
                accumulate
            );
        }
        else
        {
            DepthwiseProduct.InputGradient<Vector128<float>, Lanes128>(
                team,
                in sizes,
                outputGradient,
                weights,
                inputGradient,
                accumulate
            );
        }
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
        if (Vector512.IsHardwareAccelerated)
        {
            DepthwiseWeightGradient.Run<Vector512<float>, Lanes512>(
                team,
                in sizes,
                input,
                outputGradient,
                weightGradient,
                accumulate
            );
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            DepthwiseWeightGradient.Run<Vector256<float>, Lanes256>(
                team,
                in sizes,
                input,
                outputGradient,
                weightGradient,
                accumulate
            );
        }
        else
        {
            DepthwiseWeightGradient.Run<Vector128<float>, Lanes128>(
                team,
                in sizes,
                input,
                outputGradient,
                weightGradient,
                accumulate
            );
        }
    }
}
