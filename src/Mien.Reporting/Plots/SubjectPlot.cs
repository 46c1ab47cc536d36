using Mien.Reporting.Pages;

namespace Mien.Reporting.Plots;

/// <summary>A bar a subject: as high as its clips are many, filled as far as they were named rightly.</summary>
internal static class SubjectPlot
{
    private const double Pitch = 21;
    private const double Bar = 14;
    private const double Left = 34;
    private const double Top = 30;
    private const double Height = 130;

    public static void Draw(Markup markup, string title, IReadOnlyList<SubjectBar> subjects)
    {
        var most = Math.Max(4, subjects.Max(subject => subject.Clips));
        var names = 12 + (7.5 * subjects.Max(subject => subject.Subject.Length));
        var width = Math.Max(220, Left + (subjects.Count * Pitch) + 8);
        var bottom = Top + Height;
        var right = subjects.Sum(subject => subject.Right);
        var all = subjects.Sum(subject => subject.Clips);
        using var drawing = new Drawing(
            markup,
            width,
            bottom + names,
            $"{title}: {right} of {all} samples right",
            true
        );
        drawing.Label(0, 14, title, "strong");
        DrawScale(drawing, most, width, bottom);
        for (var i = 0; i < subjects.Count; i++)
        {
            var x = Left + (i * Pitch) + ((Pitch - Bar) / 2);
            var clips = Height * subjects[i].Clips / most;
            var named = Height * subjects[i].Right / most;
            drawing.Rectangle(x, bottom - clips, Bar, clips, "missed");
            drawing.Rectangle(x, bottom - named, Bar, named, "bar");
            drawing.Upright(x + (Bar / 2) + 4, bottom + 7, subjects[i].Subject, "small");
        }
    }

    private static void DrawScale(Drawing drawing, int most, double width, double bottom)
    {
        var step = Step(most);
        for (var tick = 0; tick <= most; tick += step)
        {
            var y = bottom - (Height * tick / most);
            drawing.Line(Left, y, width, y, tick == 0 ? "axis" : "grid");
            drawing.Label(Left - 6, y + 4, $"{tick}", "small", "end");
        }
    }

    /// <summary>The smallest of 1, 2, 5, 10, 20, 50, ... that needs at most five ticks.</summary>
    private static int Step(int most)
    {
        var step = 1;
        for (var i = 0; most / step > 4; i++)
        {
            step = i % 3 == 1 ? step * 5 / 2 : step * 2;
        }

        return step;
    }
}
