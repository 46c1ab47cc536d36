using System.Text.Json.Serialization;

namespace Mien.Recognition.Runs;

/// <summary>The file <c>run.json</c>: all that is needed to repeat a run.</summary>
public sealed record RunRecord
{
    /// <summary>Version of Mien.</summary>
    public required string Version { get; init; }

    /// <summary>The <see cref="Training.TrainingVersion"/> of the folds; 0, and absent, in runs of before it was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int TrainingVersion { get; init; }

    /// <summary>
    /// The commits of the programs that learnt the folds, each once (<see cref="Foundation.ProductVersion.Revision"/>); null,
    /// and absent, where no build knew its own.
    /// </summary>
    public string[]? Revisions { get; init; }

    /// <summary>The command as it was typed.</summary>
    public required string Command { get; init; }

    /// <summary>Name of the network, or of the model file.</summary>
    public required string Model { get; init; }

    /// <summary>Trainable parameters of the network; null when it has none.</summary>
    public long? Parameters { get; init; }

    /// <summary>The protocol's name, such as <c>loso</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Whether the protocol lets test content into training by design.</summary>
    public required bool Leaky { get; init; }

    /// <summary>Seed with which the labels were shuffled over the clips; null, and absent, for true labels.</summary>
    public ulong? LabelShuffle { get; init; }

    /// <summary>Number of folds a seed.</summary>
    public required int Folds { get; init; }

    /// <summary>The seeds.</summary>
    [JsonConverter(typeof(CompactIntegers))]
    public required int[] Seeds { get; init; }

    /// <summary>The recipe: every setting that was in force, by name, as text.</summary>
    public required SortedDictionary<string, string> Recipe { get; init; }

    /// <summary>The finished model that the run began from or scored; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunStart? Start { get; init; }

    /// <summary>The prepared sets.</summary>
    public required RunData[] Data { get; init; }

    /// <summary>Where it ran.</summary>
    public required RunMachine Machine { get; init; }

    /// <summary>What a reader of the scores must know, a sentence each.</summary>
    public string[] Remarks { get; init; } = [];

    /// <summary>UF1 and UAR of the same model held out by subject, shown beside a leaky protocol; null when it was not run.</summary>
    public SubjectIndependentScore? SubjectIndependent { get; init; }

    /// <summary>The setting that says so where the real frames of sequences were the samples.</summary>
    internal const string FramesSetting = "frames";

    /// <summary>Whether the samples were the real frames of sequences, each by itself (<see cref="Protocols.SequenceFrames"/>).</summary>
    [JsonIgnore]
    public bool CountsFrames => Recipe.ContainsKey(FramesSetting);

    /// <summary>
    /// Whether the epoch of each held-out subject was chosen on that very subject, which is leaky whatever the protocol.
    /// </summary>
    [JsonIgnore]
    public bool ChoosesOnTest => Recipe.GetValueOrDefault("selection") == "test-subject";

    /// <summary>Reads <c>run.json</c>.</summary>
    public static RunRecord Read(string path) => RunJson.Read(path, RunJson.Default.RunRecord);

    /// <summary>Writes <c>run.json</c>.</summary>
    public void Write(string path) => RunJson.Write(path, this, RunJson.Default.RunRecord);
}
