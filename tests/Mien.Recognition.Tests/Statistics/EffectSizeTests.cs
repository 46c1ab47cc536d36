using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Expected values: golden/tests.py (numpy, statsmodels).</summary>
public sealed class EffectSizeTests
{
    [Fact]
    public void Dz_is_the_mean_difference_in_deviations()
    {
        Assert.Equal(0.9354143466934853, EffectSize.Dz([1, 2, 0, 2, -1, 2, 1, 1]), 14);
        Assert.Equal(0, EffectSize.Dz([0, 0, 0]));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 3, .5)]
    [InlineData(15, 5, -.25)]
    public void G_is_the_excess_over_one_half(int first, int second, double expected)
    {
        Assert.Equal(expected, EffectSize.G(first, second), 15);
    }

    [Fact]
    public void The_number_of_subjects_agrees_with_statsmodels()
    {
        Assert.Equal(262, SubjectsNeeded.Of(.03, .021, 68));
    }

    [Fact]
    public void Never_fewer_subjects_are_told_than_a_permutation_test_needs()
    {
        Assert.Equal(6, SubjectsNeeded.Of(.5, .05, 6));
    }

    [Theory]
    [InlineData(0, .02)]
    [InlineData(.03, 0)]
    public void No_number_of_subjects_is_told_without_a_difference_or_an_error(double difference, double error)
    {
        Assert.Null(SubjectsNeeded.Of(difference, error, 68));
    }
}
