using System.Text.Json.Serialization;

namespace Mien.Recognition.Calibration;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CalibrationText.Stored))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
