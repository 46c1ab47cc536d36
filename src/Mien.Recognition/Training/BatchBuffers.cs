using Mien.Data.Prepared;
using Mien.Tensors;

namespace Mien.Recognition.Training;

/// <summary>Input and target tensors, one pair for each batch size that occurs (the full one and perhaps the last one).</summary>
internal sealed class BatchBuffers(MapShape shape, int classes) : IDisposable
{
    private readonly Dictionary<int, (Tensor X, Tensor Targets)> _bySize = [];

    public (Tensor X, Tensor Targets) For(int size)
    {
        if (!_bySize.TryGetValue(size, out var pair))
        {
            pair = (Tensor.Create(ShapeOf(size)), Tensor.Create(new Shape(size, classes)));
            _bySize.Add(size, pair);
        }

        return pair;
    }

    /// <summary>[N, H, W, C], and [N, T, H, W, C] for sequences.</summary>
    private Shape ShapeOf(int size) =>
        shape.IsSequence
            ? new Shape(size, shape.Frames, shape.Height, shape.Width, shape.Channels)
            : new Shape(size, shape.Height, shape.Width, shape.Channels);

    public void Dispose()
    {
        foreach (var (x, targets) in _bySize.Values)
        {
            x.Dispose();
            targets.Dispose();
        }
    }
}
