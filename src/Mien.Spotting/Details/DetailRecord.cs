using System.Text.Json;
using Mien.Foundation;

namespace Mien.Spotting.Details;

/// <summary>What is kept of an event's details beside its pictures.</summary>
internal sealed record DetailRecord
{
    public const string FileName = "event.json";
    private const long MaxBytes = 1 << 20;

    /// <summary>By which model and settings it was named.</summary>
    public required string Model { get; init; }

    public required double Enlarged { get; init; }

    public required double FullScale { get; init; }

    public string[]? Classes { get; init; }

    public double[]? Probabilities { get; init; }

    public string[]? Set { get; init; }

    public string? Units { get; init; }

    public static DetailRecord Of(string model, EventClass? named, EventPictures? pictures) =>
        new()
        {
            Model = model,
            Enlarged = pictures?.Enlarged ?? 1,
            FullScale = pictures?.FullScale ?? 1,
            Classes = named?.Classes.ToArray(),
            Probabilities = named?.Probabilities.ToArray(),
            Set = named?.Set?.ToArray(),
            Units = named?.Units,
        };

    /// <summary>Reads a record; null when it is damaged, and the event is then looked up again.</summary>
    public static DetailRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(
                OutsideFile.ReadText(path, "The file", MaxBytes),
                DetailJson.Default.DetailRecord
            );
        }
        catch (Exception fault) when (fault is JsonException or InputFaultException)
        {
            return null;
        }
    }

    public string ToText() => JsonSerializer.Serialize(this, DetailJson.Default.DetailRecord) + "\n";

    public EventClass? Class() =>
        Classes is { Length: > 1 } classes && Probabilities?.Length == classes.Length
            ? new EventClass
            {
                Classes = classes,
                Probabilities = Probabilities,
                Set = Set,
                Units = Units,
            }
            : null;
}
