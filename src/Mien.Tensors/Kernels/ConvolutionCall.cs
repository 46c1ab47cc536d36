using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// A convolution of pictures or volumes, channels last, or one of its gradients: any kernel, stride, dilation and padding.
/// A dense one is a matrix product over windows (<see cref="WindowPass"/>) in every direction, a plain product when its
/// kernel is one pixel; in a depthwise one each channel meets its own kernel (<see cref="DepthwiseProduct"/>).
/// </summary>
internal unsafe struct ConvolutionCall
{
    /// <summary>The sizes.</summary>
    public ConvolutionSizes Sizes;

    /// <summary>The input, or its gradient.</summary>
    public float* Input;

    /// <summary>The weights, or their gradient.</summary>
    public float* Weights;

    /// <summary>A number for each output channel, or null; forward only.</summary>
    public float* Bias;

    /// <summary>The output, or its gradient.</summary>
    public float* Output;

    /// <summary>Adds to what is written; gradients only.</summary>
    public bool Accumulate;

    /// <summary>Work on each block of the output; forward only.</summary>
    public Epilogue Epilogue;

    /// <summary>Slots that a forward epilogue writes.</summary>
    public static int Slots(in ConvolutionSizes sizes) =>
        sizes.Depthwise ? DepthwiseProduct.Slots(in sizes, MachineLanes.Count)
        : sizes.IsPointwise ? GemmByRows.Slots(sizes.Images * sizes.Input.Volume, MachineLanes.TileRows)
        : WindowPass.Forward(in sizes, null).Blocks;

    /// <summary>output = input convolved with weights, plus a bias for each channel (or null); then the epilogue.</summary>
    public readonly void Forward(Workers team)
    {
        if (Sizes.Depthwise)
        {
            MachineLanes.Run<DepthwiseForward, ConvolutionCall>(team, in this);
        }
        else
        {
            MachineLanes.Run<DenseForward, ConvolutionCall>(team, in this);
        }
    }

    /// <summary>input (+)= what the output's gradient says about it.</summary>
    public readonly void InputGradient(Workers team)
    {
        if (Sizes.Depthwise)
        {
            MachineLanes.Run<DepthwiseInputGradient, ConvolutionCall>(team, in this);
        }
        else
        {
            MachineLanes.Run<DenseInputGradient, ConvolutionCall>(team, in this);
        }
    }

    /// <summary>weights (+)= what the output's gradient says about them.</summary>
    public readonly void WeightGradient(Workers team)
    {
        if (Sizes.Depthwise)
        {
            MachineLanes.Run<DepthwiseWeightGradient, ConvolutionCall>(team, in this);
        }
        else
        {
            MachineLanes.Run<DenseWeightGradient, ConvolutionCall>(team, in this);
        }
    }
}
