using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Operations;
using Mien.Tensors.Storage;

namespace Mien.Recognition.Tests.Networks;

/// <summary>
/// Whole networks against PyTorch 1.13.1 in double precision: logits, loss, and of every parameter's gradient the largest element, the norm
/// and a projection. The values are in golden/networks.safetensors; golden/make_networks.py made them.
/// </summary>
public sealed class NetworkGoldenTests : IDisposable
{
    private readonly TensorFile _golden = SafeTensors.Read(
        Path.Combine(RealData.Repository, "tests", "Mien.Recognition.Tests", "golden", "networks.safetensors")
    );

    public static TheoryData<string> Names =>
        [
            "cabm",
            "cabm-block",
            "cabm-se",
            "cabm-eca",
            "cabm-coordinate",
            "convmixer-32-1",
            "convmixer-256-8",
            "cabm-256-8",
        ];

    public void Dispose() => _golden.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_and_gradients_are_PyTorchs(string name)
    {
        using var network = Build(name);

        new GoldenNetwork(_golden, name, network).Check(
            28,
            (tape, logits, targets) => tape.CrossEntropy(logits, targets, [0.5f, 1, 2], 0.1f)
        );
    }

    /// <summary>The registered network with its dropout taken out, which no two libraries draw alike.</summary>
    private static Tensors.Layers.Module Build(string name)
    {
        var shape = new NetworkShape(28, 28, 3, 3);
        var random = new RandomStream(1);
        var options = name switch
        {
            "convmixer-32-1" => Cabm.Recommended with { Attention = Recognition.Networks.Attention.AttentionKind.None },
            "cabm" => Cabm.Recommended,
            "cabm-block" => Cabm.Recommended with
            {
                AttentionPlace = Recognition.Networks.Attention.AttentionPlace.EveryBlock,
            },
            "cabm-se" => Cabm.Recommended with
            {
                Attention = Recognition.Networks.Attention.AttentionKind.SqueezeExcitation,
            },
            "cabm-eca" => Cabm.Recommended with
            {
                Attention = Recognition.Networks.Attention.AttentionKind.EfficientChannel,
            },
            "cabm-coordinate" => Cabm.Recommended with
            {
                Attention = Recognition.Networks.Attention.AttentionKind.Coordinate,
            },
            _ => null,
        };
        return options is null
            ? NetworkRegistry.Find(name).Create(shape, random)
            : new ConvMixer(shape, options with { Dropout = 0 }, random);
    }
}
