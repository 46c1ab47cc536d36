using System.Text.Json.Serialization;

namespace Mien.Cli;

/// <summary>The JSON form of <see cref="VideoUnit"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(VideoUnit))]
internal sealed partial class VideoUnitJson : JsonSerializerContext;
