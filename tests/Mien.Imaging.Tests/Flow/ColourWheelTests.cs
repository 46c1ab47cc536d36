using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Flow;

public sealed class ColourWheelTests
{
    [Theory]
    [InlineData(1, 0, 255, 0, 0)] // right: red, the wheel's first colour
    [InlineData(0, 1, 255, 229, 0)] // down: at 13.5 of 54, between (255, 221, 0) and (255, 238, 0)
    [InlineData(-1, 0, 0, 209, 255)] // left: at 27, two of eleven steps from cyan to blue
    [InlineData(0, 0, 255, 255, 255)]
    [InlineData(0.5, 0, 255, 127, 127)]
    [InlineData(2, 0, 191, 0, 0)]
    public void Directions_have_the_colours_of_the_middlebury_wheel(float u, float v, int r, int g, int b)
    {
        var image = ColourWheel.Draw(Single(u, v), 1);

        Assert.Equal([(byte)r, (byte)g, (byte)b], image.Samples);
    }

    [Fact]
    public void What_is_not_known_is_black_and_sets_no_scale()
    {
        var flow = new FlowField(3, 1);
        (flow.U[0, 0], flow.U[1, 0], flow.U[2, 0]) = (2e9f, float.NaN, 3);

        Assert.Equal([0, 0, 0, 0, 0, 0, 255, 0, 0], ColourWheel.Draw(flow).Samples);
    }

    [Fact]
    public void A_field_at_rest_is_white() => Assert.Equal([255, 255, 255], ColourWheel.Draw(Single(0, 0)).Samples);

    private static FlowField Single(float u, float v) => new(new Plane(1, 1, [u]), new Plane(1, 1, [v]));
}
