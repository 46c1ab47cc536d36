using System.Text.Json.Serialization;

namespace Mien.Recognition.Evaluation;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UnitResult))]
internal sealed partial class UnitJson : JsonSerializerContext;
