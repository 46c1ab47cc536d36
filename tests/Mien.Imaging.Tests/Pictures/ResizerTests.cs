using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Pictures;

public sealed class ResizerTests
{
    [Fact]
    public void Area_equals_opencv() =>
        Equals(
            ResizeMethod.Area,
            (4, 3),
            [
                19.1457f,
                35.7589f,
                46.4112f,
                88.4248f,
                28.8763f,
                48.4053f,
                69.6966f,
                97.3028f,
                34.0763f,
                60.8205f,
                73.4161f,
                100.8239f,
            ]
        );

    [Fact]
    public void Bilinear_equals_opencv()
    {
        Equals(
            ResizeMethod.Bilinear,
            (4, 3),
            [
                21.4351f,
                38.1595f,
                38.4370f,
                94.0492f,
                29.8960f,
                59.5203f,
                86.5039f,
                100.2495f,
                29.8504f,
                68.8615f,
                73.9121f,
                102.7102f,
            ]
        );
        Equals(
            ResizeMethod.Bilinear,
            (13, 10),
            [
                0.0000f,
                67.6923f,
                35.9770f,
                41.2540f,
                33.6685f,
                100.8960f,
                68.8851f,
                54.0405f,
                29.2784f,
                125.1833f,
                66.6444f,
                80.9883f,
                45.7270f,
            ]
        );
    }

    [Fact]
    public void Bicubic_equals_opencv()
    {
        Equals(
            ResizeMethod.Bicubic,
            (4, 3),
            [
                19.4475f,
                40.6615f,
                36.1212f,
                97.4085f,
                30.3919f,
                61.4491f,
                89.8434f,
                107.2000f,
                28.3695f,
                72.9817f,
                70.3593f,
                104.2802f,
            ]
        );
        Equals(
            ResizeMethod.Bicubic,
            (13, 10),
            [
                -1.2256f,
                65.5479f,
                29.6742f,
                43.0931f,
                38.0907f,
                106.6867f,
                66.8525f,
                50.3571f,
                27.2976f,
                128.6136f,
                64.2479f,
                85.6752f,
                46.4568f,
            ]
        );
    }

    [Theory]
    [InlineData(ResizeMethod.Area)]
    [InlineData(ResizeMethod.Bilinear)]
    [InlineData(ResizeMethod.Bicubic)]
    public void The_same_size_gives_the_same_plane(ResizeMethod method)
    {
        var plane = Pattern();

        Assert.Equal(plane.Samples, Resizer.Resize(plane, plane.Width, plane.Height, method).Samples);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 3)]
    public void A_flat_picture_stays_flat(int width, int height)
    {
        var image = new ByteImage(9, 7, 3);
        image.Samples.AsSpan().Fill(77);

        foreach (var method in Enum.GetValues<ResizeMethod>())
        {
            Assert.All(Resizer.Resize(image, width, height, method).Samples, sample => Assert.Equal(77, sample));
        }
    }

    // From golden/resize.py, OpenCV 4.6, rounded to 4 decimals.
    private static void Equals(ResizeMethod method, (int Width, int Height) size, float[] expected)
    {
        var resized = Resizer.Resize(Pattern(), size.Width, size.Height, method).Samples;
        var step = Math.Max(1, resized.Length / 12);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], resized[i * step], 0.0004f);
        }
    }

    private static Plane Pattern()
    {
        var plane = new Plane(9, 7);
        for (var y = 0; y < 7; y++)
        {
            for (var x = 0; x < 9; x++)
            {
                plane[x, y] = (float)((10 * x) + (7 * y) + (30 * Math.Sin(x * y)));
            }
        }

        return plane;
    }
}
