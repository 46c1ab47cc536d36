using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Runs;

/// <summary>The part of a run folder that its jobs need: <c>cluster/</c>. The files are the truth; Slurm is only asked what is under way.</summary>
/// <param name="run">The run folder.</param>
public sealed class ClusterFolder(string run)
{
    /// <summary>
    /// How long a machine may take to see a file that another wrote: the age limit of its cache, a minute at most by default.
    /// </summary>
    public static readonly TimeSpan SightLimit = TimeSpan.FromMinutes(1);

    private const long MaxBytes = 256L << 20;

    /// <summary>The run folder, full path.</summary>
    public string Run { get; } = Path.GetFullPath(run);

    /// <summary>The folder of the logs of all tasks.</summary>
    public string Logs => In("logs");

    /// <summary>The file that says that the run is gathered.</summary>
    public string GatheredFile => In("gathered");

    /// <summary>Whether the run was submitted from here before.</summary>
    public bool Exists => File.Exists(RecordFile);

    private string RecordFile => In("run.json");

    private string UnitsFile => In("units.txt");

    private string RoundsFolder => In("rounds");

    /// <summary>Reads how the run's jobs are started.</summary>
    /// <exception cref="InputFaultException">There is no such run, or its file is damaged.</exception>
    public ClusterRecord ReadRecord()
    {
        if (!Exists)
        {
            throw new InputFaultException(
                $"{Run} holds no run for a cluster (no cluster/run.json): start one with 'mien cluster run -- evaluate ... --out {Run}'."
            );
        }

        return Read(RecordFile, ClusterJson.Default.ClusterRecord);
    }

    /// <summary>Writes how the run's jobs are started, and its units.</summary>
    public void Write(ClusterRecord record, IReadOnlyList<string> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        UnitList.Write(UnitsFile, units);
        AtomicFile.WriteText(RecordFile, JsonSerializer.Serialize(record, ClusterJson.Default.ClusterRecord) + "\n");
        Directory.CreateDirectory(Logs);
        File.Delete(GatheredFile);
    }

    /// <summary>Forgets how the jobs of a run of which nothing was submitted were to be started.</summary>
    public void Forget() => File.Delete(RecordFile);

    /// <summary>Looks which units have a result.</summary>
    public UnitLedger Look() => UnitLedger.Look(Run, UnitList.Read(UnitsFile));

    /// <summary>The rounds that were written down, oldest first.</summary>
    public IReadOnlyList<(int Number, RoundRecord Record)> Rounds() =>
        [
            .. RoundNumbers()
                .Where(number => File.Exists(RoundFile(number)))
                .Select(number => (number, Read(RoundFile(number), ClusterJson.Default.RoundRecord))),
        ];

    /// <summary>
    /// Claims the next round: of all who try at once, on whatever machine, one gets it.
    /// </summary>
    /// <param name="number">The round's number.</param>
    /// <returns>False when another has it.</returns>
    public bool TryClaimRound(int number)
    {
        Directory.CreateDirectory(RoundFolder(number));
        try
        {
            // Creating a file that must not exist is the one thing that is atomic on local and network file systems alike.
            using var claim = new FileStream(Path.Combine(RoundFolder(number), "claimed"), FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(Path.Combine(RoundFolder(number), "claimed")))
        {
            return false;
        }
    }

    /// <summary>Whether Slurm took any job of the run.</summary>
    public bool WasSubmitted =>
        Rounds().Any(round => Array.Exists(round.Record.Arrays, array => array.Job is not null));

    /// <summary>The number after the last round that anyone began.</summary>
    public int NextRound() => RoundNumbers().LastOrDefault() + 1;

    /// <summary>A round's folder.</summary>
    public string RoundFolder(int number) => Path.Combine(RoundsFolder, $"{number:D3}");

    /// <summary>Writes a round down.</summary>
    public void WriteRound(int number, RoundRecord record) =>
        AtomicFile.WriteText(
            RoundFile(number),
            JsonSerializer.Serialize(record, ClusterJson.Default.RoundRecord) + "\n"
        );

    /// <summary>The file with the units of an array's tasks.</summary>
    public string ListsOf(int round, string array) => Path.Combine(RoundFolder(round), array + ".txt");

    private string RoundFile(int number) => Path.Combine(RoundFolder(number), "round.json");

    private IEnumerable<int> RoundNumbers() =>
        Directory.Exists(RoundsFolder)
            ? Directory
                .EnumerateDirectories(RoundsFolder)
                .Select(path =>
                    int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var number) ? number : 0
                )
                .Where(number => number > 0)
                .Order()
            : [];

    private static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new InputFaultException(
                $"{path} is larger than such a file can be: delete the folder cluster/ and run again."
            );
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), type) ?? throw new JsonException("it holds null");
        }
        catch (JsonException fault)
        {
            throw new InputFaultException($"{path} is damaged: delete the folder cluster/ and run again.", fault);
        }
    }

    private string In(string name) => Path.Combine(Run, "cluster", name);
}
