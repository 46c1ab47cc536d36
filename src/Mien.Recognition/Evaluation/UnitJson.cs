using System.Text.Json.Serialization;

namespace Mien.Recognition.Evaluation;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(UnitResult))]
[JsonSerializable(typeof(List<int[]>))]
[JsonSerializable(typeof(TestSubjectWatch.Seen[]))]
internal sealed partial class UnitJson : JsonSerializerContext;
