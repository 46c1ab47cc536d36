using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Imaging.Tests.Flow;
using Mien.Imaging.Warping;

namespace Mien.Imaging.Tests.Warping;

public sealed class FlowWarpTests
{
    [Fact]
    public void The_true_field_brings_the_first_picture_back()
    {
        var (first, second, truth) = WarpedPair.Make(96, 80);
        var back = new Plane(96, 80);
        FlowWarp.Backward(second, truth, back);

        double before = 0;
        double after = 0;
        for (var y = 4; y < 76; y++)
        {
            for (var x = 4; x < 92; x++)
            {
                before += Math.Abs(second[x, y] - first[x, y]);
                after += Math.Abs(back[x, y] - first[x, y]);
            }
        }

        Assert.True(after < before / 12, $"{after} against {before}");
    }

    [Fact]
    public void No_motion_gives_the_picture_itself()
    {
        var (_, second, _) = WarpedPair.Make(17, 13);
        var back = new Plane(17, 13);
        FlowWarp.Backward(second, new FlowField(17, 13), back);

        Assert.Equal(second.Samples, back.Samples);
    }
}
