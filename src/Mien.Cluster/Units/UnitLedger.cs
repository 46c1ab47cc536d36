using Mien.Foundation;

namespace Mien.Cluster.Units;

/// <summary>
/// Which units of a run have a result, told from the run folder alone: one listing of each folder of units, no file is
/// opened. Files appear whole, so a file that is there is a result; gathering reads it and checks that it fits.
/// </summary>
public sealed class UnitLedger
{
    private readonly string _folder;
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    private UnitLedger(string folder, IReadOnlyList<string> units)
    {
        _folder = folder;
        Units = units;
    }

    /// <summary>Every unit in order.</summary>
    public IReadOnlyList<string> Units { get; }

    /// <summary>Number of units with a result.</summary>
    public int DoneCount => _done.Count;

    /// <summary>Looks at the run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="units">The names of its units.</param>
    public static UnitLedger Look(string folder, IReadOnlyList<string> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        var ledger = new UnitLedger(folder, units);
        foreach (var group in units.GroupBy(GroupOf))
        {
            var present = NamesIn(Path.Combine(folder, group.Key));
            ledger._done.UnionWith(group.Where(unit => present.Contains(Path.GetFileName(unit) + ".json")));
        }

        return ledger;
    }

    /// <summary>Whether a unit has a result.</summary>
    public bool IsDone(string unit) => _done.Contains(unit);

    /// <summary>Units without a result, in order.</summary>
    public IEnumerable<string> Missing() => Units.Where(unit => !_done.Contains(unit));

    /// <summary>The file of a unit's result.</summary>
    public string PathOf(string unit) => Path.Combine(_folder, unit + ".json");

    /// <summary>Checks a name that came from a file: units lie inside the run folder.</summary>
    /// <exception cref="InputFaultException">The name would lead elsewhere.</exception>
    public static string Checked(string unit, string file)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var sound =
            unit.Length is > 0 and < 200
            && unit.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
            && unit.Split('/').All(part => part.Trim('.').Length > 0);
        return sound
            ? unit
            : throw new InputFaultException(
                $"{file} names the unit '{unit}', which cannot be one: write the file anew."
            );
    }

    private static string GroupOf(string unit) => Path.GetDirectoryName(unit) ?? "";

    private static HashSet<string> NamesIn(string folder) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder)
                .EnumerateFiles("*.json")
                .Select(file => file.Name)
                .ToHashSet(StringComparer.Ordinal)
            : [];
}
