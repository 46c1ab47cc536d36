using Mien.Recognition.Metrics;
using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Twelve subjects of two datasets, the ones of golden/*.py.</summary>
internal static class MadeUpSubjects
{
    public static SubjectCounts[] Counts() => [.. Subjects().Select(s => new SubjectCounts(s.Dataset, [s.First]))];

    public static SubjectPair[] Subjects() =>
        [
            .. new[] { ("A", 7), ("B", 5) }.SelectMany(
                (stratum, dataset) =>
                    Enumerable
                        .Range(0, stratum.Item2)
                        .Select(index => new SubjectPair(
                            stratum.Item1,
                            Subject(dataset, index, 0),
                            Subject(dataset, index, 1)
                        ))
            ),
        ];

    private static ConfusionMatrix Subject(int dataset, int index, int shift)
    {
        var matrix = new ConfusionMatrix(3);
        for (var t = 0; t < 3; t++)
        {
            for (var p = 0; p < 3; p++)
            {
                matrix.Add(t, p, (((7 * index) + (3 * t) + (5 * p) + (2 * dataset) + shift) % 5) + (t == p ? 3 : 0));
            }
        }

        return matrix;
    }
}
