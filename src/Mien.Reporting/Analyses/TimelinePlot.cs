using System.Text;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;
using Mien.Spotting.Analysis;
using Mien.Spotting.Events;

namespace Mien.Reporting.Analyses;

/// <summary>
/// One face's course in rows of equal time. Heights are on a square-root scale that ends at four thresholds, so that
/// small movements show beside large ones.
/// </summary>
internal static class TimelinePlot
{
    private const double Left = 66;
    private const double Width = 900;
    private const double RowHeight = 112;
    private const double Top = 26;
    private const double Ground = 88;
    private const double MostThresholds = 4;
    private const int MostRows = 12;
    private static readonly double[] NiceRows = [2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400];
    private static readonly double[] NiceSteps = [0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

    public static void Draw(Markup markup, AnalysisResult result, FaceSummary face)
    {
        var seconds = Math.Max(1, result.Seconds);
        var row = seconds <= 60 ? seconds : NiceRows.FirstOrDefault(nice => seconds / nice <= MostRows, 36000);
        var rows = (int)Math.Ceiling((seconds / row) - 1e-9);
        using var drawing = new Drawing(
            markup,
            Left + Width + 16,
            rows * RowHeight,
            $"Course of face {face.Face} through {Clock.Text(seconds)}"
        );
        for (var i = 0; i < rows; i++)
        {
            new Row(drawing, markup, result, face, i, i * row, Math.Min(row, seconds - (i * row)), row).Draw();
        }
    }

    /// <summary>One row.</summary>
    private sealed class Row(
        Drawing drawing,
        Markup markup,
        AnalysisResult result,
        FaceSummary face,
        int number,
        double start,
        double length,
        double full
    )
    {
        private readonly double _top = number * RowHeight;

        public void Draw()
        {
            var right = Left + (Width * length / full);
            DrawEvents();
            DrawTicks(right);
            DrawCourse();
            var limit = Y(1);
            drawing.Line(Left, limit, right, limit, "limit");
            drawing.Label(Left - 6, limit + 4, "threshold", "small", "end");
            foreach (var blink in result.Blinks.Where(blink => blink.Face == face.Face && IsHere(blink.OnsetSeconds)))
            {
                var x = X(blink.OnsetSeconds);
                drawing.Line(x, _top + Ground + 2, x, _top + Ground + 7, "tick");
            }
        }

        private void DrawTicks(double right)
        {
            var ground = _top + Ground;
            var step = NiceSteps.FirstOrDefault(nice => full / nice <= 12, 7200);
            for (var at = Math.Ceiling(start / step) * step; at <= start + length + 1e-9; at += step)
            {
                drawing.Line(X(at), ground, X(at), ground + 4, "axis");
                drawing.Label(X(at), ground + 20, full < 60 ? $"{at:0.#} s" : Clock.Text(at, 0), "small", "middle");
            }

            drawing.Line(Left, ground, right, ground, "axis");
        }

        /// <summary>A column for a pixel, as high as its highest tenth of a second.</summary>
        private void DrawCourse()
        {
            var path = new StringBuilder();
            var columns = (int)(Width * length / full);
            for (var column = 0; column < columns; column++)
            {
                var (from, to) = (start + (column / Width * full), start + ((column + 1) / Width * full));
                if (HighestIn(from, to) is { } height)
                {
                    var x = Left + column + 0.5;
                    path.Append(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"M{x:0.#} {_top + Ground:0.#}V{Y(height):0.#}"
                    );
                }
            }

            markup.Empty("path", ("d", path.Length == 0 ? "M0 0" : path.ToString()), ("class", "course"));
        }

        private double? HighestIn(double from, double to)
        {
            var (first, last) = ((int)(from / FaceSummary.CourseSeconds), (int)(to / FaceSummary.CourseSeconds));
            var highest = float.NaN;
            for (var i = first; i <= last; i++)
            {
                var value = face.CourseAt(i);
                highest = float.IsNaN(highest) || value > highest ? value : highest;
            }

            return float.IsNaN(highest) ? null : highest;
        }

        private void DrawEvents()
        {
            for (var i = 0; i < result.Events.Count; i++)
            {
                var happened = result.Events[i].Event;
                if (happened.Face != face.Face || !IsHere(happened.ApexSeconds))
                {
                    continue;
                }

                var (x, isMicro) = (X(happened.OnsetSeconds), happened.Kind == EventKind.Micro);
                var width = Math.Max(2.5, X(happened.OffsetSeconds) - x);
                drawing.Rectangle(x, _top + Top - 6, width, Ground - Top + 6, isMicro ? "micro" : "macro", 0.3);
                drawing.Rectangle(x, _top + Top - 10, width, 5, isMicro ? "micro" : "macro");
                drawing.Label(x + (width / 2), _top + Top - 13, $"{(isMicro ? "m" : "M")}{i + 1}", "small", "middle");
            }
        }

        private bool IsHere(double seconds) => seconds >= start && seconds < start + length + 1e-9;

        private double X(double seconds) => Left + (Math.Clamp((seconds - start) / full, 0, 1) * Width);

        private double Y(double thresholds)
        {
            var share = Math.Sqrt(Math.Clamp(thresholds / MostThresholds, 0, 1));
            return _top + Ground - (share * (Ground - Top));
        }
    }
}
