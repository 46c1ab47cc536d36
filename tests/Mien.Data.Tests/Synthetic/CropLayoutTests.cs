using System.Numerics;
using Mien.Data.Synthetic;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Foundation;

namespace Mien.Data.Tests.Synthetic;

public sealed class CropLayoutTests
{
    [Fact]
    public void The_aligned_layout_is_where_the_crop_rule_puts_the_mean_face()
    {
        var mean = MeanShape();
        var square = new Faces.Alignment.CropLayout().SquareOf(mean);
        var (left, right) = (Cell(Shape68.LeftEye), Cell(Shape68.RightEye));
        var brows = (Cell(Shape68.LeftBrow) + Cell(Shape68.RightBrow)) / 2;
        var layout = CropLayout.Aligned;

        Assert.Equal((left.X + right.X) / 2, layout.Midline, 0.05f);
        Assert.Equal((right.X - left.X) / 2, layout.EyeHalfDistance, 0.05f);
        Assert.Equal((left.Y + right.Y) / 2, layout.EyeHeight, 0.05f);
        Assert.Equal(left.Y - brows.Y, layout.BrowGap, 0.05f);
        Assert.Equal((Cell(54..55).X - Cell(48..49).X) / 2, layout.MouthHalfWidth, 0.05f);
        // The line between the lips bends: between its ends and its middle.
        Assert.InRange(layout.EyeToMouth, Cell(48..49).Y - left.Y, ((Cell(62..63).Y + Cell(66..67).Y) / 2) - left.Y);

        Vector2 Cell(Range part)
        {
            var place = Shape68.Center(mean, part);
            return new Vector2(place.X - square.X, place.Y - square.Y) / square.Z * CropLayout.Cells;
        }
    }

    [Fact]
    public void Layouts_have_names()
    {
        Assert.Equal("tight", CropLayout.Tight.Name);
        Assert.Equal("aligned", CropLayout.Aligned.Name);
        Assert.Equal("", (CropLayout.Tight with { EyeHeight = 9 }).Name);
    }

    private static Vector2[] MeanShape()
    {
        try
        {
            return [.. new FaceModels().ReadLandmarks().MeanShape];
        }
        catch (InputFaultException fault)
        {
            Assert.Skip(fault.Message);
            throw;
        }
    }
}
