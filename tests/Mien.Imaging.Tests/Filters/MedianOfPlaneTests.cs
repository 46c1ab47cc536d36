using Mien.Foundation;
using Mien.Imaging.Filters;
using Mien.Imaging.Lanes;

namespace Mien.Imaging.Tests.Filters;

public sealed class MedianOfPlaneTests
{
    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(3, 37, 11)]
    [InlineData(5, 2, 3)]
    [InlineData(5, 33, 17)]
    public void Medians_equal_those_found_by_sorting(int side, int width, int height)
    {
        var random = new RandomStream(5);
        var plane = new PaddedPlane(width, height);
        var values = new float[width, height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                plane.Samples(y)[x] = values[x, y] = (float)random.Normal();
            }
        }

        using var workers = new Workers(2);
        new MedianOfPlane(width, height, side).Apply(plane, workers);

        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var window =
                    from j in Enumerable.Range(y - (side / 2), side)
                    from i in Enumerable.Range(x - (side / 2), side)
                    select values[Math.Clamp(i, 0, width - 1), Math.Clamp(j, 0, height - 1)];
                Assert.Equal(window.Order().ElementAt(side * side / 2), plane.Samples(y)[x]);
            }
        }
    }
}
