using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Networks.Rivals;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Storage;

namespace Mien.Recognition.Tests.Networks;

/// <summary>
/// Rival networks against PyTorch 1.13 in double precision, small of their kind, and their parameter counts at full size.
/// The values are in golden/rivals.safetensors; golden/make_rivals.py made them from the papers' layers.
/// </summary>
public sealed class RivalGoldenTests : IDisposable
{
    private static readonly Dictionary<string, (int Side, Func<NetworkShape, RandomStream, Module> Create)> Networks =
        new()
        {
            ["ststnet"] = (28, (shape, random) => new StstNet(shape, random, dropout: 0)),
            ["off-apexnet"] = (12, (shape, random) => new OffApexNet(shape, random, dropout: 0)),
            ["dual-inception"] = (12, (shape, random) => new DualInception(shape, random)),
            ["rcn-a"] = (30, (shape, random) => new RcnAttention(shape, 32, 5, random, dropout: 0)),
            ["sssnet"] = (28, (shape, random) => new SssNet(shape, random, dropout: 0)),
            ["resnet"] = (45, (shape, random) => new ResNet(shape, new ResidualOptions { Width = 8 }, random)),
            ["resnet-small-stem"] = (12, (shape, random) => new ResNet(shape, Small([1, 2]), random)),
            ["emr"] = (28, (shape, random) => new PartBasedNet(shape, Small([2, 2, 2, 2]), random, dropout: 0)),
            ["capsulenet"] = (
                20,
                (shape, random) =>
                    new CapsuleNet(shape, new CapsuleOptions { Trunk = Small([2, 2, 2]), Kernel = 3 }, random)
            ),
            ["htnet"] = (28, (shape, random) => new HtNet(shape, Hierarchy(1, 2, 1), random)),
            ["htnet-attending"] = (56, (shape, random) => new HtNet(shape, Hierarchy(1, 1, 1), random)),
            ["mmnet"] = (
                36,
                (shape, random) =>
                    new MmNet(shape, new MmNetOptions { ActionWidth = 9, Widths = [8, 8, 16, 32] }, random)
            ),
            ["vit"] = (28, NetworkRegistry.Find("vit-64-4").Create),
        };

    private readonly TensorFile _golden = SafeTensors.Read(
        Path.Combine(RealData.Repository, "tests", "Mien.Recognition.Tests", "golden", "rivals.safetensors")
    );

    public static TheoryData<string> Names => [.. Networks.Keys];

    public void Dispose() => _golden.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_and_gradients_are_PyTorchs(string name)
    {
        var (side, create) = Networks[name];
        using var network = create(new NetworkShape(side, side, 3, 3), new RandomStream(1));

        new GoldenNetwork(_golden, name, network).Check(side, name == "capsulenet" ? MarginLoss.Of : Entropy);
    }

    [Fact]
    public void Full_sizes_have_the_counts_of_their_layers_in_PyTorch()
    {
        var counts = _golden
            .Tensors.Where(tensor => tensor.Name.StartsWith("parameters/", StringComparison.Ordinal))
            .ToDictionary(
                tensor => tensor.Name["parameters/".Length..],
                tensor => (1000L * (long)tensor.Value.Values[0]) + (long)tensor.Value.Values[1]
            );

        Assert.Equal(13, counts.Count);
        Assert.All(counts, count => Assert.Equal(count.Value, NetworkRegistry.Find(count.Key).Parameters));
    }

    private static Tensor Entropy(Tape tape, Tensor logits, Tensor targets) =>
        tape.CrossEntropy(logits, targets, [0.5f, 1, 2], 0.1f);

    private static ResidualOptions Small(int[] blocks) =>
        new()
        {
            Blocks = blocks,
            Width = 8,
            LargeStem = false,
        };

    private static HtNetOptions Hierarchy(params int[] repeats) => new() { Width = 16, Repeats = repeats };
}
