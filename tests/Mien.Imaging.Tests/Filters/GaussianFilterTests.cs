using Mien.Foundation;
using Mien.Imaging.Filters;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Filters;

public sealed class GaussianFilterTests
{
    [Theory]
    [InlineData(0.8, 118.7706f, 127.4951f, 151.8155f)]
    [InlineData(2.5, 110.5494f, 129.1987f, 127.6467f)]
    public void Smoothed_values_equal_opencvs(double sigma, float corner, float edge, float inside)
    {
        // From golden/gaussian.py.
        var plane = new Plane(21, 17);
        for (var y = 0; y < 17; y++)
        {
            for (var x = 0; x < 21; x++)
            {
                plane[x, y] = (float)(100 + (50 * Math.Sin(0.9 * x) * Math.Cos(0.7 * y)) + (3 * x));
            }
        }

        using var workers = new Workers(2);
        new GaussianFilter(21, 17, sigma, workers).Apply(plane, plane);

        Assert.Equal(corner, plane[0, 0], 2e-3f);
        Assert.Equal(edge, plane[10, 16], 2e-3f);
        Assert.Equal(inside, plane[9, 8], 2e-3f);
    }

    [Fact]
    public void A_wide_gaussian_spreads_a_point_as_it_should()
    {
        var plane = new Plane(121, 121);
        plane[60, 60] = 1;
        new GaussianFilter(121, 121, 9).Apply(plane, plane);

        // 1 / (2 pi sigma^2), and e^(-1/2) of it at one sigma.
        Assert.Equal(1 / (2 * Math.PI * 81), plane[60, 60], 2e-5);
        Assert.Equal(Math.Exp(-0.5), plane[69, 60] / plane[60, 60], 0.005);
    }

    [Fact]
    public void A_median_of_a_plane_drops_a_lone_point()
    {
        var plane = new Plane(8, 8);
        plane[3, 3] = 100;
        new MedianFilter(8, 8, 3).Apply(plane, plane);

        Assert.All(plane.Samples, value => Assert.Equal(0, value));
        Assert.Throws<ArgumentException>(() => new MedianFilter(8, 8, 3).Apply(new Plane(9, 8), plane));
    }
}
