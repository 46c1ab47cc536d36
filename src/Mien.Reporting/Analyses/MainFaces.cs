namespace Mien.Reporting.Analyses;

/// <summary>Which of a recording's faces are told one by one: where many come and go, those that were there the longest.</summary>
internal static class MainFaces
{
    /// <summary>Most faces that are told one by one.</summary>
    public const int Most = 8;

    /// <summary>The faces that were there the longest, in their order.</summary>
    /// <param name="faces">All, by number.</param>
    /// <param name="seen">How long each was there.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyCollection<T> faces, Func<T, double> seen) =>
        [
            .. faces
                .Select((face, i) => (Face: face, Place: i))
                .OrderByDescending(pair => seen(pair.Face))
                .ThenBy(pair => pair.Place)
                .Take(Most)
                .OrderBy(pair => pair.Place)
                .Select(pair => pair.Face),
        ];
}
