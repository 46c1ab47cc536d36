using Mien.Tensors;
using Mien.Tensors.Kernels;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Benchmarks.Precision;

/// <summary>Hears which matrix products a network is made of: linear layers, and convolutions by their sizes.</summary>
internal sealed class ProductShapes : IOperationListener
{
    private readonly List<(int Rows, int Columns, int Depth)> _shapes = [];

    /// <summary>Runs the network once and lists its products; depthwise convolutions are none.</summary>
    public static IReadOnlyList<(int Rows, int Columns, int Depth)> Of(Module network, Tape tape, Tensor x)
    {
        var heard = new ProductShapes();
        tape.Listener = heard;
        network.Forward(tape, x);
        tape.Reset();
        tape.Listener = null;
        return heard._shapes;
    }

    /// <inheritdoc/>
    public void Hear(string operation, Tensor output, Tensor?[] inputs, params (string Name, object Value)[] settings)
    {
        if (operation == "Linear")
        {
            _shapes.Add((output.Length / output.Shape.Last, output.Shape.Last, inputs[1]!.Shape[0]));
        }
        else if (operation == "Convolve")
        {
            var sizes = (ConvolutionSizes)settings[0].Value;
            _shapes.Add((sizes.Images * sizes.Output.Volume, sizes.ChannelsOut, sizes.Depth));
        }
    }
}
