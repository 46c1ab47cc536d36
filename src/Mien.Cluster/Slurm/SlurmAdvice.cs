namespace Mien.Cluster.Slurm;

/// <summary>What to do about what Slurm says: the usual refusals and the usual ends, each as a sentence.</summary>
public static class SlurmAdvice
{
    private static readonly (string Part, string Advice)[] Refusals =
    [
        (
            "job submit limit",
            "the site limits the jobs of a user: give a larger --units-per-task, so that there are fewer tasks"
        ),
        ("invalid partition", "'sinfo' lists the partitions; give one with --partition"),
        ("account/partition", "'sacctmgr show associations user=$USER' lists your accounts; give one with --account"),
        ("invalid account", "'sacctmgr show associations user=$USER' lists your accounts; give one with --account"),
        ("submit", "the site limits the jobs of a user: give a larger --units-per-task, so that there are fewer tasks"),
        ("qos", "'sacctmgr show qos' lists the qualities of service; give one with --qos"),
        ("time limit", "'sinfo -o \"%P %l\"' lists the limits; give a shorter --time, or another --partition"),
        ("memory specification", "no node has so much memory: give a smaller --mem, or another --partition"),
        ("generic resource", "'sinfo -o \"%P %G\"' lists them; correct --gres"),
        (
            "node configuration",
            "no node has all that is asked for: give fewer --cpus, less --mem, or another --partition"
        ),
        ("more processors", "no node has so many processors: give fewer --cpus"),
        ("policy", "the site limits the jobs of a user: give a larger --units-per-task, or ask the site"),
        ("array specification", "the site allows smaller arrays: give a larger --units-per-task"),
        (
            "temporarily unable to accept job",
            "the controller has as many jobs as it may have: wait, or give a larger --units-per-task, so that there are fewer tasks"
        ),
        (
            "contact slurm controller",
            "the controller does not answer: wait and run the command again, which goes on from here"
        ),
        ("socket timed out", "the controller does not answer: wait and run the command again, which goes on from here"),
    ];

    /// <summary>A sentence for a job that was not accepted.</summary>
    /// <param name="complaint">What <c>sbatch</c> said.</param>
    /// <param name="script">The script that was refused.</param>
    public static string OnRefusal(string complaint, string script)
    {
        var known = Array.Find(Refusals, x => complaint.Contains(x.Part, StringComparison.OrdinalIgnoreCase));
        var advice = known.Advice ?? "correct the profile or the options";
        return $"Slurm refused the job ({complaint}): {advice} (the script is {script}).";
    }

    /// <summary>A clause for a task that ended without its units; null when it ended well.</summary>
    public static string? OnEnd(JobEnd end) =>
        end switch
        {
            { State: "COMPLETED" } => null,
            { State: "OUT_OF_MEMORY" } => "it was out of memory: give more with --mem",
            { State: "TIMEOUT" } => "the time limit came before a unit's epoch was at its end: give a longer --time",
            { State: "NODE_FAIL" } => "its node failed: run again",
            { State: "PREEMPTED" } => "it gave way to another job: run again",
            { State: "CANCELLED" } => "it was cancelled: run again when that was not meant",
            { State: "BOOT_FAIL" or "DEADLINE" } => $"Slurm ended it ({end.State}): ask the site",
            { Signal: 53 } =>
                "its log could not be opened, so its node does not see the run folder: put the run on a file system that all nodes share",
            { ExitCode: 126 or 127 } =>
                "the program could not be started there: check 'program' in the profile, and its module in 'setup'",
            { Signal: 9 } or { ExitCode: 137 } =>
                "it was killed, most often for want of memory: give more with --mem, or run again",
            { Signal: > 0 } => $"signal {end.Signal} ended it: see its log",
            { State: "FAILED", ExitCode: 2 } =>
                "what the command names cannot be used on its node: its log says what and where",
            { State: "FAILED" } => $"it ended with exit code {end.ExitCode}: see its log",
            _ => null,
        };

    /// <summary>A clause for a task that would wait for ever; null for one that waits for its turn.</summary>
    public static string? OnWait(QueueEntry entry) =>
        entry.Reason switch
        {
            "PartitionTimeLimit" =>
                $"the partition's time limit is shorter ({entry.Reason}): cancel, and give a shorter --time or another --partition",
            "PartitionConfig" or "PartitionNodeLimit" =>
                $"no node may have it ({entry.Reason}): cancel, and give fewer --cpus, less --mem, a shorter --time, or another --partition",
            "BadConstraints" =>
                $"no node is left for it ({entry.Reason}): its log says why it left the others; mend that, then cancel and run again",
            "InvalidAccount" or "AccountNotAllowed" =>
                $"the account may not use the partition ({entry.Reason}): cancel, and give another --account or --partition",
            "InvalidQOS" => $"the quality of service is not known ({entry.Reason}): cancel, and give another --qos",
            _ when entry.Reason.Contains("held", StringComparison.OrdinalIgnoreCase) =>
                $"Slurm holds it ({entry.Reason}), most often because a node could not start it (its disk may be full): 'scontrol release {entry.Job}' lets it go, 'mien cluster cancel' ends it",
            _ => null,
        };
}
