using System.Text;
using Mien.Foundation;
using Mien.Spotting.Analysis;

namespace Mien.Spotting.Output;

/// <summary>The file <c>blinks.csv</c>: a row a blink, frames counted from 1.</summary>
public static class BlinkTable
{
    private static readonly string[] Columns =
    [
        "video",
        "face",
        "kind",
        "onset",
        "offset",
        "onset_seconds",
        "offset_seconds",
        "duration_seconds",
    ];

    /// <summary>Writes the table, whole or not at all.</summary>
    public static void Write(string path, AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var video = Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Info.Path));
        var text = new StringBuilder();
        CsvTable.AppendRow(text, Columns);
        foreach (var blink in result.Blinks)
        {
            CsvTable.AppendRow(
                text,
                video,
                Plain.Text(blink.Face),
                "blink",
                Plain.Text(blink.Onset + 1),
                Plain.Text(blink.Offset + 1),
                Plain.Text(blink.OnsetSeconds, 4),
                Plain.Text(blink.OffsetSeconds, 4),
                Plain.Text(blink.OffsetSeconds - blink.OnsetSeconds, 4)
            );
        }

        AtomicFile.WriteText(path, text.ToString());
    }
}
