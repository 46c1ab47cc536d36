using Mien.Foundation;
using Mien.Recognition.Metrics;
using Mien.Recognition.Runs;
using Mien.Recognition.Statistics;

namespace Mien.Reporting.Comparisons;

/// <summary>Runs side by side; the first is the reference that each of the others is tested against, by UF1.</summary>
public sealed class Comparison
{
    private Comparison(IReadOnlyList<ComparedRun> runs) => Runs = runs;

    /// <summary>The runs in the order given; the first is the reference.</summary>
    public IReadOnlyList<ComparedRun> Runs { get; }

    /// <summary>The reference.</summary>
    public ComparedRun Reference => Runs[0];

    /// <summary>The runs by mean UF1, best first; leaky ones after all others.</summary>
    public IReadOnlyList<ComparedRun> Ranked =>
        [
            .. Runs.OrderBy(run => run.Leaky)
                .ThenByDescending(run => run.Mean)
                .ThenBy(run => run.Name, StringComparer.Ordinal),
        ];

    /// <summary>
    /// The runs that can be ranked among each other, best first: with an honest reference the honest ones alone, and all
    /// where the reference itself is leaky.
    /// </summary>
    public IReadOnlyList<ComparedRun> Rankable => [.. Ranked.Where(run => Reference.Leaky || !run.Leaky)];

    /// <summary>Reads run folders and compares them.</summary>
    /// <param name="folders">The folders, the reference first.</param>
    /// <param name="names">
    /// What the runs are called, one a folder; null for their networks, told apart by what differs where two are of one.
    /// </param>
    /// <exception cref="InputFaultException">Fewer than two folders, or one of them is no finished run.</exception>
    public static Comparison Of(IReadOnlyList<string> folders, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        if (folders.Count < 2)
        {
            throw new InputFaultException(
                "A comparison needs two or more runs: name their folders, the reference first."
            );
        }

        return Of([.. folders.Select(RunFolder.Read)], names);
    }

    private static Comparison Of(IReadOnlyList<RunFolder> folders, IReadOnlyList<string>? given)
    {
        var outcomes = folders.Select(folder => RunOutcome.Of(folder.Predictions)).ToArray();
        var pairs = folders.Select((folder, i) => Pair(folders[0], outcomes[0], folder, outcomes[i])).ToArray();
        var adjusted = new Queue<double>(
            Holm.Adjust([.. pairs.Where(p => p.Result is not null).Select(p => p.Result!.Permutation.PValue)])
        );
        var names = Names(folders, given);
        return new Comparison([
            .. folders.Select(
                (folder, i) =>
                    new ComparedRun(
                        names[i].Full,
                        names[i].Plain,
                        folder,
                        outcomes[i],
                        pairs[i].Result,
                        pairs[i].Result is null ? null : adjusted.Dequeue(),
                        pairs[i].Why
                    )
            ),
        ]);
    }

    /// <summary>
    /// A leaky run and an honest one are never tested against each other; runs over other samples, frames for example,
    /// cannot be.
    /// </summary>
    private static (RunComparison? Result, string? Why) Pair(
        RunFolder reference,
        RunOutcome first,
        RunFolder folder,
        RunOutcome second
    )
    {
        if (folder == reference || folder.Run.Leaky != reference.Run.Leaky)
        {
            return (null, null);
        }

        try
        {
            // The seed of a zero-shot run is one of the model's own training, whatever its number.
            var seedsMatch = (reference.Run.Folds > 0) == (folder.Run.Folds > 0);
            return (RunComparison.Of(first, second, Figure.Uf1, seedsMatch), null);
        }
        catch (InputFaultException fault)
        {
            return (null, fault.Message);
        }
    }

    /// <summary>The name given or the network's, then in brackets what tells it apart: the protocol, the leak; else the folder's name.</summary>
    private static (string Full, string Plain)[] Names(IReadOnlyList<RunFolder> folders, IReadOnlyList<string>? given)
    {
        var plain = folders.Select((folder, i) => given?[i] ?? folder.Run.Model).ToArray();
        var names = folders.Select((folder, i) => Name(plain[i], folder, NeedsProtocol(i))).ToArray();
        return
        [
            .. folders.Select(
                (folder, i) =>
                    names.Count(name => name == names[i]) == 1
                        ? (names[i], plain[i])
                        : (Name(FolderName(folder), folder, false), FolderName(folder))
            ),
        ];

        // Where all hold out alike, or a name stands alone beside a reference of the same protocol, it would only be noise.
        bool NeedsProtocol(int run) =>
            folders[run].Run.Protocol != folders[0].Run.Protocol
            || folders
                .Where((other, i) => plain[i] == plain[run] && other.Run.Protocol != folders[run].Run.Protocol)
                .Any();
    }

    private static string Name(string name, RunFolder folder, bool withProtocol)
    {
        string[] marks =
        [
            .. withProtocol ? [folder.Run.Protocol] : Array.Empty<string>(),
            .. folder.Run.ChoosesOnTest ? ["on test"] : Array.Empty<string>(),
            .. folder.Run.LabelShuffle is null ? Array.Empty<string>() : ["labels shuffled"],
            .. folder.Run.Leaky ? ["leaky"] : Array.Empty<string>(),
        ];
        return marks.Length == 0 ? name : $"{name} ({string.Join(", ", marks)})";
    }

    private static string FolderName(RunFolder folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Path)));
}
