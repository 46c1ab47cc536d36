using System.Numerics;
using Mien.Spotting.Events;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Tests;

public sealed class MovementWordsTests
{
    [Fact]
    public void Brows_that_rise_together_are_told_once()
    {
        var words = Words(
            (RegionPart.InnerBrow, RegionSide.Right, new Vector2(0.1f, -1.2f)),
            (RegionPart.InnerBrow, RegionSide.Left, new Vector2(-0.1f, -0.9f))
        );

        Assert.Equal("inner brow raised, left and right, 1.2 px", words);
    }

    [Theory]
    [InlineData(RegionSide.Left, 1)]
    [InlineData(RegionSide.Right, -1)]
    public void Outward_is_away_from_the_midline_on_either_side(RegionSide side, float toThePicturesRight)
    {
        var words = Words((RegionPart.MouthCorner, side, new Vector2(toThePicturesRight, -1)));

        Assert.Equal(
            $"corner of the mouth raised and drawn outward, {side.ToString().ToLowerInvariant()}, 1.4 px",
            words
        );
    }

    private static string Words(params (RegionPart Part, RegionSide Side, Vector2 Motion)[] movements) =>
        MovementWords.Of(
            new FaceEvent
            {
                Face = 1,
                Kind = EventKind.Micro,
                Onset = 0,
                Apex = 1,
                Offset = 2,
                OnsetSeconds = 0,
                ApexSeconds = 0.1,
                OffsetSeconds = 0.2,
                Score = 9,
                Movements =
                [
                    .. movements.Select(m => new RegionMovement(
                        FaceRegions.All.Single(region => region.Part == m.Part && region.Side == m.Side),
                        m.Motion,
                        9
                    )),
                ],
            }
        );
}
