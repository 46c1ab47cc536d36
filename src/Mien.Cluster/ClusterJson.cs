using System.Text.Json.Serialization;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Units;

namespace Mien.Cluster;

/// <summary>The JSON files of <c>cluster/</c> in a run folder, and profiles: camel case, indented, unknown names refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(UnitFailure))]
[JsonSerializable(typeof(ClusterRecord))]
[JsonSerializable(typeof(RoundRecord))]
[JsonSerializable(typeof(TaskReport))]
[JsonSerializable(typeof(SlurmProfile))]
internal sealed partial class ClusterJson : JsonSerializerContext;
