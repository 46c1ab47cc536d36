using System.Text.Json.Serialization;

namespace Mien.Recognition.Evaluation;

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class IdentityJson : JsonSerializerContext;
