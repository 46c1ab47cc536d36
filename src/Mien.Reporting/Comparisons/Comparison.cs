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
        var pairs = outcomes.Skip(1).Select(outcome => Pair(outcomes[0], outcome)).ToArray();
        var adjusted = new Queue<double>(
            Holm.Adjust([.. pairs.Where(p => p.Result is not null).Select(p => p.Result!.Permutation.PValue)])
        );
        var names = Names(folders, given);
        return new Comparison([
            new ComparedRun(names[0], folders[0], outcomes[0], null, null, null),
            .. pairs.Select(
                (pair, i) =>
                    new ComparedRun(
                        names[i + 1],
                        folders[i + 1],
                        outcomes[i + 1],
                        pair.Result,
                        pair.Result is null ? null : adjusted.Dequeue(),
                        pair.Why
                    )
            ),
        ]);
    }

    /// <summary>Runs over other samples, frames for example, can stand side by side but not be tested against each other.</summary>
    private static (RunComparison? Result, string? Why) Pair(RunOutcome first, RunOutcome second)
    {
        try
        {
            return (RunComparison.Of(first, second, Figure.Uf1), null);
        }
        catch (InputFaultException fault)
        {
            return (null, fault.Message);
        }
    }

    /// <summary>The network's name, then what tells it apart in brackets: the protocol, the leak; else the folder's name.</summary>
    private static string[] Names(IReadOnlyList<RunFolder> folders, IReadOnlyList<string>? given)
    {
        var oneProtocol = folders.Select(folder => folder.Run.Protocol).Distinct().Count() == 1;
        var names = folders.Select((folder, i) => Name(given?[i] ?? folder.Run.Model, folder, !oneProtocol)).ToArray();
        return
        [
            .. folders.Select(
                (folder, i) =>
                    names.Count(name => name == names[i]) == 1 ? names[i] : Name(FolderName(folder), folder, false)
            ),
        ];
    }

    private static string Name(string name, RunFolder folder, bool withProtocol)
    {
        string[] marks =
        [
            .. withProtocol ? [folder.Run.Protocol] : Array.Empty<string>(),
            .. folder.Run.Leaky ? ["leaky"] : Array.Empty<string>(),
        ];
        return marks.Length == 0 ? name : $"{name} ({string.Join(", ", marks)})";
    }

    private static string FolderName(RunFolder folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Path)));
}
