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

    [Fact]
    public void A_restless_face_is_believed_less()
    {
        var (still, restless) = (new FalseAlarms(7), new FalseAlarms(7));
        still.Add(10, [3.6]);
        restless.Add(10, Enumerable.Range(0, 400).Select(i => 3.5 + (i % 34 * 0.1)));

        Assert.True(still.ConfidenceAt(8) > 0.9, $"{still.ConfidenceAt(8)}");
        Assert.True(restless.ConfidenceAt(8) < 0.5, $"{restless.ConfidenceAt(8)}");
        Assert.True(restless.ConfidenceAt(40) > restless.ConfidenceAt(8));
    }
}
