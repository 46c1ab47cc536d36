using System.Text.Json;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Events;

namespace Mien.Spotting.Output;

/// <summary>Writes <see cref="EventDocument"/>, the file <c>events.json</c>.</summary>
public static class EventDocumentFile
{
    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(string path, AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = JsonSerializer.Serialize(Of(result), EventDocumentJson.Default.EventDocument);
        AtomicFile.WriteText(path, text + "\n");
    }

    private static EventDocument Of(AnalysisResult result) =>
        new()
        {
            Format = EventDocument.Current,
            Mien = ProductVersion.Text,
            Complete = result.IsComplete,
            Seconds = Seconds(result.Seconds),
            Fault = result.Fault,
            Source = new EventDocument.SourcePart(
                Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Info.Path)),
                result.Info.Width,
                result.Info.Height,
                Round(result.Info.FrameRate),
                result.Timeline.Frames,
                result.Timeline.FramesWithFace,
                result.Info.Codec
            ),
            Settings = SettingsOf(result.Options),
            Faces = [.. result.Faces.Select(face => FaceOf(face, result))],
            Gaps = [.. result.Timeline.Gaps.Select(gap => (double[])[Seconds(gap.First), Seconds(gap.Last)])],
            Quality = result.Quality,
            Model = result.Model is { } model ? ModelOf(model) : null,
            Events = [.. result.Events.Select((happened, i) => EventOf(happened, i + 1))],
            Blinks =
            [
                .. result.Blinks.Select(blink => new EventDocument.BlinkPart(
                    blink.Face,
                    blink.Onset + 1,
                    blink.Offset + 1,
                    Seconds(blink.OnsetSeconds),
                    Seconds(blink.OffsetSeconds)
                )),
            ],
        };

    private static EventDocument.SettingsPart SettingsOf(AnalysisOptions options) =>
        new(
            options.Spotter.LongestMicro,
            options.Spotter.Tolerance,
            options.Spotter.Shortest,
            options.Spotter.Longest,
            options.Spotter.Short.Threshold,
            options.Spotter.Long.Threshold,
            options.Motion.CropSize,
            options.Motion.Flow.ToString(),
            options.Learnt?.Description.TrainingData
        );

    private static EventDocument.FacePart FaceOf(FaceSummary face, AnalysisResult result)
    {
        var span = result.Timeline.Faces.FirstOrDefault(span => span.Number == face.Face);
        return new EventDocument.FacePart(
            face.Face,
            Seconds(span.First),
            Seconds(span.Last),
            span.Frames,
            Round(face.Minutes),
            Round(face.FalseAlarmsPerMinute)
        );
    }

    private static EventDocument.EventPart EventOf(AnalysedEvent analysed, int number)
    {
        var happened = analysed.Event;
        return new EventDocument.EventPart(
            number,
            happened.Face,
            happened.Kind.ToString().ToLowerInvariant(),
            happened.Onset + 1,
            happened.Apex + 1,
            happened.Offset + 1,
            Seconds(happened.OnsetSeconds),
            Seconds(happened.ApexSeconds),
            Seconds(happened.OffsetSeconds),
            MovementWords.Of(happened),
            [
                .. happened.Movements.Select(movement => new EventDocument.RegionPart(
                    movement.Region.Name,
                    Round(movement.Motion.X),
                    Round(movement.Motion.Y),
                    Round(movement.Deviations)
                )),
            ],
            Round(happened.Size),
            Round(happened.Score),
            Round(analysed.Confidence),
            analysed.Details.Class is { } named ? ClassOf(named) : null
        );
    }

    private static EventDocument.ClassPart ClassOf(EventClass named) =>
        new(
            named.Verdict,
            named.Classes.Zip(named.Probabilities).ToDictionary(pair => pair.First, pair => Round(pair.Second)),
            named.Set,
            named.Units
        );

    private static EventDocument.ModelPart ModelOf(ModelDescription model) =>
        new(
            model.Network,
            model.Classes,
            model.TrainingData,
            model.Calibration?.Temperature,
            model.Calibration?.Source
        );

    private static double Seconds(double value) => Math.Round(value, 4);

    private static double Round(double value) => Math.Round(value, 3);
}
