using System.Text.Json;
using Mien.Foundation;

namespace Mien.Spotting.Sensitivity;

/// <summary>The file <c>sensitivity.json</c>: limits by length, and what became of every plant.</summary>
public static class SensitivityJson
{
    /// <summary>File name in the output folder.</summary>
    public const string FileName = "sensitivity.json";

    private const int Version = 1;

    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(string path, string video, SensitivityResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        AtomicFile.Write(path, stream => Write(stream, video, result));
    }

    private static void Write(Stream stream, string video, SensitivityResult result)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("video", video);
        json.WriteNumber("fromSeconds", result.FromSeconds);
        json.WriteNumber("seconds", result.Seconds);
        json.WriteNumber("frameRate", result.FrameRate);
        json.WriteNumber("planted", result.Outcomes.Count);
        json.WriteString("obstacle", result.Obstacle);
        json.WriteStartArray("limits");
        foreach (var seconds in result.Limit is null ? [] : result.Durations)
        {
            json.WriteStartObject();
            json.WriteNumber("seconds", seconds);
            WriteSize(json, "sizeAtHalf", result.Limit!.SizeAt(0.5, seconds));
            WriteSize(json, "sizeAtNineTenths", result.Limit.SizeAt(0.9, seconds));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WritePlants(json, result.Outcomes);
        json.WriteEndObject();
    }

    private static void WritePlants(Utf8JsonWriter json, IReadOnlyList<PlantOutcome> outcomes)
    {
        json.WriteStartArray("plants");
        foreach (var plant in outcomes)
        {
            json.WriteStartObject();
            json.WriteNumber("size", plant.Size);
            json.WriteNumber("seconds", plant.Seconds);
            json.WriteString("actionUnits", plant.ActionUnits);
            json.WriteNumber("apexSeconds", plant.ApexSeconds);
            json.WriteBoolean("found", plant.Found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSize(Utf8JsonWriter json, string name, double size)
    {
        if (double.IsFinite(size))
        {
            json.WriteNumber(name, size);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
