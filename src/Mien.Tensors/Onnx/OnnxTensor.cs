namespace Mien.Tensors.Onnx;

/// <summary>A constant of a graph: float32 or int64 numbers with a shape.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Sizes">Its axes; none for a single number.</param>
/// <param name="Floats">Its numbers when they are float32.</param>
/// <param name="Integers">Its numbers when they are int64.</param>
internal sealed record OnnxTensor(string Name, int[] Sizes, float[]? Floats, long[]? Integers)
{
    /// <summary>The number of float32 among onnx.proto's types of elements.</summary>
    public const int Float32 = 1;

    /// <summary>The number of int64 among them.</summary>
    public const int Int64 = 7;
}
