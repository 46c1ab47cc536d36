using Mien.Data.Prepared;
using Mien.Recognition.Models;

namespace Mien.Recognition.Runs;

/// <summary>The finished model that a run began from, or scored as it is: what it has seen decides whether the run is honest.</summary>
public sealed record RunStart
{
    /// <summary>How it was used: fine-tune, frozen, average, or zero-shot.</summary>
    public required string Mode { get; init; }

    /// <summary>SHA-256 of its weights.</summary>
    public required string Hash { get; init; }

    /// <summary>Its own statement of what it was trained on.</summary>
    public required string TrainingData { get; init; }

    /// <summary>Everybody it says it has seen, as dataset/subject; null when its file does not say.</summary>
    public string[]? People { get; init; }

    /// <summary>Whether its training set was, by its hash, one of the run's.</summary>
    public bool SawThisData { get; init; }

    /// <summary>Whether it is known to have seen the run's data, or some of the people whom the run scores.</summary>
    public bool Leaks { get; init; }

    /// <summary>Whom of the given people it has seen.</summary>
    public IEnumerable<string> Seen(IEnumerable<string> people) =>
        People is null ? [] : people.Intersect(People).Order();

    /// <summary>Describes a model.</summary>
    /// <param name="model">What the model says of itself.</param>
    /// <param name="mode">How it is used.</param>
    /// <param name="hash">SHA-256 of its weights.</param>
    /// <param name="set">The run's data.</param>
    public static RunStart Of(ModelDescription model, string mode, string hash, PreparedSet set)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        var start = new RunStart
        {
            Mode = mode,
            Hash = hash,
            TrainingData = model.TrainingData,
            People = WhomOf(model),
            SawThisData = model.DataHash.Length > 0 && model.DataHash == set.Hash,
        };
        return start with
        {
            Leaks = start.SawThisData || start.Seen(set.Persons.Select(person => person.ToString())).Any(),
        };
    }

    /// <summary>A file that does not say whom it saw, but was trained on no data set, saw nobody.</summary>
    private static string[]? WhomOf(ModelDescription model) =>
        model.People is { } people ? [.. people]
        : model.DataHash.Length == 0 ? []
        : null;
}
