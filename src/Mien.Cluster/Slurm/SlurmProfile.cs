namespace Mien.Cluster.Slurm;

/// <summary>
/// What a site wants to know of a job. Only what is set is handed to <c>sbatch</c>: sites refuse options that they do
/// not use.
/// </summary>
public sealed record SlurmProfile
{
    /// <summary>Partition; empty for the site's default.</summary>
    public string Partition { get; set; } = "";

    /// <summary>Account that pays; empty for the user's default.</summary>
    public string Account { get; set; } = "";

    /// <summary>Quality of service; empty for the default.</summary>
    public string Qos { get; set; } = "";

    /// <summary>Time limit of a task as Slurm writes it (minutes, or [days-]hours:minutes:seconds); empty for the partition's default.</summary>
    public string Time { get; set; } = "";

    /// <summary>Memory of a task as Slurm writes it, such as <c>4G</c>; empty for the default.</summary>
    public string Memory { get; set; } = "";

    /// <summary>Processor cores of a task; as many units run at once in it.</summary>
    public int Cpus { get; set; } = 1;

    /// <summary>Generic resources such as <c>gpu:1</c>; empty for none.</summary>
    public string Gres { get; set; } = "";

    /// <summary>Tasks that may run at the same time; 0 for as many as the site allows.</summary>
    public int AtOnce { get; set; }

    /// <summary>Units of a task; 0 to measure one unit first and to cut tasks of about <see cref="TaskMinutes"/>.</summary>
    public int UnitsPerTask { get; set; }

    /// <summary>Minutes that a task should last when units are short: starting one costs seconds.</summary>
    public double TaskMinutes { get; set; } = 10;

    /// <summary>Seconds before the time limit at which a task is warned. Slurm may warn a minute earlier; an epoch must fit in.</summary>
    public int WarnSeconds { get; set; } = 180;

    /// <summary>Full rounds before units that fail again and again are left.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>Whether one unit goes first, to see that a node sees the run folder, the data and the program.</summary>
    public bool Probe { get; set; } = true;

    /// <summary>
    /// The published <c>mien</c> that nodes start; empty to copy the running one into the run folder, where nothing that
    /// is built later can change it.
    /// </summary>
    public string Program { get; set; } = "";

    /// <summary>Further options of <c>sbatch</c>, such as <c>--constraint=avx512</c>, one a line.</summary>
    public IReadOnlyList<string> Options { get; set; } = [];

    /// <summary>Shell lines before the program starts, such as <c>module load dotnet</c>.</summary>
    public IReadOnlyList<string> Setup { get; set; } = [];
}
