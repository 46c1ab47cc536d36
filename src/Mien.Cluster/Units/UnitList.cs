using Mien.Foundation;

namespace Mien.Cluster.Units;

/// <summary>A file that names units, one a line.</summary>
public static class UnitList
{
    private const long MaxBytes = 256L << 20;

    /// <summary>Reads a list.</summary>
    /// <exception cref="InputFaultException">The file is missing, or holds what cannot be a unit.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxBytes)
        {
            throw new InputFaultException($"{path} is not a list of units: give a file with one unit a line.");
        }

        return [.. File.ReadLines(path).Where(line => line.Length > 0).Select(unit => UnitLedger.Checked(unit, path))];
    }

    /// <summary>Writes a list.</summary>
    public static void Write(string path, IEnumerable<string> units) =>
        AtomicFile.WriteText(path, string.Join('\n', units) + "\n");

    /// <summary>Places of the named units in a work.</summary>
    /// <exception cref="InputFaultException">The work has no such unit.</exception>
    public static IReadOnlyList<int> PlacesOf(IEnumerable<string> names, IUnitWork work, string path)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(work);
        var places = work.Units.Select((unit, place) => (unit, place)).ToDictionary(x => x.unit, x => x.place);
        return
        [
            .. names.Select(name =>
                places.TryGetValue(name, out var place)
                    ? place
                    : throw new InputFaultException(
                        $"{path} names the unit '{name}', which this run does not have: check that list and command belong together."
                    )
            ),
        ];
    }
}
