using Mien.Recognition.Metrics;
using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Twelve subjects of two datasets, the ones of golden/*.py.</summary>
internal static class MadeUpSubjects
{
    public static ConfusionMatrix[][] Strata(int shift = 0) =>
        [
            .. new[] { 7, 5 }.Select(
                (subjects, dataset) =>
                    Enumerable.Range(0, subjects).Select(index => Subject(dataset, index, shift)).ToArray()
            ),
        ];

    public static SubjectPair[][] Pairs() =>
        [
            .. Strata()
                .Zip(
                    Strata(1),
                    (first, second) => first.Zip(second, (one, other) => new SubjectPair(one, other)).ToArray()
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
