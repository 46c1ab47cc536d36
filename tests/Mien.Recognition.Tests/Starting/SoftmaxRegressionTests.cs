using Mien.Recognition.Starting;

namespace Mien.Recognition.Tests.Starting;

public sealed class SoftmaxRegressionTests
{
    // Weights and offsets (mean taken off) by scikit-learn 1.2.1: golden/softmax_regression.py.
    private static readonly Dictionary<double, double[][]> Golden = new()
    {
        [0.05] =
        [
            [0.008273749, 0.019216018, -0.018736796, 0.058912056, 0.182359716],
            [-0.032572259, -0.044191760, 0.038787169, -0.108498084, 0.175312588],
            [0.024298510, 0.024975742, -0.020050373, 0.049586028, -0.357672304],
        ],
        [2.0] =
        [
            [0.190766788, 0.368653208, 0.306318893, 0.384157705, 0.234675464],
            [-0.572698693, -0.932780142, -0.697284280, -0.852324618, 0.081025510],
            [0.381931905, 0.564126934, 0.390965386, 0.468166913, -0.315700974],
        ],
    };

    [Theory]
    [InlineData(0.05)]
    [InlineData(2.0)]
    public void The_solution_is_scikit_learns(double strength)
    {
        var rows = Enumerable
            .Range(0, 30)
            .Select(i =>
                Enumerable.Range(0, 4).Select(f => (float)Math.Sin(1 + (0.7 * i) + (1.3 * f) + (0.11 * i * f)))
            )
            .Select(row => row.ToArray())
            .ToArray();
        var labels = Enumerable.Range(0, 30).Select(i => ((i * i) + (i / 4)) % 3).ToArray();

        var found = SoftmaxRegression.Fit(rows, labels, [1.0f, 1.5f, 0.7f], strength);

        var offset = found.Average(row => row[^1]);
        for (var c = 0; c < 3; c++)
        {
            for (var f = 0; f < 5; f++)
            {
                Assert.Equal(Golden[strength][c][f], found[c][f] - (f == 4 ? offset : 0), 1e-5);
            }
        }
    }

    [Fact]
    public void A_class_that_never_occurs_is_never_the_answer()
    {
        float[][] rows =
        [
            [-1],
            [-2],
            [1],
            [2],
        ];

        var found = SoftmaxRegression.Fit(rows, [0, 0, 1, 1], [1, 1, 1], 10);

        foreach (var row in rows)
        {
            var scores = found.Select(w => (w[0] * row[0]) + w[1]).ToArray();
            Assert.True(scores[2] < scores.Max());
        }
    }
}
