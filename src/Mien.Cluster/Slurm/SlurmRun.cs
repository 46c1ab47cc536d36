using Mien.Cluster.Runs;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Slurm;

/// <summary>
/// A run on Slurm, in rounds: job arrays for the units that are missing, and a job after them that gathers, or begins the
/// next round when units are still missing. The first round is one unit, to see that a node can do it and how long it
/// takes. The run folder holds the truth; whoever calls <see cref="Advance"/>, from whatever machine, goes on from there.
/// </summary>
/// <param name="folder">The run.</param>
/// <param name="slurm">Slurm's commands.</param>
/// <param name="ownJob">The job that this process is, which does not count as the run being under way; null outside Slurm.</param>
public sealed class SlurmRun(ClusterFolder folder, SlurmCommands slurm, long? ownJob)
{
    private const int Probe = 0;

    /// <summary>Writes down how a work is run, for this and all later calls.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="work">The work.</param>
    /// <param name="command">The ordinary command that does it.</param>
    /// <param name="profile">The site.</param>
    /// <param name="version">The version of the program.</param>
    public static void Record(
        ClusterFolder folder,
        IUnitWork work,
        WorkCommand command,
        SlurmProfile profile,
        string version
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(work);
        ShellText.RequirePlain(folder.Run);
        var record = new ClusterRecord
        {
            Version = version,
            Title = work.Title,
            JobName = JobNameOf(folder.Run),
            Command = command,
            Profile = profile,
            Units = work.Units.Count,
        };
        folder.Write(record, work.Units);
    }

    /// <summary>The name of a run's jobs: the folder's own name for people, and a hash of its path to tell it from others.</summary>
    public static string JobNameOf(string run) =>
        $"mien-{new string([.. Path.GetFileName(run).Where(char.IsAsciiLetterOrDigit).Take(20)])}-{ContentHash.Of(run)[..8]}";

    /// <summary>Submits what is missing, unless it is under way.</summary>
    /// <param name="asked">Whether a person asks, which begins a new count of attempts; else the last round goes on.</param>
    /// <exception cref="InputFaultException">Slurm refused a job, or is not there.</exception>
    public AdvanceOutcome Advance(bool asked)
    {
        var record = folder.ReadRecord();
        var missing = folder.Look().Missing().ToArray();
        if (missing.Length == 0)
        {
            return Outcome(AdvanceKind.Complete, missing);
        }

        var last = folder.Rounds().LastOrDefault();
        if (slurm.Queue(record.JobName).Any(entry => entry.Job != ownJob && (asked || !HasEnded(entry, last.Record))))
        {
            return Outcome(AdvanceKind.UnderWay, missing);
        }

        var seconds = MeasuredSeconds();
        var attempt = asked
            ? FirstAttempt(record.Profile, seconds, missing.Length)
            : last.Record.Attempt + (last.Record.Whole ? 1 : 0);
        if (!asked && (attempt > record.Profile.Attempts || (last.Record.Attempt == Probe && seconds is null)))
        {
            return Outcome(AdvanceKind.Exhausted, missing);
        }

        // Two that go on from the same round claim the same number; a person may go past a claim that led to nothing.
        var round = asked ? folder.NextRound() : last.Number + 1;
        return folder.TryClaimRound(round)
            ? Submit(record, round, attempt, attempt == Probe ? missing[..1] : missing, missing, seconds)
            : Outcome(AdvanceKind.UnderWay, missing);
    }

    /// <summary>Writes the scripts of a full round for all missing units and submits nothing.</summary>
    public AdvanceOutcome WriteScripts()
    {
        var record = folder.ReadRecord();
        var missing = folder.Look().Missing().ToArray();
        if (missing.Length == 0)
        {
            return Outcome(AdvanceKind.Complete, missing);
        }

        var round = folder.NextRound();
        folder.TryClaimRound(round);
        var (arrays, gather) = WriteRound(record, round, missing, MeasuredSeconds(), DefaultArrayTasks);
        // The job that gathers goes on from here when a person submits the scripts.
        folder.WriteRound(round, new RoundRecord { Attempt = 1, Arrays = arrays });
        return new(
            AdvanceKind.Written,
            missing.Length,
            [.. arrays.Select(array => ScriptOf(round, array.Name)), gather],
            []
        );
    }

    /// <summary>Ends every job of the run.</summary>
    /// <returns>Number of jobs that were waiting or running, an array counted once.</returns>
    public int Cancel()
    {
        var jobs = slurm.Queue(folder.ReadRecord().JobName).Select(entry => entry.Job).Distinct().ToArray();
        slurm.Cancel(jobs);
        return jobs.Length;
    }

    // Slurm's own default for MaxArraySize, where no controller is asked.
    private const int DefaultArrayTasks = 1001;

    private static int FirstAttempt(SlurmProfile profile, double? seconds, int missing) =>
        profile.Probe && seconds is null && missing > 1 ? Probe : 1;

    // The gathering job starts when its arrays have ended, which the queue may show a little later; and it may start before
    // whoever submitted it has written its number down, or where nobody does, because a person submitted the scripts.
    private bool HasEnded(QueueEntry entry, RoundRecord? last) =>
        entry.State == "COMPLETING"
        || (last?.GatherJob == ownJob && Array.Exists(last?.Arrays ?? [], array => array.Job == entry.Job));

    private static AdvanceOutcome Outcome(AdvanceKind kind, string[] missing) => new(kind, missing.Length, [], []);

    private AdvanceOutcome Submit(
        ClusterRecord record,
        int round,
        int attempt,
        string[] units,
        string[] missing,
        double? seconds
    )
    {
        var (arrays, gather) = WriteRound(
            record,
            round,
            units,
            attempt == Probe ? null : seconds,
            slurm.MaxArrayTasks()
        );
        var jobs = SubmitArrays(round, attempt, arrays);
        jobs.Add(SubmitGathering(gather, jobs, arrays));
        var submitted = new RoundRecord
        {
            Attempt = attempt,
            Arrays = arrays,
            GatherJob = jobs[^1],
        };
        folder.WriteRound(round, submitted);
        var kind = attempt == Probe ? AdvanceKind.Probing : AdvanceKind.Submitted;
        return new(kind, missing.Length, [.. arrays.Select(array => ScriptOf(round, array.Name)), gather], jobs);
    }

    private List<long> SubmitArrays(int round, int attempt, ArrayRecord[] arrays)
    {
        var jobs = new List<long>();
        for (var i = 0; i < arrays.Length; i++)
        {
            if (TrySubmit(ScriptOf(round, arrays[i].Name), first: i == 0) is not { } job)
            {
                break;
            }

            arrays[i] = arrays[i] with { Job = job };
            jobs.Add(job);
            // Written at once: a number that is lost is a job that runs on unseen.
            folder.WriteRound(round, new RoundRecord { Attempt = attempt, Arrays = arrays });
        }

        return jobs;
    }

    // Without this job the run would not go on by itself, so an array makes room for it where the site takes no more.
    private long SubmitGathering(string gather, List<long> jobs, ArrayRecord[] arrays)
    {
        while (true)
        {
            try
            {
                // afterany: a failed task must not keep the others' results from being looked at.
                return slurm.Submit(gather, $"--dependency=afterany:{string.Join(':', jobs)}");
            }
            catch (InputFaultException) when (jobs.Count > 1)
            {
                slurm.Cancel([jobs[^1]]);
                jobs.RemoveAt(jobs.Count - 1);
                arrays[jobs.Count] = arrays[jobs.Count] with { Job = null };
            }
        }
    }

    // Sites limit the jobs of a user. What is beyond the limit is left to the next round, as long as there is one.
    private long? TrySubmit(string script, bool first)
    {
        try
        {
            return slurm.Submit(script);
        }
        catch (InputFaultException) when (!first)
        {
            return null;
        }
    }

    private (ArrayRecord[] Arrays, string Gather) WriteRound(
        ClusterRecord record,
        int round,
        string[] units,
        double? seconds,
        int arrayTasks
    )
    {
        var lists = Packing.Deal(units, Packing.TaskCount(units.Length, seconds, record.Profile));
        var arrays = lists
            .Chunk(arrayTasks)
            .Select((part, index) => WriteArray(record, round, $"array-{index + 1}", part))
            .ToArray();
        var gather = ScriptOf(round, "gather");
        AtomicFile.WriteText(
            gather,
            BatchScript.ForGathering(record, $"{record.Title}: gathers round {round}, or begins the next", folder.Logs)
        );
        return (arrays, gather);
    }

    private ArrayRecord WriteArray(ClusterRecord record, int round, string name, string[][] lists)
    {
        var path = folder.ListsOf(round, name);
        TaskLists.Write(path, lists);
        var title =
            $"{record.Title}: round {round}, {lists.Sum(list => list.Length)} of {record.Units} units in {lists.Length} tasks";
        AtomicFile.WriteText(
            ScriptOf(round, name),
            BatchScript.ForArray(record, title, lists.Length, path, folder.Logs)
        );
        return new ArrayRecord { Name = name, Tasks = lists.Length };
    }

    private string ScriptOf(int round, string name) => Path.Combine(folder.RoundFolder(round), name + ".sh");

    /// <summary>Seconds of a unit as the first report tells that has any; null when none has.</summary>
    private double? MeasuredSeconds() =>
        folder
            .Rounds()
            .SelectMany(round =>
                round.Record.Arrays.Select(array => TaskReport.FolderOf(folder.ListsOf(round.Number, array.Name)))
            )
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .Select(report => TaskReport.TryRead(report)?.SecondsPerUnit)
            .FirstOrDefault(seconds => seconds is not null);
}
