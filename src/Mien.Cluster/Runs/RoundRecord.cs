using System.Text.Json.Serialization;

namespace Mien.Cluster.Runs;

/// <summary>
/// The file <c>round.json</c> of a round: the jobs that were submitted for the units that were missing at that time.
/// </summary>
public sealed record RoundRecord
{
    /// <summary>
    /// 0 for the probe (one unit, to see that a node can do it and how long it takes), 1 for the first full round since
    /// someone asked for the run, then one more for each time that units were still missing.
    /// </summary>
    public required int Attempt { get; init; }

    /// <summary>The job arrays.</summary>
    public required ArrayRecord[] Arrays { get; init; }

    /// <summary>Whether the site took them all; the rest of a round that it did not take whole comes in the next.</summary>
    [JsonIgnore]
    public bool Whole => Array.TrueForAll(Arrays, array => array.Job is not null);

    /// <summary>The job that gathers after them; null when it was not submitted.</summary>
    public long? GatherJob { get; init; }
}
