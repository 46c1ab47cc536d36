using System.Text.Json;

namespace Mien.Recognition.Calibration;

/// <summary>A calibration as the text that a model file's metadata holds.</summary>
internal static class CalibrationText
{
    public static string Print(ModelCalibration calibration) =>
        JsonSerializer.Serialize(
            new Stored(
                calibration.Temperature,
                [.. calibration.Thresholds.Select(row => row.ToArray())],
                calibration.Samples,
                calibration.Source
            ),
            CalibrationJson.Default.Stored
        );

    /// <summary>The calibration; null when the text is none for so many classes.</summary>
    public static ModelCalibration? Parse(string text, int classes)
    {
        try
        {
            var stored = JsonSerializer.Deserialize(text, CalibrationJson.Default.Stored);
            return
                stored is { Temperature: > 0 and < 1e6, Samples: > 0, Thresholds: { } rows, Source: { } source }
                && rows.Length == ModelCalibration.Levels.Count
                && rows.All(row => row?.Length == classes && row.All(threshold => threshold is >= 0 and <= 1))
                ? new ModelCalibration
                {
                    Temperature = stored.Temperature,
                    Thresholds = rows,
                    Samples = stored.Samples,
                    Source = source,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record Stored(double Temperature, double[][] Thresholds, int Samples, string Source);
}
