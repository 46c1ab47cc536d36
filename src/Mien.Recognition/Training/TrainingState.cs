using System.Globalization;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Storage;

namespace Mien.Recognition.Training;

/// <summary>
/// A training between two epochs, besides its tensors: all that decides how it goes on, so that a training that was cut
/// off ends with the same bits as one that was not.
/// </summary>
/// <param name="Epoch">Epochs that are done.</param>
/// <param name="Steps">Steps that the optimiser took.</param>
/// <param name="Order">The clips as they were last shuffled.</param>
/// <param name="Shuffling">Random stream of the order.</param>
/// <param name="Augmenting">Random stream of the augmentation.</param>
/// <param name="Dropping">Random stream of the dropout.</param>
/// <param name="Watched">What a watch has seen so far; empty without one.</param>
internal sealed record TrainingState(
    int Epoch,
    int Steps,
    int[] Order,
    string Shuffling,
    string Augmenting,
    string Dropping,
    string Watched
)
{
    /// <summary>Writes the state with the given tensors (weights, running statistics, moments), whole or not at all.</summary>
    public void Write(string path, IReadOnlyList<(string Name, Tensor Value)> tensors) =>
        SafeTensors.Write(
            path,
            tensors,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["epoch"] = $"{Epoch}",
                ["steps"] = $"{Steps}",
                ["order"] = string.Join(',', Order),
                ["shuffling"] = Shuffling,
                ["augmenting"] = Augmenting,
                ["dropping"] = Dropping,
                ["watched"] = Watched,
            }
        );

    /// <summary>
    /// Reads a state and fills the tensors, or returns null, and leaves them as they are, when there is none or it does
    /// not fit: the training then begins at its beginning.
    /// </summary>
    public static TrainingState? TryRead(
        string path,
        IReadOnlyList<(string Name, Tensor Value)> tensors,
        IReadOnlyList<int> clips,
        Func<TrainingState, bool> accept
    )
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = SafeTensors.Read(path);
            var state = Parse(file.Metadata);
            if (!state.Order.Order().SequenceEqual(clips.Order()) || !accept(state))
            {
                return null;
            }

            file.CopyTo(tensors);
            return state;
        }
        catch (Exception fault)
            when (fault is InputFaultException or FormatException or OverflowException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static TrainingState Parse(IReadOnlyDictionary<string, string> text)
    {
        var state = new TrainingState(
            int.Parse(text["epoch"], CultureInfo.InvariantCulture),
            int.Parse(text["steps"], CultureInfo.InvariantCulture),
            [.. text["order"].Split(',').Select(clip => int.Parse(clip, CultureInfo.InvariantCulture))],
            text["shuffling"],
            text["augmenting"],
            text["dropping"],
            text["watched"]
        );
        Array.ForEach([state.Shuffling, state.Augmenting, state.Dropping], stream => RandomStream.Restore(stream));
        return state;
    }
}
