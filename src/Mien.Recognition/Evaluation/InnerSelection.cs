using System.Text.Json;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Metrics;
using Mien.Recognition.Protocols;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// Nested selection: the training people of one fold are dealt to parts; every candidate learns without each part in turn
/// and names its clips; the candidate with the best UF1 over all parts is chosen, the first of equals. The held-out people
/// of the fold are not looked at.
/// </summary>
/// <param name="training">The candidates.</param>
/// <param name="learnerOf">The learner of a candidate.</param>
internal sealed class InnerSelection(UnitTraining training, Func<int, ILearner> learnerOf)
{
    private const string ResultExtension = ".inner.json";
    private const string StateExtension = ".inner.state";

    /// <summary>The chosen candidate.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="random">The unit's stream; it is left as it is.</param>
    /// <param name="keep">Path, without extension, of the files that keep what is finished; null for none.</param>
    /// <param name="stop">Ends the training under way, with its state kept.</param>
    public int Choose(FoldUnit unit, RandomStream random, string? keep, CancellationToken stop)
    {
        var deal = new RandomStream(training.DealSeed).Derive("inner folds").Derive((ulong)unit.Fold.Index);
        var parts = SubjectDeal.Deal(training.Units, unit.Fold.Train, training.InnerFolds, deal);
        var finished = Read(keep, parts);
        for (var candidate = 0; candidate < training.Candidates; candidate++)
        {
            for (var part = 0; part < parts.Count; part++)
            {
                if (finished.Count > (candidate * parts.Count) + part)
                {
                    continue;
                }

                finished.Add(Predict(unit, candidate, part, parts, random, keep, stop));
                Write(keep, finished);
            }
        }

        return Enumerable.Range(0, training.Candidates).MaxBy(candidate => Uf1Of(candidate, parts, finished));
    }

    /// <summary>Removes the files that kept what was finished.</summary>
    public static void Forget(string keep)
    {
        File.Delete(keep + ResultExtension);
        new TrainingKeep(keep + StateExtension).Delete();
    }

    /// <summary>The classes that a candidate names for one part's clips, having learnt from the others'.</summary>
    private int[] Predict(
        FoldUnit unit,
        int candidate,
        int part,
        IReadOnlyList<int[]> parts,
        RandomStream random,
        string? keep,
        CancellationToken stop
    )
    {
        int[] others = [.. unit.Fold.Train.Except(parts[part])];
        // The same chances for every candidate, so that they differ by their settings alone.
        var chances = random.Derive("inner folds").Derive((ulong)part);
        var state = keep is null ? null : new TrainingKeep(keep + StateExtension);
        using var learnt = learnerOf(candidate).Learn(others, chances, state, stop);
        var named = learnt.Score(parts[part]).Select(row => Array.IndexOf(row, row.Max())).ToArray();
        // Before the first result not even the folder may be there.
        if (state is not null && Directory.Exists(Path.GetDirectoryName(state.Path)))
        {
            state.Delete();
        }

        return named;
    }

    private double Uf1Of(int candidate, IReadOnlyList<int[]> parts, List<int[]> finished)
    {
        var matrix = new ConfusionMatrix(training.Units.Classes.Count);
        for (var part = 0; part < parts.Count; part++)
        {
            var named = finished[(candidate * parts.Count) + part];
            for (var i = 0; i < named.Length; i++)
            {
                matrix.Add(training.Units.Labels[parts[part][i]], named[i]);
            }
        }

        return Figure.Uf1.Of(matrix);
    }

    private List<int[]> Read(string? keep, IReadOnlyList<int[]> parts)
    {
        if (keep is null || !File.Exists(keep + ResultExtension))
        {
            return [];
        }

        try
        {
            var finished =
                JsonSerializer.Deserialize(File.ReadAllText(keep + ResultExtension), UnitJson.Default.ListInt32Array)
                ?? [];
            return finished.Count <= training.Candidates * parts.Count && finished.Select(Fits).All(fits => fits)
                ? finished
                : [];
        }
        catch (JsonException)
        {
            // What is damaged is as good as not done.
            return [];
        }

        bool Fits(int[] named, int place) =>
            named.Length == parts[place % parts.Count].Length
            && named.All(label => (uint)label < (uint)training.Units.Classes.Count);
    }

    private static void Write(string? keep, List<int[]> finished)
    {
        if (keep is not null)
        {
            AtomicFile.WriteText(
                keep + ResultExtension,
                JsonSerializer.Serialize(finished, UnitJson.Default.ListInt32Array)
            );
        }
    }
}
