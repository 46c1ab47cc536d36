using System.Text.Json;
using Mien.Recognition.Statistics;

namespace Mien.Spotting.Scoring;

/// <summary>A score as one JSON object.</summary>
public static class ScoreJson
{
    /// <summary>Writes the object, indented.</summary>
    public static void Write(Stream target, ScoreReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        Number(json, "videos", report.Videos);
        Number(json, "minutes", report.Minutes);
        json.WriteNumber("predictionsInOtherVideos", report.Score.PredictionsInOtherVideos);
        json.WriteStartObject("leftOut");
        foreach (var (name, count) in report.LeftOut)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        foreach (var kind in report.Score.Kinds)
        {
            json.WriteStartObject(kind.Name);
            WriteSpotting(json, report, kind);
            WriteApex(json, kind.Apex);
            WriteRecognition(json, kind.Recognition);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSpotting(Utf8JsonWriter json, ScoreReport report, KindScore kind)
    {
        var counts = kind.Counts;
        json.WriteNumber("hits", counts.Hits);
        json.WriteNumber("falseAlarms", counts.FalseAlarms);
        json.WriteNumber("misses", counts.Misses);
        json.WriteNumber("ignored", kind.Ignored.Count);
        json.WriteNumber("precision", counts.Precision);
        json.WriteNumber("recall", counts.Recall);
        json.WriteNumber("f1", counts.F1);
        WriteInterval(json, VideoBootstrap.F1(kind));
        json.WriteNumber("meanOverlap", kind.MeanOverlap);
        Number(json, "falseAlarmsPerMinute", report.AlarmsPerMinute(kind));
        WriteRates(json, report.ByFrameRate(kind));
        WriteShares(json, "bySize", ScoreReport.BySize(kind));
        WriteShares(json, "byDuration", ScoreReport.ByDuration(kind));
        json.WriteStartObject("atFalseAlarms");
        foreach (var (what, count) in report.AtFalseAlarms(kind))
        {
            json.WriteNumber(what, count);
        }

        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, Interval? interval)
    {
        json.WriteStartArray("f1Interval");
        if (interval is { } range)
        {
            json.WriteNumberValue(range.Low);
            json.WriteNumberValue(range.High);
        }

        json.WriteEndArray();
    }

    private static void WriteRates(Utf8JsonWriter json, IReadOnlyList<(double Rate, SpottingCounts Counts)> rates)
    {
        json.WriteStartArray("byFrameRate");
        foreach (var (rate, counts) in rates)
        {
            json.WriteStartObject();
            json.WriteNumber("frameRate", rate);
            json.WriteNumber("hits", counts.Hits);
            json.WriteNumber("falseAlarms", counts.FalseAlarms);
            json.WriteNumber("misses", counts.Misses);
            json.WriteNumber("f1", counts.F1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteShares(Utf8JsonWriter json, string name, IReadOnlyList<ShareRow> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("above", row.From);
            Number(json, "upTo", double.IsFinite(row.To) ? row.To : null);
            json.WriteNumber("found", row.Found);
            json.WriteNumber("all", row.All);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteApex(Utf8JsonWriter json, ApexScore? apex)
    {
        if (apex is null)
        {
            json.WriteNull("apex");
            return;
        }

        json.WriteStartObject("apex");
        json.WriteNumber("pairs", apex.Pairs);
        json.WriteNumber("mae", apex.MeanError);
        json.WriteNumber("asr", apex.InsideShare);
        json.WriteEndObject();
    }

    private static void WriteRecognition(Utf8JsonWriter json, RecognitionScore? score)
    {
        if (score is null)
        {
            json.WriteNull("recognition");
            return;
        }

        json.WriteStartObject("recognition");
        json.WriteNumber("strs", score.Strs);
        json.WriteNumber("strsOfUf1", score.StrsOfUf1);
        json.WriteNumber("samples", score.Samples);
        json.WriteNumber("f1OfMeans", score.F1);
        json.WriteNumber("uf1", score.Uf1);
        json.WriteNumber("uar", score.Uar);
        json.WriteNumber("macroPrecision", score.MacroPrecision);
        json.WriteNumber("accuracy", score.Accuracy);
        json.WriteStartArray("classes");
        foreach (var name in score.Classes)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("confusion");
        foreach (var row in score.Matrix.ToRows().SkipLast(1))
        {
            JsonSerializer.Serialize(json, row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
