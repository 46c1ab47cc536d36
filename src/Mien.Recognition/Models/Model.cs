using Mien.Data.Augmentation;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Models;

/// <summary>A trained network with its description, ready to name the class of motion maps.</summary>
/// <param name="description">What it is.</param>
/// <param name="network">Its weights; the model owns them.</param>
public sealed class Model(ModelDescription description, Module network) : IDisposable
{
    /// <summary>What it is.</summary>
    public ModelDescription Description { get; } = description;

    /// <summary>The network, from [N, H, W, C] to [N, classes] logits.</summary>
    public Module Network { get; } = network;

    /// <summary>Class probabilities of every clip of a set, one row a clip.</summary>
    /// <param name="set">Maps of the size that the model was trained for; its labels are not looked at.</param>
    /// <param name="threads">Threads; the result does not depend on them.</param>
    /// <exception cref="InputFaultException">The maps have another size.</exception>
    public float[][] Predict(PreparedSet set, int threads)
    {
        var inputs = InputsOf(set);
        var recipe = Description.Recipe;
        var mirror = recipe.MirrorInTest ? AugmentationDefinition.None.For(inputs.Shape, inputs.Channels) : null;
        using var workers = new Workers(threads);
        using var tape = new Tape(workers);
        var clips = Enumerable.Range(0, set.Clips.Count).ToArray();
        return Predictor.Predict(tape, Network, inputs, clips, Description.Classes.Count, mirror);
    }

    /// <summary>
    /// Probability of every action unit and side, one row a clip, order of <see cref="ActionUnitSides"/>; null for a model
    /// without a unit head.
    /// </summary>
    /// <inheritdoc cref="Predict"/>
    public float[][]? PredictUnits(PreparedSet set, int threads)
    {
        if (Network is not IUnitNetwork network)
        {
            return null;
        }

        var inputs = InputsOf(set);
        using var workers = new Workers(threads);
        using var tape = new Tape(workers);
        var mirror = AugmentationDefinition.None.For(inputs.Shape, inputs.Channels);
        return UnitPredictor.Predict(tape, network, inputs, set.Clips.Count, mirror);
    }

    /// <summary>The units whose probability reaches the model's threshold, in the notation of coding tables: 4+L10.</summary>
    /// <param name="probabilities">One row of <see cref="PredictUnits"/>.</param>
    public string ShownUnits(float[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return ActionUnitSides.Notation(i => probabilities[i] >= Description.UnitThresholds[i]);
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

    private InputMatrix InputsOf(PreparedSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var inputs = new InputMatrix(set, InputDefinition.Parse(Description.Recipe.Input));
        Check(set, inputs);
        return inputs;
    }

    private void Check(PreparedSet set, InputMatrix inputs)
    {
        var shape = Description.Shape;
        if (inputs.Shape != shape.Input)
        {
            throw new InputFaultException(
                $"The model takes inputs of {shape.Input}, but the maps are {set.Shape}: prepare them at the model's size."
            );
        }
    }
}
