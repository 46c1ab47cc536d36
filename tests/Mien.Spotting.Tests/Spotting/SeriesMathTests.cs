using Mien.Foundation;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Tests.Spotting;

public sealed class SeriesMathTests
{
    private static readonly float[] Values = Draw(97);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void Means_are_those_of_the_windows(int window)
    {
        var smooth = SeriesMath.Smooth(Values, window);

        for (var i = 0; i < Values.Length; i++)
        {
            var first = Math.Max(0, i - (window / 2));
            var last = Math.Min(Values.Length - 1, i + ((window - 1) / 2));
            Assert.Equal(Values[first..(last + 1)].Average(), smooth[i], 1e-5f);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(200)]
    public void Ranges_are_those_of_the_windows(int half)
    {
        var range = SeriesMath.Range(Values, half);

        for (var i = 0; i < Values.Length; i++)
        {
            var window = Values[Math.Max(0, i - half)..Math.Min(Values.Length, i + half + 1)];
            Assert.Equal(window.Max() - window.Min(), range[i], 1e-6f);
        }
    }

    private static float[] Draw(int count)
    {
        var random = new RandomStream(3);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Normal(1))];
    }
}
