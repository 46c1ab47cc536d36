using Mien.Spotting.Details;

namespace Mien.Spotting.Tests.Details;

public sealed class EventClassTests
{
    [Theory]
    [InlineData(new[] { "positive" }, "positive")]
    [InlineData(new[] { "positive", "none" }, EventClass.Unclear)]
    [InlineData(new string[0], EventClass.Unclear)]
    public void With_a_calibration_only_a_class_that_stands_alone_is_named(string[] set, string verdict) =>
        Assert.Equal(verdict, Class([0.7, 0.2, 0.1], set).Verdict);

    [Theory]
    [InlineData(new[] { 0.51, 0.3, 0.19 }, "positive")]
    [InlineData(new[] { 0.5, 0.3, 0.2 }, EventClass.Unclear)]
    public void Without_one_a_class_is_named_that_is_likelier_than_all_others_together(double[] p, string verdict) =>
        Assert.Equal(verdict, Class(p, null).Verdict);

    private static EventClass Class(double[] probabilities, string[]? set) =>
        new()
        {
            Classes = ["positive", "negative", "none"],
            Probabilities = probabilities,
            Set = set,
        };
}
