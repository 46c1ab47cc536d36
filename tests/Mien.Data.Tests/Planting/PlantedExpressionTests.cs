using System.Numerics;
using Mien.Data.LongVideos;
using Mien.Data.Planting;
using Mien.Data.Tests.LongVideos;
using Mien.Faces.Alignment;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Data.Tests.Planting;

/// <summary>What is planted into a frame is what a flow method finds in it, and nothing else.</summary>
public sealed class PlantedExpressionTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 2.0)]
    [InlineData(5, 2.8)]
    public void A_planted_motion_has_the_size_it_is_told_in(ulong seed, double size)
    {
        var (rest, landmarks, alignment) = DrawnPerson.Take(3);
        var planted = Copy(rest);
        var plant = PlantedExpression.Draw(new RandomStream(seed), landmarks, alignment, size, 10, 8);
        plant.Apply(planted, alignment, 1);

        var (before, after) = (new Plane(128, 128), new Plane(128, 128));
        FaceCropper.Crop(rest, alignment, before);
        FaceCropper.Crop(planted, alignment, after);
        var flow = new FlowField(128, 128);
        new TvL1(128, 128).Estimate(before, after, flow);
        var lengths = flow.U.Samples.Zip(flow.V.Samples, (u, v) => Math.Sqrt((u * u) + (v * v))).Order().ToArray();
        Assert.InRange(lengths[^25], 0.7 * size, 1.25 * size);
    }

    [Fact]
    public void The_frame_is_unchanged_outside_the_face_and_where_nothing_moves()
    {
        var (rest, landmarks, alignment) = DrawnPerson.Take(3);
        var plant = PlantedExpression.Draw(new RandomStream(1), landmarks, alignment, 3, 10, 8);
        var planted = Copy(rest);
        plant.Apply(planted, alignment, 1);
        var changed = Enumerable
            .Range(0, rest.Samples.Length)
            .Where(i => rest.Samples[i] != planted.Samples[i])
            .ToList();
        Assert.InRange(changed.Count, 500, rest.Samples.Length / 5);
        var crop = alignment.ToCrop([.. changed.Select(i => new Vector2(i % rest.Width, i / rest.Width))]);
        Assert.All(crop, place => Assert.True(place.X is > -20 and < 148 && place.Y is > -20 and < 148));

        var untouched = Copy(rest);
        plant.Apply(untouched, alignment, plant.StrengthAt(10));
        Assert.Equal(rest.Samples, untouched.Samples);
        Assert.Equal((10, 18, 1f, 0f), (plant.Onset, plant.Offset, plant.StrengthAt(plant.Apex), plant.StrengthAt(18)));
    }

    [Fact]
    public void A_plant_goes_with_the_face()
    {
        var (rest, landmarks, alignment) = DrawnPerson.Take(3);
        var plant = PlantedExpression.Draw(new RandomStream(1), landmarks, alignment, 3, 10, 8);
        var shifted = new ByteImage(rest.Width, rest.Height, 1);
        for (var y = 0; y < rest.Height; y++)
        {
            rest.Row(y)[..^12].CopyTo(shifted.Row(y)[12..]);
        }

        var moved = alignment with { CropToPicture = alignment.CropToPicture * Matrix3x2.CreateTranslation(12, 0) };
        var (here, there) = (Copy(rest), Copy(shifted));
        plant.Apply(here, alignment, 1);
        plant.Apply(there, moved, 1);
        // The same picture, twelve columns further right, but for rounding of the map.
        for (var y = 40; y < rest.Height - 40; y++)
        {
            for (var x = 60; x < rest.Width - 60; x++)
            {
                Assert.InRange(here.Row(y)[x] - there.Row(y)[x + 12], -1, 1);
            }
        }
    }

    private static ByteImage Copy(ByteImage image) =>
        new(image.Width, image.Height, image.Channels, [.. image.Samples]);
}
