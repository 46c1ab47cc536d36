namespace Mien.Tensors.Onnx;

/// <summary>
/// A network as ONNX has it: constants, operations in order, one input [N, H, W, C] and one output [N, classes], and
/// free text. N is free; the other sizes are fixed.
/// </summary>
internal sealed record OnnxGraph
{
    public const string InputName = "input";

    public const string OutputName = "logits";

    public required int[] InputSizes { get; init; }

    public required int[] OutputSizes { get; init; }

    public List<OnnxTensor> Constants { get; init; } = [];

    public List<OnnxNode> Nodes { get; init; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
