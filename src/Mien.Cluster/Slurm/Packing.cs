namespace Mien.Cluster.Slurm;

/// <summary>Deals units to tasks so that a task lasts long enough to be worth starting.</summary>
public static class Packing
{
    /// <summary>The number of tasks.</summary>
    /// <param name="units">Units to do.</param>
    /// <param name="secondsPerUnit">Measured seconds of a unit; null when unknown.</param>
    /// <param name="profile">The site.</param>
    public static int TaskCount(int units, double? secondsPerUnit, SlurmProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var perTask =
            profile.UnitsPerTask > 0 ? profile.UnitsPerTask
            : secondsPerUnit is { } seconds ? UnitsFor(seconds, profile)
            : 1;
        var tasks = (int)(((long)units + perTask - 1) / perTask);
        // Full waves: the last one would otherwise leave places empty.
        var wave = profile.AtOnce;
        return profile.UnitsPerTask == 0 && wave > 0 ? Math.Min(units, (tasks + wave - 1) / wave * wave) : tasks;
    }

    /// <summary>Deals units in order; sizes differ by one at most, larger ones first.</summary>
    public static IReadOnlyList<string[]> Deal(IReadOnlyList<string> units, int tasks)
    {
        ArgumentNullException.ThrowIfNull(units);
        var (size, larger) = (units.Count / tasks, units.Count % tasks);
        return
        [
            .. Enumerable
                .Range(0, tasks)
                .Select(task => (Start: (task * size) + Math.Min(task, larger), Size: size + (task < larger ? 1 : 0)))
                .Select(part => units.Skip(part.Start).Take(part.Size).ToArray()),
        ];
    }

    private static int UnitsFor(double seconds, SlurmProfile profile) =>
        (int)Math.Clamp(profile.TaskMinutes * 60 * profile.Cpus / Math.Max(seconds, 1e-3), 1, 1_000_000);
}
