using System.Runtime.Intrinsics;
using Mien.Tensors.Memory;

namespace Mien.Tensors.Optimization;

/// <summary>
/// An exponential moving average of weights (Polyak and Juditsky 1992; as used by Tarvainen and Valpola 2017):
/// average += (1 - decay) (value - average), starting at the first values.
/// </summary>
public sealed unsafe class WeightAverage : IDisposable
{
    private readonly IReadOnlyList<(string Name, Tensor Value)> _tensors;
    private readonly Tensor[] _averages;
    private readonly float _decay;

    /// <summary>Starts at the present values.</summary>
    /// <param name="tensors">What is averaged, such as a module's contents; they stay their module's.</param>
    /// <param name="decay">Share of the old average that a step keeps, in [0, 1).</param>
    public WeightAverage(IReadOnlyList<(string Name, Tensor Value)> tensors, float decay = 0.999f)
    {
        _tensors = tensors;
        _decay = decay;
        _averages = [.. tensors.Select(tensor => Tensor.Create(tensor.Value.Shape, tensor.Value.Values))];
    }

    /// <summary>Takes the present values into the average, after a step.</summary>
    public void Update()
    {
        var rest = Vector512.Create(1 - _decay);
        for (var t = 0; t < _averages.Length; t++)
        {
            var average = _averages[t].Data;
            var value = _tensors[t].Value.Data;
            for (var i = 0L; i < NativeBlock.Padded(_averages[t].Length); i += 16)
            {
                var old = Vector512.Load(average + i);
                (old + ((Vector512.Load(value + i) - old) * rest)).Store(average + i);
            }
        }
    }

    /// <summary>Exchanges the average and the values: once to evaluate with the average, once more to train on.</summary>
    public void Swap()
    {
        for (var t = 0; t < _averages.Length; t++)
        {
            var average = _averages[t].Values;
            var value = _tensors[t].Value.Values;
            for (var i = 0; i < average.Length; i++)
            {
                (average[i], value[i]) = (value[i], average[i]);
            }
        }
    }

    /// <summary>Frees the averages.</summary>
    public void Dispose() => Array.ForEach(_averages, average => average.Dispose());
}
