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
        sizes.Depthwise
            ? DepthwiseProduct.Slots(in sizes, MachineLanes.Count)
            : DenseSlots(LiveTaps.Of(in sizes).Shrink(in sizes));

    /// <summary>output = input convolved with weights, plus a bias for each channel (or null); then the epilogue.</summary>
    public readonly void Forward(Workers team)
    {
        if (Sizes.Depthwise)
        {
            MachineLanes.Run<DepthwiseForward, ConvolutionCall>(team, in this);
        }
        else
        {
            var call = OfLiveTaps(out var live);
            GatherLive(in live, in call);
            MachineLanes.Run<DenseForward, ConvolutionCall>(team, in call);
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
            var call = OfLiveTaps(out var live);
            GatherLive(in live, in call);
            MachineLanes.Run<DenseInputGradient, ConvolutionCall>(team, in call);
        }
    }

    /// <summary>weights (+)= what the output's gradient says about them.</summary>
    public readonly void WeightGradient(Workers team)
    {
        if (Sizes.Depthwise)
        {
            MachineLanes.Run<DepthwiseWeightGradient, ConvolutionCall>(team, in this);
            return;
        }

        var call = OfLiveTaps(out var live);
        call.Accumulate = Accumulate && call.Weights == Weights;
        MachineLanes.Run<DenseWeightGradient, ConvolutionCall>(team, in call);
        if (call.Weights != Weights)
        {
            live.Spread(team, in Sizes, call.Weights, Weights, Accumulate);
        }
    }

    private static int DenseSlots(in ConvolutionSizes sizes) =>
        sizes.IsPointwise
            ? GemmByRows.Slots(sizes.Images * sizes.Input.Volume, MachineLanes.TileRows)
            : WindowPass.Forward(in sizes, null).Blocks;

    // The same call over the live taps, with scratch memory for their weights; itself when all taps are live.
    private readonly ConvolutionCall OfLiveTaps(out LiveTaps live)
    {
        live = LiveTaps.Of(in Sizes);
        return live.Count == Sizes.Kernel
            ? this
            : this with
            {
                Sizes = live.Shrink(in Sizes),
                Weights = Scratch.Floats(
                    ScratchUse.CallWeights,
                    (long)live.Count.Volume * Sizes.ChannelsIn * Sizes.ChannelsOut
                ),
            };
    }

    private readonly void GatherLive(in LiveTaps live, in ConvolutionCall call)
    {
        if (call.Weights != Weights)
        {
            live.Gather(in Sizes, Weights, call.Weights);
        }
    }
}
