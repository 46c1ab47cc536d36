using Mien.Foundation;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Tests.Spotting;

public sealed class FalseAlarmsTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    public void The_tail_above_the_threshold_is_told_from_what_lies_below(double decay)
    {
        const double Threshold = 7;
        var random = new RandomStream(4);
        var alarms = new FalseAlarms(Threshold);
        // Exponential from half the threshold on, 10 a minute for 500 minutes.
        double[] scores =
        [
            .. Enumerable.Range(0, 5000).Select(_ => Threshold * (0.5 - (decay * Math.Log(random.Uniform())))),
        ];
        alarms.Add(500, scores.Where(score => score < Threshold));

        var seen = scores.Count(score => score >= Threshold) / 500.0;
        Assert.InRange(alarms.PerMinute, 0.7 * seen, 1.4 * seen);
        Assert.True(alarms.DensityAt(8) > alarms.DensityAt(9));
    }

    [Fact]
    public void Nothing_measured_promises_nothing()
    {
        Assert.Equal(0, new FalseAlarms(7).PerMinute);
        var brief = new FalseAlarms(7);
        brief.Add(0.1, []);
        Assert.True(brief.PerMinute > 0);
    }
}
