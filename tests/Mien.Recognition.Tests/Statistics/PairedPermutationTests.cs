using Mien.Recognition.Metrics;
using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Expected values: golden/tests.py.</summary>
public sealed class PairedPermutationTests
{
    private static readonly SubjectPair[] Pairs = MadeUpSubjects.Subjects();

    [Fact]
    public void All_exchanges_give_the_exact_p_value()
    {
        var test = PairedPermutation.Test(Pairs, Figure.Uf1, new PermutationOptions());

        Assert.True(test.Exact);
        Assert.Equal(-0.012355216961580595, test.Difference, 14);
        Assert.Equal(0.53759765625, test.PValue, 15);
    }

    [Fact]
    public void Drawn_exchanges_come_near_the_exact_p_value()
    {
        var test = PairedPermutation.Test(Pairs, Figure.Uf1, new PermutationOptions { Draws = 4000 });

        Assert.False(test.Exact);
        Assert.Equal(0.5376, test.PValue, .025);
        Assert.Equal(test, PairedPermutation.Test(Pairs, Figure.Uf1, new PermutationOptions { Draws = 4000 }));
    }

    [Fact]
    public void Accuracy_of_equal_subjects_agrees_with_SciPy()
    {
        double[] x = [4, 2, 5, 1, 3, 0, 2, 4];
        double[] y = [5, 4, 5, 3, 2, 2, 3, 5];
        SubjectPair[] pairs = [.. x.Zip(y, (one, other) => new SubjectPair("A", Right(one), Right(other)))];

        Assert.Equal(0.078125, PairedPermutation.Test(pairs, Figure.Accuracy, new PermutationOptions()).PValue, 15);
    }

    [Fact]
    public void A_run_against_itself_is_certain_to_be_as_extreme()
    {
        SubjectPair[] same = [.. Pairs.Select(pair => pair with { Second = pair.First })];

        Assert.Equal(1, PairedPermutation.Test(same, Figure.Uf1, new PermutationOptions()).PValue);
    }

    private static ConfusionMatrix Right(double hits) =>
        ConfusionMatrix.Of([
            [hits, 6 - hits],
            [0, 0],
        ]);
}
