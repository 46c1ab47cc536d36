using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>A grid of shares as shades: with numbers and wide columns, or as a dense strip without.</summary>
internal static class HeatPlot
{
    private const double Left = 190;
    private const double Row = 24;

    public static void Draw(
        Markup markup,
        string title,
        IReadOnlyList<string> columns,
        IReadOnlyList<HeatRow> rows,
        bool numbers
    )
    {
        var pitch = numbers ? 92 : 17;
        var top = numbers ? 40 : 30 + (7.5 * columns.Max(column => column.Length));
        using var drawing = new Drawing(
            markup,
            Left + (columns.Count * pitch) + 4,
            top + (rows.Count * Row) + 10,
            $"{title}: {Describe(rows)}",
            fixedSize: true
        );
        drawing.Label(0, 14, title, "strong");
        for (var c = 0; c < columns.Count; c++)
        {
            var x = Left + ((c + 0.5) * pitch);
            if (numbers)
            {
                drawing.Label(x, top - 8, columns[c], "soft", "middle");
            }
            else
            {
                drawing.Upright(x + 4, top - 6, columns[c], "small", "start");
            }
        }

        for (var r = 0; r < rows.Count; r++)
        {
            DrawRow(drawing, rows[r], top + (r * Row), pitch, numbers);
        }
    }

    private static void DrawRow(Drawing drawing, HeatRow row, double y, double pitch, bool numbers)
    {
        drawing.Label(Left - 10, y + 16, row.Label, "soft", "end");
        for (var c = 0; c < row.Shares.Count; c++)
        {
            var x = Left + (c * pitch);
            drawing.Rectangle(x, y, pitch, Row, "cell");
            if (row.Shares[c] is not { } share)
            {
                drawing.Line(x + (pitch / 2) - 3, y + (Row / 2), x + (pitch / 2) + 3, y + (Row / 2), "axis");
                continue;
            }

            drawing.Rectangle(x, y, pitch, Row, "heat", numbers ? share * share : share);
            if (numbers)
            {
                drawing.Label(
                    x + (pitch / 2),
                    y + 16,
                    Number.Share(share),
                    share * share > 0.7 ? "inside" : "",
                    "middle"
                );
            }
        }
    }

    private static string Describe(IReadOnlyList<HeatRow> rows) =>
        string.Join("; ", rows.Select(row => $"{row.Label} {Number.Share(row.Shares.Average() ?? 0)} on average"));
}
