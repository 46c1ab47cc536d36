namespace Mien.Faces.Quality;

/// <summary>One property in the parts of a recording.</summary>
/// <param name="Worst">The worst part's finding.</param>
/// <param name="First">Time of that part's first frame, in seconds.</param>
/// <param name="Last">Time of its last frame.</param>
/// <param name="Good">Parts in which the property serves.</param>
/// <param name="Fair">Parts in which it serves with reservations.</param>
/// <param name="Poor">Parts in which results suffer.</param>
public sealed record QualityTally(QualityFinding Worst, double First, double Last, int Good, int Fair, int Poor)
{
    internal static QualityTally Of(QualityFinding finding, double first, double last) =>
        new(finding, first, last, 0, 0, 0);

    /// <summary>Counts a part.</summary>
    internal QualityTally With(QualityFinding finding, double first, double last)
    {
        var counted = this with
        {
            Good = Good + (finding.Grade == QualityGrade.Good ? 1 : 0),
            Fair = Fair + (finding.Grade == QualityGrade.Fair ? 1 : 0),
            Poor = Poor + (finding.Grade == QualityGrade.Poor ? 1 : 0),
        };
        return QualityVerdicts.IsWorse(finding, Worst)
            ? counted with
            {
                Worst = finding,
                First = first,
                Last = last,
            }
            : counted;
    }

    /// <summary>The worst part's finding, which says of how many parts it is the worst.</summary>
    internal QualityFinding Finding =>
        Good + Fair + Poor == 1 ? Worst : Worst with { Sentence = $"{Worst.Sentence} ({Place})" };

    private string Place => $"worst of {Good + Fair + Poor} parts, {Clock(First)} to {Clock(Last)}; {Grades}";

    private string Grades
    {
        get
        {
            (int Count, string Name)[] grades = [(Good, "good"), (Fair, "fair"), (Poor, "poor")];
            var seen = grades.Where(grade => grade.Count > 0).ToArray();
            return seen.Length == 1
                ? $"all {seen[0].Name}"
                : string.Join(", ", seen.Select(grade => $"{grade.Count} {grade.Name}"));
        }
    }

    private static string Clock(double seconds)
    {
        var whole = (long)Math.Round(seconds);
        var rest = $"{whole % 60:00}";
        return whole < 3600 ? $"{whole / 60}:{rest}" : $"{whole / 3600}:{whole / 60 % 60:00}:{rest}";
    }
}
