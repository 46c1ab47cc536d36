using System.Globalization;
using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>
/// Anybody's splits as a table: a row for each sample and fold, columns fold, role, dataset, subject, clip and, where they
/// are known, seed, hash and epoch. The role is train, test, fitted (its statistics scaled the inputs) or selected (an
/// epoch or setting was chosen on it); a sample may have several roles in a fold, a row each.
/// </summary>
public static class SplitTable
{
    private const string Unknown = "unknown";

    private static readonly string[] Roles = ["train", "test", "fitted", "selected"];

    /// <summary>Reads splits from a table, or from splits.json where the name ends in .json.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seeds">The seeds of the predictions; folds without a seed of their own count for all of them.</param>
    /// <exception cref="InputFaultException">A column is missing, or a cell is not what its column says.</exception>
    public static RunSplits Read(string path, IReadOnlyList<int> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? RunSplits.Read(path)
            : Gather(CsvTable.Read(path), seeds);
    }

    private static RunSplits Gather(CsvTable table, IReadOnlyList<int> seeds)
    {
        var items = new List<SplitItem>();
        var places = new Dictionary<SampleKey, int>();
        var folds = new Dictionary<(int Fold, int? Seed), Members>();
        for (var row = 0; row < table.Count; row++)
        {
            var item = Place(table, row, items, places);
            var key = (ReadWhole(table, row, "fold")!.Value, table.Has("seed") ? ReadWhole(table, row, "seed") : null);
            if (!folds.TryGetValue(key, out var members))
            {
                folds.Add(key, members = new Members());
            }

            members.Add(table, row, item);
        }

        return new RunSplits
        {
            Protocol = Unknown,
            Leaky = false,
            Complete = false,
            Items = [.. items],
            Folds =
            [
                .. folds
                    .OrderBy(fold => fold.Key.Seed)
                    .ThenBy(fold => fold.Key.Fold)
                    .Select(fold => fold.Value.ToFold(fold.Key.Fold, fold.Key.Seed is { } seed ? [seed] : [.. seeds])),
            ],
        };
    }

    private static int Place(CsvTable table, int row, List<SplitItem> items, Dictionary<SampleKey, int> places)
    {
        var key = new SampleKey(table[row, "dataset"], table[row, "subject"], table[row, "clip"]);
        if (!places.TryGetValue(key, out var place))
        {
            places.Add(key, place = items.Count);
            var hash = table.Has("hash") ? table[row, "hash"] : "";
            items.Add(
                new SplitItem
                {
                    Dataset = key.Dataset,
                    Subject = key.Subject,
                    Clip = key.Clip,
                    Hash = hash.Length > 0 ? hash : null,
                }
            );
        }

        return place;
    }

    private static int? ReadWhole(CsvTable table, int row, string column) =>
        int.TryParse(table[row, column], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InputFaultException(
                $"{table.Path}, line {table.LineOf(row)}, column {column} holds '{table[row, column]}' where a whole number was expected: correct the cell."
            );

    /// <summary>The samples of one fold by their roles.</summary>
    private sealed class Members
    {
        private readonly List<int>[] _byRole = [.. Roles.Select(_ => new List<int>())];
        private int? _epoch;

        public void Add(CsvTable table, int row, int item)
        {
            var role = Array.IndexOf(Roles, table[row, "role"]);
            if (role < 0)
            {
                throw new InputFaultException(
                    $"{table.Path}, line {table.LineOf(row)}, column role holds '{table[row, "role"]}' where one of {string.Join(", ", Roles)} was expected: correct the cell."
                );
            }

            _byRole[role].Add(item);
            if (table.Has("epoch") && table[row, "epoch"].Length > 0)
            {
                _epoch = ReadWhole(table, row, "epoch");
            }
        }

        public SplitFold ToFold(int fold, int[] seeds) =>
            new()
            {
                Fold = fold,
                Seeds = seeds,
                Train = [.. _byRole[0]],
                Test = [.. _byRole[1]],
                FittedOn = _byRole[2].Count > 0 ? [.. _byRole[2]] : null,
                SelectedOn = _byRole[3].Count > 0 ? [.. _byRole[3]] : null,
                Epoch = _epoch,
            };
    }
}
