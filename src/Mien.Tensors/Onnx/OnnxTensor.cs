namespace Mien.Tensors.Onnx;

/// <summary>A constant of a graph: float32 or int64 numbers with a shape.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Sizes">Its axes; none for a single number.</param>
/// <param name="Floats">Its numbers when they are float32.</param>
/// <param name="Integers">Its numbers when they are int64.</param>
internal sealed record OnnxTensor(string Name, int[] Sizes, float[]? Floats, long[]? Integers);
