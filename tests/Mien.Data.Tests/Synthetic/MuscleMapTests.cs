using Mien.Data.Synthetic;

namespace Mien.Data.Tests.Synthetic;

/// <summary>Every action unit moves the right place the right way; v is positive downward.</summary>
public sealed class MuscleMapTests
{
    private const int Size = 56;

    [Theory]
    [InlineData(1, "InnerBrow", 0, -1)]
    [InlineData(2, "OuterBrow", 0, -1)]
    [InlineData(4, "InnerBrow", -1, 1)]
    [InlineData(6, "Cheek", 0, -1)]
    [InlineData(9, "NoseWing", 0, -1)]
    [InlineData(12, "MouthCorner", 1, -1)]
    [InlineData(14, "MouthCorner", 1, 0)]
    [InlineData(15, "MouthCorner", 0, 1)]
    [InlineData(17, "Chin", 0, -1)]
    [InlineData(20, "MouthCorner", 1, 0)]
    [InlineData(25, "LowerLip", 0, 1)]
    [InlineData(26, "Chin", 0, 1)]
    public void A_unit_moves_its_place_outward_and_down(int unit, string place, int outward, int down)
    {
        var map = Show(unit, 1, 1);

        for (var side = 0; side < 2; side++)
        {
            var (u, v) = At(map, Enum.Parse<Anchor>(place), side);
            if (outward != 0)
            {
                Assert.True(u * outward * FaceAnchors.Sign(side) > 0.3f, $"side {side}: u = {u}");
            }

            if (down != 0)
            {
                Assert.True(v * down > 0.3f, $"side {side}: v = {v}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllUnits))]
    public void The_left_side_is_the_right_sides_mirror_image(int unit)
    {
        var (right, left) = (Show(unit, 1, 0.25f), Show(unit, 0.25f, 1));
        var worst = 0f;

        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (a, b) = (((y * Size) + x) * 3, ((y * Size) + Size - 1 - x) * 3);
                worst = Math.Max(worst, Math.Abs(right[a] + left[b]));
                worst = Math.Max(worst, Math.Abs(right[a + 1] - left[b + 1]));
                worst = Math.Max(worst, Math.Abs(right[a + 2] - left[b + 2]));
            }
        }

        Assert.InRange(worst, 0, 1e-4f);
    }

    [Fact]
    public void A_crop_that_shows_more_of_the_head_has_the_mouth_higher_and_narrower()
    {
        var wide = CropLayout.Of(
            new CropWindow
            {
                HalfWidth = 90,
                Above = 90,
                Below = 140,
            }
        );
        var strengths = new ActionUnitStrengths();
        strengths.Set(12, 1, 1);
        var map = new float[Size * Size * 3];

        Generator(wide).ShowPlainly(strengths, map);

        Assert.True(
            wide.EyeToMouth < CropLayout.Tight.EyeToMouth && wide.MouthHalfWidth < CropLayout.Tight.MouthHalfWidth
        );
        Assert.True(At(map, Anchor.MouthCorner, 1, wide).V < -0.3f);
    }

    public static TheoryData<int> AllUnits => [.. ActionUnitSides.Units];

    private static float[] Show(int unit, float right, float left)
    {
        var strengths = new ActionUnitStrengths();
        strengths.Set(unit, right, left);
        var map = new float[Size * Size * 3];
        Generator(CropLayout.Tight).ShowPlainly(strengths, map);
        return map;
    }

    private static MotionGenerator Generator(CropLayout layout) =>
        new(
            new GeneratorOptions
            {
                Size = Size,
                Bytes = false,
                Layout = layout,
            }
        );

    private static (float U, float V) At(float[] map, Anchor anchor, int side, CropLayout? layout = null)
    {
        var anchors = new FaceAnchors();
        anchors.Place(FaceShape.Average(layout ?? CropLayout.Tight));
        var (x, y) = anchors[anchor, side];
        var pixel = ((int)(y * Size / CropLayout.Cells) * Size) + (int)(x * Size / CropLayout.Cells);
        return (map[pixel * 3], map[(pixel * 3) + 1]);
    }
}
