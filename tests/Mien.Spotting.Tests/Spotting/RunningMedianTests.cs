using Mien.Foundation;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Tests.Spotting;

public sealed class RunningMedianTests
{
    [Theory]
    [InlineData(60, 4)]
    [InlineData(200, 17)]
    [InlineData(11, 5)]
    public void It_is_the_median_of_every_window(int count, int half)
    {
        var random = new RandomStream((ulong)count);
        // Few values, so that many are equal.
        float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)random.Below(9))];

        var medians = RunningMedian.Of(values, half, 3);

        float Median(IEnumerable<float> window) => window.Order().ElementAt(half);
        var (before, after) = (values[..3].Order().ElementAt(1), Median(values[^((2 * half) + 1)..]));
        for (var i = 0; i < count; i++)
        {
            var window = Enumerable
                .Range(i - half, (2 * half) + 1)
                .Select(j =>
                    j < 0 ? before
                    : j < count ? values[j]
                    : after
                );
            Assert.Equal(Median(window), medians[i]);
        }
    }

    [Fact]
    public void A_step_leaves_no_echo()
    {
        float[] step = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 1f : 4f)];

        Assert.Equal(step, RunningMedian.Of(step, 12, 3));
    }

    [Fact]
    public void In_a_recording_shorter_than_the_window_its_start_is_rest()
    {
        float[] smile = [0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5];

        Assert.All(RunningMedian.Of(smile, 30, 3), rest => Assert.Equal(0, rest));
    }
}
