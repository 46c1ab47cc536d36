using System.Globalization;
using System.Text;
using Mien.Foundation;

namespace Mien.Spotting.Events;

/// <summary>The file <c>events.csv</c>: a row an event. Frames are counted from 1, as datasets and <c>mien prepare</c> count them.</summary>
public static class EventTable
{
    /// <summary>File name in the output folder.</summary>
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
    ];

    /// <summary>Writes the table, whole or not at all.</summary>
    public static void Write(string path, string video, IReadOnlyList<FaceEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var text = new StringBuilder();
        CsvTable.AppendRow(text, Columns);
        for (var i = 0; i < events.Count; i++)
        {
            CsvTable.AppendRow(text, Row(video, i + 1, events[i]));
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static string[] Row(string video, int number, FaceEvent happened) =>
        [
            video,
            Text(happened.Face),
            Text(number),
            happened.Kind.ToString().ToLowerInvariant(),
            Text(happened.Onset + 1),
            Text(happened.Apex + 1),
            Text(happened.Offset + 1),
            Text(happened.OnsetSeconds),
            Text(happened.ApexSeconds),
            Text(happened.OffsetSeconds),
            Text(happened.OffsetSeconds - happened.OnsetSeconds),
            MovementWords.Of(happened),
            Text(Math.Round(happened.Size, 2)),
            Text(Math.Round(happened.Score, 2)),
        ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);
}
