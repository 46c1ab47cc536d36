using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Sequences;

/// <summary>
/// R(2+1)D (Tran et al., "A Closer Look at Spatiotemporal Convolutions for Action Recognition", CVPR 2018) as torchvision
/// builds it: residual blocks whose convolutions over space and time are split into one over space and one over time, with
/// so many channels between them that the number of weights is that of the whole one; global mean, linear. Input
/// [N, T, H, W, C], output [N, classes] logits.
/// </summary>
public sealed class ResidualVolumes : Module
{
    private readonly Convolution3D _stemSpace;
    private readonly BatchNormalization _stemSpaceNorm;
    private readonly Convolution3D _stemTime;
    private readonly BatchNormalization _stemTimeNorm;
    private readonly ResidualVolumeBlock[] _blocks;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    public ResidualVolumes(NetworkShape shape, ResidualVolumeOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        var width = options.Widths[0];
        var how = new Convolution { Stride = 2, Padding = new Padding(options.StemKernel / 2) };
        _stemSpace = Register(
            "stem_space",
            new Convolution3D(
                shape.Channels,
                options.StemMiddle,
                1,
                options.StemKernel,
                random.Derive("stem space"),
                how,
                bias: false
            )
        );
        _stemSpaceNorm = Register("stem_space_norm", new BatchNormalization(options.StemMiddle));
        _stemTime = Register(
            "stem_time",
            new Convolution3D(options.StemMiddle, width, 3, 1, random.Derive("stem time"), depthPadding: 1, bias: false)
        );
        _stemTimeNorm = Register("stem_time_norm", new BatchNormalization(width));
        _blocks = [.. Blocks(options, random)];
        _head = Register("head", new Linear(options.Widths[^1], shape.Classes, random.Derive("head")));
    }

    private static ResidualVolumeOptions Small { get; } =
        new()
        {
            Widths = [16, 32, 64],
            BlocksPerStage = 1,
            StemMiddle = 12,
            StemKernel = 5,
        };

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "r2plus1d-small",
            "R(2+1)D with 16, 32 and 64 channels and a block a stage, on sequences; a small form for small sets.",
            "Tran et al., CVPR 2018, as torchvision; sizes are Mien's own",
            (shape, random) => new ResidualVolumes(shape, Small, random)
        )
        {
            TakesSequences = true,
            Parameters = 198_671,
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(tape);
        var y = tape.Relu(_stemSpaceNorm.Forward(tape, _stemSpace.Forward(tape, x)));
        y = tape.Relu(_stemTimeNorm.Forward(tape, _stemTime.Forward(tape, y)));
        foreach (var block in _blocks)
        {
            y = block.Forward(tape, y);
        }

        var places = y.Shape[1] * y.Shape[2] * y.Shape[3];
        var flat = tape.Reshape(y, new Shape(y.Shape[0], places, y.Shape[4]));
        return _head.Forward(tape, tape.Flatten(tape.Mean(flat, 1)));
    }

    /// <summary>The first block of every stage but the first halves rows, columns and frames.</summary>
    private IEnumerable<ResidualVolumeBlock> Blocks(ResidualVolumeOptions options, RandomStream random)
    {
        var inputs = options.Widths[0];
        for (var stage = 0; stage < options.Widths.Count; stage++)
        {
            for (var i = 0; i < options.BlocksPerStage; i++)
            {
                var stride = stage > 0 && i == 0 ? 2 : 1;
                var name = $"stages.{stage}.{i}";
                yield return Register(
                    name,
                    new ResidualVolumeBlock(inputs, options.Widths[stage], stride, random.Derive(name))
                );
                inputs = options.Widths[stage];
            }
        }
    }
}
