using System.Text;
using Mien.Foundation;
using Mien.Spotting.Analysis;
using Mien.Spotting.Events;

namespace Mien.Spotting.Output;

/// <summary>The file <c>events.csv</c>: a row an event. Frames are counted from 1, as datasets and <c>mien prepare</c> count them.</summary>
public static class EventTable
{
    /// <summary>File name in the folder of an analysis.</summary>
    public const string FileName = "events.csv";

    private static readonly string[] Columns =
    [
        "video",
        "face",
        "event",
        "kind",
        "onset",
        "apex",
        "offset",
        "onset_seconds",
        "apex_seconds",
        "offset_seconds",
        "duration_seconds",
        "movement",
        "size_px",
        "score",
        "confidence",
        "class",
        "likeliest_class",
        "likeliest_probability",
        "class_set",
        "action_units",
    ];

    /// <summary>Writes the table, whole or not at all.</summary>
    public static void Write(string path, AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var video = Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Info.Path));
        var text = new StringBuilder();
        CsvTable.AppendRow(text, Columns);
        for (var i = 0; i < result.Events.Count; i++)
        {
            CsvTable.AppendRow(text, Row(video, i + 1, result.Events[i]));
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static string[] Row(string video, int number, AnalysedEvent analysed)
    {
        var (happened, named) = (analysed.Event, analysed.Details.Class);
        return
        [
            video,
            Plain.Text(happened.Face),
            Plain.Text(number),
            happened.Kind.ToString().ToLowerInvariant(),
            Plain.Text(happened.Onset + 1),
            Plain.Text(happened.Apex + 1),
            Plain.Text(happened.Offset + 1),
            Plain.Text(happened.OnsetSeconds, 4),
            Plain.Text(happened.ApexSeconds, 4),
            Plain.Text(happened.OffsetSeconds, 4),
            Plain.Text(happened.OffsetSeconds - happened.OnsetSeconds, 4),
            MovementWords.Of(happened),
            Plain.Text(happened.Size, 2),
            Plain.Text(happened.Score, 2),
            Plain.Text(analysed.Confidence, 3),
            named?.Verdict ?? "",
            named?.Likeliest ?? "",
            named is null ? "" : Plain.Text(named.Probability, 3),
            named?.Set is { } set ? string.Join('|', set) : "",
            named?.Units ?? "",
        ];
    }
}
