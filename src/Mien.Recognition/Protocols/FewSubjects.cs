using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>Somebody with clips of a few people: so many random subjects are learnt from, all others are scored.</summary>
public sealed class FewSubjects : Protocol
{
    /// <summary>The name on the command line.</summary>
    public const string ProtocolName = "few-subjects";

    // A draw that lacks a class is drawn again; so many times in a row mean that there is none.
    private const int MostDraws = 10_000;

    /// <inheritdoc/>
    public override string Name => ProtocolName;

    /// <inheritdoc/>
    public override string Meaning =>
        "Few subjects: a few people, drawn at random so that every class occurs, are learnt from, and everybody else is scored by a network that never saw them. One draw depends on who was drawn, so many are made.";

    /// <inheritdoc/>
    public override bool Deals => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(PreparedSet units, ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(options);
        var (few, all) = (options.TrainSubjects, units.Persons.Count);
        if (few < 1 || few >= all)
        {
            throw new InputFaultException(
                $"{few} training subjects cannot be drawn from {all} so that somebody is left to score: give --train-subjects 1 to {all - 1}."
            );
        }

        var train = Draw(units, few, options.DealSeed);
        var test = Enumerable.Range(0, units.Clips.Count).Except(train).ToArray();
        return [new Fold(0, $"all but {few} subjects", train, test)];
    }

    private static int[] Draw(PreparedSet units, int few, ulong seed)
    {
        var random = new RandomStream(seed).Derive("few-subjects");
        var people = units.Persons.ToArray();
        for (var draw = 0; draw < MostDraws; draw++)
        {
            random.Shuffle<SubjectKey>(people);
            var drawn = people[..few].ToHashSet();
            var clips = Enumerable
                .Range(0, units.Clips.Count)
                .Where(clip => drawn.Contains(units.Clips[clip].Person))
                .ToArray();
            if (clips.Select(clip => units.Labels[clip]).Distinct().Count() == units.Classes.Count)
            {
                return clips;
            }
        }

        throw new InputFaultException(
            $"No {few} subjects were found who show all of {string.Join(", ", units.Classes)}: give a larger --train-subjects."
        );
    }
}
