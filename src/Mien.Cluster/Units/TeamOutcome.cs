namespace Mien.Cluster.Units;

/// <summary>How a team of workers ended.</summary>
public sealed record TeamOutcome
{
    /// <summary>Units that were done now.</summary>
    public int Done { get; init; }

    /// <summary>Units that failed by a fault of their own, with the fault; the others went on.</summary>
    public IReadOnlyDictionary<string, Exception> Failed { get; init; } = new Dictionary<string, Exception>();

    /// <summary>Units that were asked to stop and kept their state.</summary>
    public int Stopped { get; init; }

    /// <summary>Units that were not finished: those that stopped and those that were not begun.</summary>
    public int Left { get; init; }

    /// <summary>Seconds of the finished units, all together.</summary>
    public double UnitSeconds { get; init; }

    /// <summary>
    /// What this machine cannot do (a full disk, a lost file system), which ended the work on it; null when it could.
    /// The units are not to blame, so it counts as no failure of theirs.
    /// </summary>
    public Exception? MachineFault { get; init; }

    /// <summary>Whether every unit that was given has a result.</summary>
    public bool Complete => Failed.Count == 0 && Left == 0 && MachineFault is null;
}
