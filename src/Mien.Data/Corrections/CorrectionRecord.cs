using System.Text;
using Mien.Foundation;

namespace Mien.Data.Corrections;

/// <summary>The file <c>corrections.csv</c> beside whatever was computed from corrected clips: what was changed, and why.</summary>
public static class CorrectionRecord
{
    /// <summary>The file's name.</summary>
    public const string FileName = "corrections.csv";

    /// <summary>Writes the record into a folder; with no change it holds the header row alone.</summary>
    public static void Write(string folder, string set, IReadOnlyList<AppliedCorrection> applied)
    {
        ArgumentNullException.ThrowIfNull(applied);
        var text = new StringBuilder();
        CsvTable.AppendRow(text, "set", "clip", "change", "why");
        foreach (var correction in applied)
        {
            CsvTable.AppendRow(text, set, correction.Clip, correction.Change, correction.Why);
        }

        AtomicFile.WriteText(Path.Combine(folder, FileName), text.ToString());
    }
}
