using Mien.Recognition.Runs;

namespace Mien.Reporting.Runs;

/// <summary>What leaks in a leaky run, in words.</summary>
/// <param name="Kind">The kind of leak, a word or two.</param>
/// <param name="Reason">What happened, and what the figures therefore do not say.</param>
/// <param name="Honest">What the same model without the leak is called.</param>
/// <param name="Remedy">How it is run.</param>
internal readonly record struct LeakText(string Kind, string Reason, string Honest, string Remedy)
{
    /// <summary>The words for a run.</summary>
    public static LeakText Of(RunRecord run) =>
        run.Start is { Leaks: true }
            ? new(
                "leaky start",
                "the finished model that it uses has seen people whom it scores, so none of the figures below says how new people would be recognised.",
                "from fresh weights",
                "from a model that never saw these people"
            )
        : run.ChoosesOnTest
            ? new(
                "leaky selection",
                "the epoch of every held-out subject was chosen on that very subject, as the published scripts of several networks do, so none of the figures below says how new people would be recognised.",
                "at its last epoch",
                "without the selection"
            )
        : new(
            "leaky protocol",
            "test content reached training, so none of the figures below says how new people would be recognised.",
            "with subjects held out",
            "with --protocol loso"
        );
}
