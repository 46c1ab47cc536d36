using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
        if (Vector512.IsHardwareAccelerated)
        {
            Forward<Vector512<float>, Lanes512>(team, in sizes, input, weights, bias, output, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            Forward<Vector256<float>, Lanes256>(team, in sizes, input, weights, bias, output, epilogue);
        }
        else
        {
            Forward<Vector128<float>, Lanes128>(team, in sizes, input, weights, bias, output, epilogue);
        }
    }

    /// <summary>Slots that a forward epilogue writes.</summary>
    public static int Slots(in ConvolutionSizes sizes)
    {
        if (!sizes.IsPointwise)
        {
            return WindowPass.Forward(in sizes, null).Blocks;
        }

        var pixels = sizes.Images * sizes.Input.Volume;
        if (Vector512.IsHardwareAccelerated)
        {
            return GemmByRows.Slots<Vector512<float>, Lanes512>(pixels);
        }

        return Vector256.IsHardwareAccelerated && Fma.IsSupported
            ? GemmByRows.Slots<Vector256<float>, Lanes256>(pixels)
            : GemmByRows.Slots<Vector128<float>, Lanes128>(pixels);
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
            InputGradient<Vector512<float>, Lanes512>(
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
            InputGradient<Vector256<float>, Lanes256>(
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
            InputGradient<Vector128<float>, Lanes128>(
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
            WeightGradient<Vector512<float>, Lanes512>(
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
            WeightGradient<Vector256<float>, Lanes256>(
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
            WeightGradient<Vector128<float>, Lanes128>(
                team,
                in sizes,
                input,
                outputGradient,
                weightGradient,
                accumulate
            );
        }
    }

    /// <summary>As the method of the same name, with registers of a given width.</summary>
    public static void Forward<TVector, TLanes>(
        Workers team,
        in ConvolutionSizes sizes,
        float* input,
        float* weights,
        float* bias,
        float* output,
        Epilogue epilogue = default
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        if (sizes.IsPointwise)
        {
            var pixels = sizes.Images * sizes.Input.Volume;
            Gemm.Multiply<TVector, TLanes>(
                team,
                pixels,
                sizes.ChannelsOut,
                sizes.ChannelsIn,
                new(input, sizes.ChannelsIn),
                new(weights, sizes.ChannelsOut),
                output,
                sizes.ChannelsOut,
                bias,
                accumulate: false,
                epilogue
            );
            return;
        }

        ConvolutionProduct.Forward<TVector, TLanes>(team, in sizes, input, weights, bias, output, epilogue);
    }

    /// <summary>As the method of the same name, with registers of a given width.</summary>
    public static void InputGradient<TVector, TLanes>(
        Workers team,
        in ConvolutionSizes sizes,
        float* outputGradient,
        float* weights,
        float* inputGradient,
        bool accumulate
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        if (sizes.IsPointwise)
        {
            Gemm.Multiply<TVector, TLanes>(
                team,
                sizes.Images * sizes.Input.Volume,
                sizes.ChannelsIn,
                sizes.ChannelsOut,
                new(outputGradient, sizes.ChannelsOut),
                new MatrixView(weights, sizes.ChannelsOut).Transposed,
                inputGradient,
                sizes.ChannelsIn,
                null,
                accumulate
            );
            return;
        }

        ConvolutionProduct.InputGradient<TVector, TLanes>(
            team,
            in sizes,
            outputGradient,
            weights,
            inputGradient,
            accumulate
        );
    }

    /// <summary>As the method of the same name, with registers of a given width.</summary>
    public static void WeightGradient<TVector, TLanes>(
        Workers team,
        in ConvolutionSizes sizes,
        float* input,
        float* outputGradient,
        float* weightGradient,
        bool accumulate
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        if (sizes.IsPointwise)
        {
            Gemm.Multiply<TVector, TLanes>(
                team,
                sizes.ChannelsIn,
                sizes.ChannelsOut,
                sizes.Images * sizes.Input.Volume,
                new MatrixView(input, sizes.ChannelsIn).Transposed,
                new(outputGradient, sizes.ChannelsOut),
                weightGradient,
                sizes.ChannelsOut,
                null,
                accumulate
            );
            return;
        }

        ConvolutionWeightGradient.Run<TVector, TLanes>(
            team,
            in sizes,
            input,
            outputGradient,
            weightGradient,
            accumulate
        );
    }
}
