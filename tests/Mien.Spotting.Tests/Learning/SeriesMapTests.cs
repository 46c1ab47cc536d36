using Mien.Data.Prepared;
using Mien.Spotting.Events;
using Mien.Spotting.Learning;
using Mien.Spotting.Regions;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Tests.Learning;

public sealed class SeriesMapTests
{
    [Fact]
    public void A_movement_fills_the_middle_third_of_the_rows_of_its_regions()
    {
        var map = BrowRaise(60);
        var brow = FaceRegions.All.ToList().FindIndex(region => region.Part == RegionPart.InnerBrow);

        var middle = Enumerable.Range(11, 6).Average(x => map[brow, x, 1]);
        Assert.True(middle < -0.5, $"raised by {middle}");
        Assert.InRange(map[brow, 1, 1], -0.35f, 0.35f);
        Assert.InRange(map[brow, 26, 1], -0.35f, 0.35f);
    }

    [Fact]
    public void The_frame_rate_does_not_show()
    {
        var (slow, fast) = (BrowRaise(60), BrowRaise(200));
        var brow = FaceRegions.All.ToList().FindIndex(region => region.Part == RegionPart.InnerBrow);

        for (var x = 0; x < SeriesMap.Size; x++)
        {
            // The third channel is in pixels, whatever the noise.
            Assert.InRange(slow[brow, x, 2] - fast[brow, x, 2], -0.2f, 0.2f);
        }
    }

    [Fact]
    public void The_mirror_image_of_a_mirror_image_is_the_movement_and_sides_change_places()
    {
        var map = BrowRaise(60);
        var mirror = SeriesMap.Mirror(map);
        var (right, left) = (RowOf(RegionSide.Right), RowOf(RegionSide.Left));

        Assert.Equal(map.Values, SeriesMap.Mirror(mirror).Values);
        Assert.Equal(map[left, 14, 1], mirror[right, 14, 1]);
        Assert.Equal(-map[left, 14, 0], mirror[right, 14, 0]);

        static int RowOf(RegionSide side) =>
            FaceRegions.All.ToList().FindIndex(r => r.Part == RegionPart.OuterBrow && r.Side == side);
    }

    private static MotionMap BrowRaise(double rate)
    {
        var motion = new MadeUpMotion(rate, 20).With(8, 8.2, 8.4, RegionPart.InnerBrow, 0.3f, -1.5f);
        var track = FaceTrack.Of(motion.Samples());
        var options = new SpotterOptions();
        var ofShort = Excursions.Of(track, [], options.Short);
        var ofLong = Excursions.Of(track, [], options.Long);
        return CandidatePool
            .Find(track, ofShort, ofLong, options)
            .Where(movement => movement.Kind == EventKind.Micro)
            .MaxBy(movement => movement.Found.Score)!
            .Map;
    }
}
