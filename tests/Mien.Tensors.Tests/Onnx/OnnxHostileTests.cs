using Mien.Foundation;
using Mien.Tensors.Onnx;

namespace Mien.Tensors.Tests.Onnx;

/// <summary>Files that are whole ONNX and ask for what cannot be: each is refused with a sentence, and nothing leaks.</summary>
public sealed class OnnxHostileTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("mien-onnx-").FullName, "a.onnx");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void A_constant_of_six_axes_of_no_elements_or_told_twice_is_refused()
    {
        Refused([new OnnxTensor("a", [1, 1, 1, 1, 1, 1], [0], null)], [], "at most 5 axes");
        Refused([new OnnxTensor("a", [3, 0], [], null)], [], "out of range");
        var twice = new OnnxTensor("a", [2], [0, 1], null);
        Refused([twice, twice], [], "taken");
    }

    [Fact]
    public void An_attribute_of_the_wrong_type_is_refused()
    {
        var node = new OnnxNode("Conv", [OnnxGraph.InputName, "a"], OnnxGraph.OutputName);
        node.Attributes["group"] = "one";

        Refused([new OnnxTensor("a", [1, 1, 1, 1], [1], null)], [node], "a constant cannot be taken");
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(-2, 1, 1)]
    [InlineData(3, 1 << 29, 0x60000000)] // their reach wraps around to a small one
    [InlineData(1, 1L << 32, 1)]
    public void A_window_that_cannot_be_moved_is_refused_when_it_is_run(long size, long stride, long dilation)
    {
        var turn = new OnnxNode("Transpose", [OnnxGraph.InputName], "turned");
        turn.Attributes["perm"] = new long[] { 0, 3, 1, 2 };
        var pool = new OnnxNode("MaxPool", ["turned"], OnnxGraph.OutputName);
        pool.Attributes["kernel_shape"] = new[] { size, size };
        pool.Attributes["strides"] = new[] { stride, stride };
        pool.Attributes["dilations"] = new[] { dilation, dilation };
        Write([], [turn, pool]);
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        using var x = Tensor.Create(new Shape(1, 4, 4, 1));
        using var network = OnnxExchange.Read(_file).Network;

        var fault = Assert.Throws<InputFaultException>(() => network.Forward(tape, x));

        Assert.Contains("MaxPool logits does not fit its inputs", fault.Message, StringComparison.Ordinal);
    }

    private void Refused(List<OnnxTensor> constants, List<OnnxNode> nodes, string says)
    {
        Write(constants, nodes);

        var fault = Assert.Throws<InputFaultException>(() => OnnxExchange.Read(_file));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains("is no ONNX network that Mien can run", fault.Message, StringComparison.Ordinal);
    }

    private void Write(List<OnnxTensor> constants, List<OnnxNode> nodes) =>
        OnnxWriter.Write(
            _file,
            new OnnxGraph
            {
                InputSizes = [0, 4, 4, 1],
                OutputSizes = [0, 1],
                Constants = constants,
                Nodes = nodes,
            },
            "test"
        );
}
