namespace Mien.Tensors.Onnx;

/// <summary>A value of a graph that stands for a tensor of Mien's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ChannelsFirst">Whether its channels stand before the places ([N, C, H, W]) instead of after them.</param>
internal readonly record struct OnnxValue(string Name, bool ChannelsFirst)
{
    /// <summary>Where an axis of a tensor of the given rank stands in the graph.</summary>
    public int AxisOf(int axis, int rank)
    {
        if (!ChannelsFirst || axis == 0)
        {
            return axis;
        }

        return axis == rank - 1 ? 1 : axis + 1;
    }
}
