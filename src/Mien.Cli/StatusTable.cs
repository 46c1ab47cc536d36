using Mien.Cluster.Status;

namespace Mien.Cli;

/// <summary>A run on a cluster as a table: the counts first, then the units that there is something to say about.</summary>
internal static class StatusTable
{
    private const int MostRows = 40;

    public static void Write(TextWriter output, RunStatus status, bool all)
    {
        output.WriteLine(
            $"{status.Title}: {status.Units.Count} units, {status.Count(UnitState.Done)} done, {status.Count(UnitState.Running)} running, {status.Count(UnitState.Waiting)} waiting, {status.Count(UnitState.Failed)} failed; {End(status)}"
        );
        if (status.Remark.Length > 0)
        {
            output.WriteLine(status.Remark);
        }

        var rows = status
            .Units.Where(unit => all || unit.State is UnitState.Running or UnitState.Failed)
            .OrderByDescending(unit => all ? UnitState.Waiting : unit.State)
            .ToArray();
        var width = rows.Select(unit => unit.Unit.Length).DefaultIfEmpty().Max();
        foreach (var unit in all ? rows : rows.Take(MostRows))
        {
            output.WriteLine(
                $"{unit.Unit.PadRight(width)}  {unit.State.ToString().ToLowerInvariant(), -7}  {unit.Where, -14}  {unit.Note}".TrimEnd()
            );
        }

        if (!all && rows.Length > MostRows)
        {
            output.WriteLine($"and {rows.Length - MostRows} more: --all lists every unit.");
        }
    }

    private static string End(RunStatus status) =>
        status.Gathered ? "gathered"
        : status.JobsUnderWay > 0 ? $"{status.JobsUnderWay} tasks in the queue"
        : status.Count(UnitState.Done) == status.Units.Count ? "not gathered yet"
        : "no job is under way";
}
