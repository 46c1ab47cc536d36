using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Spotting.Events;

namespace Mien.Spotting.Learning;

/// <summary>
/// A trained network that decides which movements are expressions, in place of the rules of the spotter without training. It
/// is a model file as any other; its input is a motion series (<see cref="SeriesMap"/>), not a motion map of a face.
/// </summary>
public sealed class LearntSpotter : IDisposable
{
    /// <summary>What stands in the model's file where others tell the crop of a face.</summary>
    public const string Layout = "series";

    private static readonly string[] Names = ["macro", "micro", "none"];

    private readonly Model _model;

    /// <summary>Takes a model.</summary>
    /// <param name="model">It is disposed with this.</param>
    /// <param name="origin">Where it was read, for messages.</param>
    /// <exception cref="InputFaultException">It is no spotter.</exception>
    public LearntSpotter(Model model, string origin)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!IsSpotter(model.Description))
        {
            throw new InputFaultException(
                $"{origin} names classes of motion maps and cannot spot: give it with --model; mien train --spotter makes spotters."
            );
        }

        _model = model;
    }

    /// <summary>The classes that its network tells apart.</summary>
    public static IReadOnlyList<string> Classes => Names;

    /// <summary>The model, to be written down.</summary>
    internal Model Model => _model;

    /// <summary>What it is and was trained on.</summary>
    public ModelDescription Description => _model.Description;

    /// <summary>Reads a spotter.</summary>
    /// <exception cref="InputFaultException">The file cannot be read, or is no spotter.</exception>
    public static LearntSpotter Read(string path)
    {
        var model = ModelFile.Read(path);
        try
        {
            return new LearntSpotter(model, path);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Whether a model is a spotter.</summary>
    public static bool IsSpotter(ModelDescription model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Crop == Layout && model.Shape.Input == SeriesMap.Shape && model.Classes.SequenceEqual(Names);
    }

    /// <summary>The network's name and the hash of its weights, which tell it from others.</summary>
    public override string ToString() => $"{Description.Network} {ModelFile.HashOf(_model)}";

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    /// <summary>Probability that each movement is an expression of its kind, in their order.</summary>
    internal double[] Judge(IReadOnlyList<JudgedMovement> movements)
    {
        if (movements.Count == 0)
        {
            return [];
        }

        var set = new PreparedSet([.. movements.Select((movement, i) => ClipOf(movement.Map, $"{i}", Names[2]))]);
        // Motion is spotted in on the thread that measures it; more would only wait for each other.
        var probabilities = _model.Predict(set, threads: 1);
        return
        [
            .. movements.Select((movement, i) => (double)probabilities[i][Array.IndexOf(Names, NameOf(movement.Kind))]),
        ];
    }

    internal static string NameOf(EventKind kind) => kind == EventKind.Macro ? Names[0] : Names[1];

    internal static PreparedClip ClipOf(MotionMap map, string name, string label, string video = "") =>
        new()
        {
            Dataset = "long videos",
            Subject = video,
            Clip = name,
            Label = label,
            Map = map,
        };
}
