using Mien.Data.Synthetic;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Synthetic;

/// <summary>The tensors of one step, and its loss.</summary>
internal sealed class SyntheticBatch : IDisposable
{
    private readonly SyntheticRecipe _recipe;
    private readonly Tensor _x;
    private readonly Tensor _classes;
    private readonly Tensor _units;

    public SyntheticBatch(SyntheticRecipe recipe, NetworkShape shape)
    {
        _recipe = recipe;
        var batch = recipe.Recipe.Batch;
        _x = Tensor.Create(new Shape(batch, shape.Height, shape.Width, shape.Channels));
        _classes = Tensor.Create(new Shape(batch, shape.Classes));
        _units = Tensor.Create(new Shape(batch, ActionUnitSides.Count));
    }

    /// <summary>Takes samples of a block.</summary>
    public void Fill(SampleBlock block, int first)
    {
        _classes.Values.Clear();
        for (var i = 0; i < _recipe.Recipe.Batch; i++)
        {
            var input = block.InputOf(first + i);
            input.CopyTo(_x.Values[(i * input.Length)..]);
            block.UnitsOf(first + i).CopyTo(_units.Values[(i * ActionUnitSides.Count)..]);
            _classes.Values[(i * _classes.Shape.Last) + block.Labels[first + i]] = 1;
        }
    }

    /// <summary>Cross-entropy of the classes + weight x mean binary cross-entropy of the units.</summary>
    public Tensor Loss(Tape tape, ClassAndUnitNetwork network)
    {
        var (classes, units) = network.ForwardBoth(tape, _x);
        var ofClasses = tape.CrossEntropy(classes, _classes, labelSmoothing: _recipe.Recipe.LabelSmoothing);
        var ofUnits = tape.BinaryCrossEntropyWithLogits(units, _units);
        return tape.Add(ofClasses, tape.Scale(ofUnits, _recipe.UnitWeight));
    }

    public void Dispose()
    {
        _x.Dispose();
        _classes.Dispose();
        _units.Dispose();
    }
}
