using System.Text.Json.Serialization;

namespace Mien.Spotting.Details;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DetailRecord))]
internal sealed partial class DetailJson : JsonSerializerContext;
