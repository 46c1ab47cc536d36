using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>A confusion matrix: counts, and the share of each truth as shade and percentage; rows are the truth.</summary>
internal static class ConfusionPlot
{
    private const double Cell = 54;
    private const double Top = 62;

    public static void Draw(Markup markup, string title, IReadOnlyList<string> classes, IReadOnlyList<int[]> counts)
    {
        var left = 26 + (7.2 * classes.Max(name => name.Length));
        var side = Cell * classes.Count;
        using var drawing = new Drawing(
            markup,
            left + side + 52,
            Top + side + 6,
            $"{title}: {Describe(classes, counts)}",
            fixedSize: true
        );
        drawing.Label(0, 14, title, "strong");
        drawing.Label(left + (side / 2), 34, "predicted", "small", "middle");
        for (var truth = 0; truth < classes.Count; truth++)
        {
            var y = Top + (truth * Cell);
            drawing.Label(left + ((truth + 0.5) * Cell), Top - 8, Fit(classes[truth]), "small", "middle");
            drawing.Label(left - 10, y + (Cell / 2) + 4, classes[truth], "soft", "end");
            drawing.Label(left + side + 8, y + (Cell / 2) + 4, $"n = {counts[truth].Sum()}", "small");
            DrawRow(drawing, counts[truth], left, y);
        }
    }

    private static void DrawRow(Drawing drawing, int[] row, double left, double y)
    {
        var total = Math.Max(1, row.Sum());
        for (var predicted = 0; predicted < row.Length; predicted++)
        {
            var share = (double)row[predicted] / total;
            var x = left + (predicted * Cell);
            // Above a shade of seven tenths the page's ink no longer stands out, so the text takes the paper's colour.
            var inside = share > 0.7 ? "inside" : "";
            drawing.Rectangle(x, y, Cell, Cell, "cell");
            drawing.Rectangle(x, y, Cell, Cell, "heat", share);
            drawing.Label(x + (Cell / 2), y + (Cell / 2) + 1, $"{row[predicted]}", $"strong {inside}", "middle");
            drawing.Label(
                x + (Cell / 2),
                y + (Cell / 2) + 16,
                $"{share * 100:0} %",
                $"small {(share > 0.7 ? "inside" : "onheat")}",
                "middle"
            );
        }
    }

    private static string Describe(IReadOnlyList<string> classes, IReadOnlyList<int[]> counts) =>
        string.Join(
            "; ",
            counts.Select(
                (row, truth) =>
                    $"{classes[truth]} called {string.Join(", ", row.Select((count, p) => $"{classes[p]} {count} times"))}"
            )
        );

    private static string Fit(string name) => name.Length <= 10 ? name : $"{name[..9]}…";
}
