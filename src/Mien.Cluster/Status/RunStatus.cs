using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Status;

/// <summary>A run as it stands: from the files what is done, from the queue what is under way, from both what went wrong.</summary>
public sealed class RunStatus
{
    private const int LogTail = 4096;

    private readonly ClusterFolder _folder;
    private readonly SlurmCommands _slurm;
    private readonly Dictionary<long, ILookup<int?, JobEnd>> _ends = [];

    private RunStatus(ClusterFolder folder, SlurmCommands slurm)
    {
        _folder = folder;
        _slurm = slurm;
    }

    /// <summary>What is being done, a few words.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Every unit, in order.</summary>
    public IReadOnlyList<UnitStatus> Units { get; private set; } = [];

    /// <summary>Whether the run's documents are written.</summary>
    public bool Gathered { get; private init; }

    /// <summary>Jobs that wait or run, an array counted by its tasks, the gathering job included.</summary>
    public int JobsUnderWay { get; private set; }

    /// <summary>What the queue could not be asked, a sentence; empty when it answered.</summary>
    public string Remark { get; private set; } = "";

    /// <summary>Number of units in a state.</summary>
    public int Count(UnitState state) => Units.Count(unit => unit.State == state);

    /// <summary>Looks at a run.</summary>
    /// <exception cref="InputFaultException">The folder holds no run for a cluster.</exception>
    public static RunStatus Look(ClusterFolder folder, SlurmCommands slurm)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(slurm);
        var record = folder.ReadRecord();
        var status = new RunStatus(folder, slurm) { Title = record.Title, Gathered = File.Exists(folder.GatheredFile) };
        var ledger = folder.Look();
        var known = status.StatesOfMissing(record, ledger);
        status.Units =
        [
            .. ledger.Units.Select(unit =>
                ledger.IsDone(unit)
                    ? new UnitStatus(unit, UnitState.Done, "", "")
                    : known.GetValueOrDefault(unit, new UnitStatus(unit, UnitState.Waiting, "", "not submitted"))
            ),
        ];
        return status;
    }

    private Dictionary<string, UnitStatus> StatesOfMissing(ClusterRecord record, UnitLedger ledger)
    {
        var known = new Dictionary<string, UnitStatus>(StringComparer.Ordinal);
        if (ledger.DoneCount == ledger.Units.Count)
        {
            return known;
        }

        var queue = AskQueue(record.JobName);
        JobsUnderWay = queue.Count;
        var byTask = queue.Where(entry => entry.Task is not null).ToDictionary(entry => (entry.Job, entry.Task!.Value));
        // A unit's last round is the one that counts.
        foreach (var (number, round) in _folder.Rounds().Reverse())
        {
            foreach (var array in round.Arrays.Where(array => array.Job is not null))
            {
                AddTasks(number, array, record.Profile.Cpus, byTask, ledger, known);
            }
        }

        return known;
    }

    private IReadOnlyList<QueueEntry> AskQueue(string jobName)
    {
        try
        {
            return _slurm.Queue(jobName);
        }
        catch (Exception fault) when (fault is IOException or InputFaultException)
        {
            Remark = $"Slurm could not be asked, so nothing shows as running: {fault.Message}";
            return [];
        }
    }

    private void AddTasks(
        int round,
        ArrayRecord array,
        int lanes,
        Dictionary<(long Job, int Task), QueueEntry> queue,
        UnitLedger ledger,
        Dictionary<string, UnitStatus> known
    )
    {
        var lists = TaskLists.Read(_folder.ListsOf(round, array.Name));
        for (var task = 0; task < array.Tasks; task++)
        {
            var units = lists[task].Where(unit => !ledger.IsDone(unit) && !known.ContainsKey(unit)).ToArray();
            var (job, id) = (array.Job!.Value, $"{array.Job}_{task}");
            for (var i = 0; i < units.Length; i++)
            {
                known[units[i]] = queue.TryGetValue((job, task), out var entry)
                    ? UnderWay(units[i], id, entry, begun: i < lanes)
                    : Ended(units[i], id, job, task);
            }
        }
    }

    // A task does its units in the order of its list, as many at once as it has cores.
    private UnitStatus UnderWay(string unit, string id, QueueEntry entry, bool begun)
    {
        if (SlurmAdvice.OnWait(entry) is { } advice)
        {
            return new(unit, UnitState.Failed, id, advice);
        }

        if (UnitFailure.TryRead(_folder.Run, unit) is { } failure)
        {
            return new(unit, UnitState.Failed, id, failure.Message);
        }

        return entry.Runs && begun
            ? new(unit, UnitState.Running, $"{id} on {entry.Node}", "")
            : new(unit, UnitState.Waiting, id, entry.Runs ? "" : entry.Reason);
    }

    private UnitStatus Ended(string unit, string id, long job, int task)
    {
        if (Remark.Length > 0)
        {
            return new(unit, UnitState.Waiting, id, "");
        }

        var parts = new[]
        {
            UnitFailure.TryRead(_folder.Run, unit)?.Message ?? AdviceOn(job, task) ?? "its task ended without it",
            LastLine(Path.Combine(_folder.Logs, $"{id}.log")),
        };
        return new(
            unit,
            UnitState.Failed,
            id,
            string.Join("; last line of the log: ", parts.Where(part => part.Length > 0))
        );
    }

    private string? AdviceOn(long job, int task)
    {
        if (!_ends.TryGetValue(job, out var ends))
        {
            _ends[job] = ends = _slurm.Ends(job).ToLookup(end => end.Task);
        }

        return ends[task].Select(end => SlurmAdvice.OnEnd(end)).FirstOrDefault();
    }

    private static string LastLine(string log)
    {
        if (!File.Exists(log))
        {
            return "";
        }

        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(-Math.Min(stream.Length, LogTail), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .LastOrDefault()
            ?? "";
    }
}
