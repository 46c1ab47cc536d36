using System.Text.Json;
using Mien.Foundation;
using Mien.Spotting.Analysis;

namespace Mien.Cli;

/// <summary>The result of one video among many, as <c>units/</c> keeps it.</summary>
internal sealed record VideoUnit
{
    private const string Current = "mien-video-1";
    private const long MaxBytes = 1 << 20;

    public string Format { get; init; } = Current;

    /// <summary>Tells this recording and this way of analysing from others.</summary>
    public required string Inputs { get; init; }

    /// <summary>What came of it.</summary>
    public required VideoSummary Summary { get; init; }

    /// <summary>Reads a result; null when there is none that can be read, so that it is made anew.</summary>
    public static VideoUnit? TryRead(string path)
    {
        try
        {
            var unit = File.Exists(path)
                ? JsonSerializer.Deserialize(
                    OutsideFile.ReadText(path, "The file", MaxBytes),
                    VideoUnitJson.Default.VideoUnit
                )
                : null;
            return unit?.Format == Current ? unit : null;
        }
        catch (Exception fault) when (fault is JsonException or InputFaultException)
        {
            return null;
        }
    }

    public void Write(string path) =>
        AtomicFile.WriteText(path, JsonSerializer.Serialize(this, VideoUnitJson.Default.VideoUnit) + "\n");
}
