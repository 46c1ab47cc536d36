namespace Mien.Tensors.Onnx;

/// <summary>One operation of a graph. An attribute is a long, a float, a string, or a long[].</summary>
internal sealed record OnnxNode(string Operation, string[] Inputs, string Output)
{
    public SortedDictionary<string, object> Attributes { get; init; } = new(StringComparer.Ordinal);

    public long Integer(string name, long absent) => Attributes.TryGetValue(name, out var value) ? (long)value : absent;

    public float Real(string name, float absent) => Attributes.TryGetValue(name, out var value) ? (float)value : absent;

    public string Text(string name, string absent) =>
        Attributes.TryGetValue(name, out var value) ? (string)value : absent;

    public long[] Integers(string name, params long[] absent) =>
        Attributes.TryGetValue(name, out var value) ? (long[])value : absent;
}
