using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>The finished model that a run began from must not have seen the people that the run scores.</summary>
internal static class StartApart
{
    private const string Name = "start model apart";

    public static Check Run(RunStart start, RunSplits splits)
    {
        if (start.SawThisData)
        {
            return Check.Fails(Name, "The finished model was trained on these very data.");
        }

        if (start.People is null)
        {
            return Check.Unknown(Name, $"The finished model does not say whom it has seen, only: {start.TrainingData}");
        }

        var people = splits.Items.Select(item => $"{item.Dataset}/{item.Subject}").Distinct().ToArray();
        var seen = start.Seen(people).ToArray();
        return seen.Length == 0
            ? Check.Holds(Name, "The finished model has, by its own statement, seen none of these people.")
            : Check.Fails(
                Name,
                $"The finished model has seen {seen.Length} of the {people.Length} people, first {seen[0]}."
            );
    }
}
