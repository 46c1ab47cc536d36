using System.Collections.Concurrent;
using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Recognition.Synthetic;

/// <summary>
/// Some thousand made-up samples, made by all threads at once. A sample depends on the seed and its number alone.
/// </summary>
internal sealed class SampleBlock
{
    private const int PerWork = 16;

    private readonly SyntheticRecipe _recipe;
    private readonly FilmedStock? _filmed;
    private readonly RandomStream _root;
    private readonly Workers _workers;
    private readonly ConcurrentBag<SampleMaker> _makers = [];
    private readonly float[] _inputs;
    private readonly float[] _units;
    private readonly int[] _labels;
    private readonly int _length;

    public SampleBlock(SyntheticRecipe recipe, FilmedStock? filmed, RandomStream root, int size, Workers workers)
    {
        (_recipe, _filmed) = (recipe, filmed);
        _root = root;
        _workers = workers;
        var maker = new SampleMaker(recipe, filmed);
        _makers.Add(maker);
        _length = maker.Shape.Length;
        _inputs = new float[size * _length];
        _units = new float[size * ActionUnitSides.Count];
        _labels = new int[size];
    }

    /// <summary>Samples in the block.</summary>
    public int Size => _labels.Length;

    /// <summary>The classes of the samples.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>One sample's input.</summary>
    public ReadOnlySpan<float> InputOf(int sample) => _inputs.AsSpan(sample * _length, _length);

    /// <summary>One sample's unit targets.</summary>
    public ReadOnlySpan<float> UnitsOf(int sample) =>
        _units.AsSpan(sample * ActionUnitSides.Count, ActionUnitSides.Count);

    /// <summary>Makes the samples from a number on.</summary>
    public void Fill(long first) => _workers.For((Size + PerWork - 1) / PerWork, new Work(this, first));

    private void Run(int work, long first)
    {
        if (!_makers.TryTake(out var maker))
        {
            maker = new SampleMaker(_recipe, _filmed);
        }

        for (var i = work * PerWork; i < Math.Min(Size, (work + 1) * PerWork); i++)
        {
            var input = _inputs.AsSpan(i * _length, _length);
            var units = _units.AsSpan(i * ActionUnitSides.Count, ActionUnitSides.Count);
            _labels[i] = maker.Make(_root, (ulong)(first + i), input, units);
        }

        _makers.Add(maker);
    }

    private readonly struct Work(SampleBlock block, long first) : IBlockWork
    {
        public void Run(int work) => block.Run(work, first);
    }
}
