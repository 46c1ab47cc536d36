using System.Text.Json.Serialization;

namespace Mien.Recognition.Models;

[JsonSerializable(typeof(string[]))]
internal sealed partial class ModelJson : JsonSerializerContext;
