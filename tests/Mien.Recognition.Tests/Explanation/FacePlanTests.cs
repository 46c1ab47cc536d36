using Mien.Data.Synthetic;
using Mien.Recognition.Explanation;

namespace Mien.Recognition.Tests.Explanation;

public sealed class FacePlanTests
{
    [Fact]
    public void Anatomy_is_found_where_an_average_face_has_it()
    {
        var plan = new FacePlan(CropLayout.Tight, 28, 28);
        var layout = CropLayout.Tight;
        var (pupil, mouth) = ((int)layout.EyeHeight, (int)(layout.EyeHeight + layout.EyeToMouth));

        Assert.Equal(FacePart.RightEye, At(pupil, (int)(14 - layout.EyeHalfDistance)));
        Assert.Equal(FacePart.LeftEye, At(pupil, (int)(14 + layout.EyeHalfDistance)));
        Assert.Equal(FacePart.LeftBrow, At((int)(layout.EyeHeight - layout.BrowGap), 20));
        Assert.Equal(FacePart.Nose, At((pupil + mouth) / 2, 14));
        Assert.Equal(FacePart.RightCheek, At((pupil + mouth) / 2, 3));
        Assert.Equal(FacePart.Mouth, At(mouth, 14));
        Assert.Equal(FacePart.Chin, At(27, 14));

        FacePart At(int row, int column) => plan[(row * 28) + column];
    }

    [Fact]
    public void Both_halves_of_a_face_are_alike_and_all_of_it_is_planned()
    {
        var areas = new FacePlan(CropLayout.Tight, 28, 28).Areas();

        Assert.Equal(1, areas.Sum(), 9);
        Assert.All(areas, area => Assert.True(area > 0.02));
        Assert.Equal(areas[(int)FacePart.LeftBrow], areas[(int)FacePart.RightBrow], 9);
        Assert.Equal(areas[(int)FacePart.LeftCheek], areas[(int)FacePart.RightCheek], 9);
    }

    [Fact]
    public void Shares_count_what_speaks_for_the_class_alone()
    {
        var plan = new FacePlan(CropLayout.Tight, 28, 28);
        var values = new float[28 * 28];
        (values[(20 * 28) + 14], values[5]) = (3, -7);

        var shares = plan.SharesOf(new EvidenceMap(28, 28, values));

        Assert.Equal(1, shares[(int)FacePart.Mouth], 9);
        Assert.All(plan.SharesOf(new EvidenceMap(28, 28, new float[784])), share => Assert.Equal(0, share));
    }
}
