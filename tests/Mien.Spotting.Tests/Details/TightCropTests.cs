using System.Numerics;
using Mien.Data.Synthetic;
using Mien.Faces.Landmarks;
using Mien.Spotting.Details;

namespace Mien.Spotting.Tests.Details;

public sealed class TightCropTests
{
    [Theory]
    [InlineData(0, 1, 60)]
    [InlineData(0.3f, 1.2f, 40)]
    [InlineData(-0.5f, 0.8f, 90)]
    public void Eyes_and_mouth_lie_where_the_layout_has_them(float turn, float stretch, float eyes)
    {
        var landmarks = Face(turn, stretch, eyes);

        var crop = TightCrop.Of(landmarks, 112).ToCrop(landmarks);

        // Four pixels of the crop are a cell; the first pixel's middle is at 0.
        Vector2 Cell(Vector2 pixel) => (pixel + new Vector2(0.5f)) / 4;
        var layout = CropLayout.Tight;
        var left = Cell(Shape68.Center(crop, Shape68.LeftEye));
        var right = Cell(Shape68.Center(crop, Shape68.RightEye));
        var mouth = Cell((crop[48] + crop[54]) / 2);
        Assert.Equal(layout.Midline - layout.EyeHalfDistance, left.X, 0.01f);
        Assert.Equal(layout.Midline + layout.EyeHalfDistance, right.X, 0.01f);
        Assert.Equal(layout.EyeHeight, left.Y, 0.01f);
        Assert.Equal(layout.EyeHeight, right.Y, 0.01f);
        Assert.Equal(layout.Midline, mouth.X, 0.01f);
        Assert.Equal(layout.EyeHeight + layout.EyeToMouth, mouth.Y, 0.01f);
    }

    /// <summary>Eyes and lips alone; the crop looks at nothing else.</summary>
    private static Vector2[] Face(float turn, float stretch, float eyes)
    {
        var points = new Vector2[Shape68.Count];
        var turned = Matrix3x2.CreateRotation(turn) * Matrix3x2.CreateTranslation(200, 150);
        void Place(Range range, float x, float y)
        {
            foreach (ref var point in points.AsSpan()[range])
            {
                point = Vector2.Transform(new Vector2(x, y * stretch), turned);
            }
        }

        Place(Shape68.LeftEye, -eyes / 2, 0);
        Place(Shape68.RightEye, eyes / 2, 0);
        Place(Shape68.OuterLips, 0, eyes);
        Place(Shape68.InnerLips, 0, eyes);
        Place(48..49, -0.4f * eyes, eyes);
        Place(54..55, 0.4f * eyes, eyes);
        return points;
    }
}
