using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Networks.Sequences;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Storage;

namespace Mien.Recognition.Tests.Networks;

/// <summary>
/// The networks for sequences against PyTorch 1.13 in double precision. The values are in golden/sequences.safetensors;
/// golden/make_sequences.py made them.
/// </summary>
public sealed class SequenceGoldenTests : IDisposable
{
    private const int Side = 12;
    private const int Frames = 5;

    private readonly TensorFile _golden = SafeTensors.Read(
        Path.Combine(RealData.Repository, "tests", "Mien.Recognition.Tests", "golden", "sequences.safetensors")
    );

    public void Dispose() => _golden.Dispose();

    [Theory]
    [InlineData("cabm-sequence")]
    [InlineData("cnn-lstm")]
    [InlineData("r2plus1d-small")]
    public void Logits_and_gradients_are_PyTorchs(string name)
    {
        var shape = new NetworkShape(Side, Side, 3, 3, Frames);
        using Module network = name switch
        {
            "cabm-sequence" => new CabmSequence(shape, new RandomStream(1), dropout: 0),
            "cnn-lstm" => new FrameLstm(shape, new RandomStream(1), dropout: 0),
            _ => NetworkRegistry.Find(name).Create(shape, new RandomStream(1)),
        };

        new GoldenNetwork(_golden, name, network).Check(
            Side,
            (tape, logits, targets) => tape.CrossEntropy(logits, targets, [0.5f, 1, 2], 0.1f),
            Frames
        );
    }
}
