using Mien.Reporting.Pages;

namespace Mien.Reporting.Tests.Pages;

public sealed class NumberTests
{
    [Theory]
    [InlineData(-0.0123, "−0.012")]
    [InlineData(-0.0001, "+0.000")]
    [InlineData(0.5, "+0.500")]
    public void Differences_carry_their_sign(double value, string expected) =>
        Assert.Equal(expected, Number.Difference(value));

    [Theory]
    [InlineData(0.0004, "< 0.001")]
    [InlineData(0.0416, "0.042")]
    public void Small_p_values_are_not_called_zero(double p, string expected) => Assert.Equal(expected, Number.P(p));

    [Theory]
    [InlineData(0.0000412, "41.2 µs")]
    [InlineData(0.25, "250 ms")]
    [InlineData(173.4, "2.9 min")]
    [InlineData(9000, "2.5 h")]
    public void Durations_take_the_unit_a_reader_would(double seconds, string expected) =>
        Assert.Equal(expected, Number.Duration(seconds));
}
