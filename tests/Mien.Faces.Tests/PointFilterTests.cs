using System.Numerics;
using Mien.Faces.Tracking;
using Mien.Foundation;

namespace Mien.Faces.Tests;

public sealed class PointFilterTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    public void Trembling_at_rest_is_damped(double rate)
    {
        var (raw, filtered) = Run(rate, _ => Vector2.Zero);

        Assert.Equal(0.5, raw.Deviation, 0.05);
        Assert.True(filtered.Deviation < 0.25, $"{filtered.Deviation} of 0.5 px is left");
    }

    [Fact]
    public void A_quick_turn_is_followed()
    {
        var filter = new PointFilter(new PointFilterOptions());
        var filtered = new Vector2[1];
        for (var i = 0; i <= 60; i++)
        {
            // One face width in a second, from the tenth frame on.
            filter.Apply([new Vector2(Math.Max(0, i - 10) * 200 / 30f, 0)], 200, i / 30.0, filtered);
        }

        Assert.InRange(filtered[0].X, (50 * 200 / 30f) - 4, 50 * 200 / 30f);
    }

    [Fact]
    public void The_meter_tells_noise_from_movement()
    {
        var (meter, _) = Run(30, i => new Vector2(3 * i, -i));

        Assert.Equal(0.5, meter.Deviation, 0.05);
    }

    private static (JitterMeter Raw, JitterMeter Filtered) Run(double rate, Func<int, Vector2> path)
    {
        var random = new RandomStream(3);
        var filter = new PointFilter(new PointFilterOptions());
        var (raw, filtered) = (new JitterMeter(), new JitterMeter());
        var points = new Vector2[20];
        var steady = new Vector2[20];
        for (var i = 0; i < 200; i++)
        {
            for (var p = 0; p < points.Length; p++)
            {
                points[p] = path(i) + new Vector2((float)random.Normal(0.5), (float)random.Normal(0.5));
            }

            filter.Apply(points, 200, i / rate, steady);
            raw.Add(points);
            filtered.Add(steady);
        }

        return (raw, filtered);
    }
}
