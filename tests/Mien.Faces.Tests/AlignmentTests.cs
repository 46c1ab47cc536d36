using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Faces.Tests;

public sealed class AlignmentTests
{
    /// <summary>A made-up mean face: 68 points, jaw and brows at the extent, eyes and nose inside.</summary>
    private static readonly Vector2[] Mean = DrawMean();

    [Theory]
    [InlineData(AlignmentMethod.Similarity)]
    [InlineData(AlignmentMethod.Affine)]
    public void A_turned_face_is_brought_back_to_the_mean_face(AlignmentMethod method)
    {
        var turn = Matrix3x2.CreateScale(180) * Matrix3x2.CreateRotation(0.3f) * Matrix3x2.CreateTranslation(300, 150);
        var face = Mean.Select(point => Vector2.Transform(point, turn)).ToArray();
        var upright = FaceAlignment.Of(Mean.Select(point => 180 * point).ToArray(), Mean, 128, method);

        var alignment = FaceAlignment.Of(face, Mean, 128, method);

        foreach (var (a, b) in alignment.ToCrop(face).Zip(upright.ToCrop(Mean.Select(p => 180 * p).ToArray())))
        {
            Assert.InRange(Vector2.Distance(a, b), 0, 0.01f);
        }
    }

    [Theory]
    [InlineData(AlignmentMethod.Similarity)]
    [InlineData(AlignmentMethod.Affine)]
    [InlineData(AlignmentMethod.None)]
    public void All_landmarks_lie_inside_the_crop_with_a_margin_above(AlignmentMethod method)
    {
        var face = Mean.Select(point => (200 * point) + new Vector2(50, 80)).ToArray();

        var inside = FaceAlignment.Of(face, Mean, 128, method).ToCrop(face);

        Assert.All(inside, point => Assert.True(point.X is > 0 and < 127 && point.Y is > 0 and < 127, $"{point}"));
        var height = inside.Max(point => point.Y) - inside.Min(point => point.Y);
        Assert.InRange(inside.Min(point => point.Y) / height, 0.15, 0.25);
    }

    [Theory]
    [InlineData("face")]
    [InlineData("box")]
    [InlineData("brows")]
    [InlineData("face above=0.3 beside=-0.1")]
    public void A_layout_reads_as_it_is_written(string line) => Assert.Equal(line, CropLayout.Parse(line).ToString());

    [Theory]
    [InlineData("head", "no crop")]
    [InlineData("face left=1", "'left'")]
    [InlineData("box above=9", "-0.3 to 2")]
    public void A_layout_that_cannot_be_used_is_one_sentence(string line, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<InputFaultException>(() => CropLayout.Parse(line)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_box_is_the_one_that_the_mean_shape_is_drawn_in()
    {
        Installed.RequireModels();

        var square = CropLayout.Box.SquareOf(Installed.Model.MeanShape);

        Assert.Equal(0, square.X, 0.002);
        Assert.Equal(0, square.Y, 0.002);
        Assert.Equal(1, square.Z, 0.002);
    }

    [Fact]
    public void Brows_end_where_the_crop_does()
    {
        Installed.RequireModels();
        var mean = Installed.Model.MeanShape;

        var square = CropLayout.Brows.SquareOf(mean);

        // As high as the landmarks and a twentieth above them, so the chin is cut.
        var (top, bottom) = (mean.Min(point => point.Y), mean.Max(point => point.Y));
        Assert.Equal(bottom - top, square.Z, 0.001);
        Assert.Equal(top - (0.05 * (bottom - top)), square.Y, 0.001);
        Assert.InRange(mean[17].X, square.X, square.X + (0.1f * square.Z));
    }

    [Fact]
    public void Another_size_shows_the_same_part_of_the_picture()
    {
        var turn = Matrix3x2.CreateScale(180) * Matrix3x2.CreateRotation(0.3f) * Matrix3x2.CreateTranslation(300, 150);
        var face = Mean.Select(point => Vector2.Transform(point, turn)).ToArray();
        var large = FaceAlignment.Of(face, Mean, 128);

        var small = large.Resized(48);

        Assert.Equal(48, small.Size);
        Assert.Equal(large.Scale * 128 / 48, small.Scale, 1e-4);
        // The outer corners of the crop lie half a pixel outside the middles of its corner pixels.
        foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(0, 0), (1, 0), (0, 1)])
        {
            var (a, b) = (new Vector2(x, y) * 128, new Vector2(x, y) * 48);
            var half = new Vector2(0.5f);
            Assert.InRange(
                Vector2.Distance(
                    Vector2.Transform(a - half, large.CropToPicture),
                    Vector2.Transform(b - half, small.CropToPicture)
                ),
                0,
                0.001f
            );
        }
    }

    [Fact]
    public void Without_a_turn_the_square_stays_upright()
    {
        var turn = Matrix3x2.CreateScale(180) * Matrix3x2.CreateRotation(0.3f);
        var face = Mean.Select(point => Vector2.Transform(point, turn)).ToArray();

        var map = FaceAlignment.Of(face, Mean, 128, AlignmentMethod.None).CropToPicture;

        Assert.Equal((0f, 0f, map.M11), (map.M12, map.M21, map.M22));
    }

    [Theory]
    [InlineData(1.0f, 0)]
    [InlineData(2.7f, 0.4f)]
    public void A_crop_of_a_slope_is_the_slope(float scale, float angle)
    {
        var picture = Photograph.Draw(250, 250, (x, y) => x / 2 + y / 2);
        var map = Matrix3x2.CreateScale(scale) * Matrix3x2.CreateRotation(angle) * Matrix3x2.CreateTranslation(90, 40);
        var crop = new Plane(32, 32);

        FaceCropper.Crop(picture, new FaceAlignment(map, 32), crop);

        for (var i = 0; i < 32 * 32; i++)
        {
            var place = Vector2.Transform(new Vector2(i % 32, i / 32), map);
            // The picture's own rounding down takes half a level from each term on the mean.
            Assert.Equal((place.X + place.Y) / 2 - 0.5, crop.Samples[i], 0.9);
        }
    }

    [Theory]
    [InlineData(1.3f, 0.2f, 60)]
    [InlineData(3.1f, -0.5f, 100)]
    [InlineData(1.3f, 0.2f, -10)]
    public void Vectors_crop_as_the_plain_code_does(float scale, float angle, float shift)
    {
        var picture = Photograph.Draw(400, 330, (x, y) => (x * 31 + y * 17 + (x * y / 5)) & 255);
        var map = Matrix3x2.CreateScale(scale) * Matrix3x2.CreateRotation(angle);
        var alignment = new FaceAlignment(map * Matrix3x2.CreateTranslation(shift, 80), 64);
        var (fast, plain) = (new Plane(64, 64), new Plane(64, 64));

        FaceCropper.Crop(picture, alignment, fast);
        FaceCropper.CropPlainly(picture, alignment, plain);

        Assert.All(fast.Samples.Zip(plain.Samples), pair => Assert.Equal(pair.Second, pair.First, 0.01));
    }

    [Fact]
    public void The_whole_picture_is_its_own_crop()
    {
        var picture = Photograph.Draw(64, 64, (x, y) => (x * 7 + y * 3) & 255);
        var crop = new Plane(64, 64);

        FaceCropper.Crop(picture, FaceAlignment.WholePicture(64, 64, 64), crop);

        Assert.Equal(picture.Samples, crop.Samples.Select(value => (byte)value));
    }

    [Fact]
    public void The_robust_fit_leaves_a_local_expression_and_takes_the_head()
    {
        var (flow, expression) = (new FlowField(96, 96), new FlowField(96, 96));
        for (var i = 0; i < 96 * 96; i++)
        {
            var (x, y) = (i % 96, i / 96);
            var bump = 1.5f * MathF.Exp(-(((x - 60) * (x - 60)) + ((y - 70) * (y - 70))) / 100f);
            expression.V.Samples[i] = -bump;
            flow.U.Samples[i] = 0.8f + (0.01f * (y - 47.5f));
            flow.V.Samples[i] = -bump - 0.4f - (0.01f * (x - 47.5f)) + (0.005f * (y - 47.5f));
        }

        var motion = HeadMotion.Remove(flow, HeadMotionMethod.RobustAffine, Mean);

        Assert.InRange(flow.MeanEndPointDistance(expression), 0, 0.02);
        Assert.Equal(0.8, motion.U0, 0.02);
        Assert.Equal(-0.01, motion.Vx, 0.002);
    }

    [Fact]
    public void The_nose_bridge_takes_a_shift()
    {
        var flow = new FlowField(96, 96);
        Array.Fill(flow.U.Samples, 0.7f);
        Array.Fill(flow.V.Samples, -0.2f);

        var motion = HeadMotion.Remove(flow, HeadMotionMethod.NoseBridge, [.. Mean.Select(point => 96 * point)]);

        Assert.Equal(Math.Sqrt(0.53), motion.Shift, 1e-5);
        Assert.All(flow.U.Samples.Concat(flow.V.Samples), value => Assert.Equal(0, value, 1e-5));
    }

    [Fact]
    public void A_slow_crop_hardly_moves_while_landmarks_tremble_and_follows_a_walk()
    {
        var random = new RandomStream(5);
        var slow = new SlowAlignment(Mean, 128);
        Vector2 Corner(FaceAlignment alignment) => alignment.CropToPicture.Translation;
        Vector2[] Face(float x) =>
            [.. Mean.Select(p => (200 * p) + new Vector2(x + (float)random.Normal(0.5), (float)random.Normal(0.5)))];
        var still = Enumerable.Range(0, 100).Select(i => Corner(slow.Next(Face(0), i / 100.0))).ToArray();
        var walk = Enumerable.Range(100, 200).Select(i => slow.Next(Face(i - 100), i / 100.0)).Last();

        // A half second of a micro-expression against the tremble of half a pixel.
        Assert.InRange(Vector2.Distance(still[^1], still[^50]), 0, 0.2);
        Assert.InRange(199 + still[0].X - Corner(walk).X, -3, 12);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(4.0)]
    public void A_still_face_with_camera_noise_has_next_to_no_motion(double noise)
    {
        var path = RealData.Require("video/single_face.mp4");
        Installed.RequireModels();
        Installed.Require("ffmpeg", "/usr/bin/ffmpeg");
        using var video = FrameSources.Open(path);
        var frame = video.ReadAll().First().Frame;
        var points = new Vector2[68];
        var box = new CascadeDetector(Installed.Cascade).Detect(frame)[0].Box;
        new LandmarkFitter(Installed.Model).FitDetection(frame, box, points);
        var alignment = FaceAlignment.Of(points, Installed.Model.MeanShape, 128);
        var (first, second) = (Noisy(frame, noise, 1, alignment), Noisy(frame, noise, 2, alignment));
        var flow = new FlowField(128, 128);
        new TvL1(128, 128).Estimate(first, second, flow);

        var mean = flow.U.Samples.Zip(flow.V.Samples, (u, v) => Math.Sqrt((u * u) + (v * v))).Average();

        Assert.True(mean < 0.05, $"{mean} px");
    }

    private static Plane Noisy(ByteImage frame, double noise, ulong seed, FaceAlignment alignment)
    {
        var random = new RandomStream(seed);
        var noisy = new ByteImage(frame.Width, frame.Height, 1);
        for (var i = 0; i < noisy.Samples.Length; i++)
        {
            noisy.Samples[i] = (byte)Math.Clamp(Math.Round(frame.Samples[i] + random.Normal(noise)), 0, 255);
        }

        var crop = new Plane(alignment.Size, alignment.Size);
        FaceCropper.Crop(noisy, alignment, crop);
        return crop;
    }

    private static Vector2[] DrawMean()
    {
        var points = new Vector2[68];
        for (var i = 0; i < 68; i++)
        {
            var angle = i * MathF.PI / 16;
            points[i] = i switch
            {
                < 17 => new Vector2(0.5f - (0.48f * MathF.Cos(angle)), 0.35f + (0.62f * MathF.Sin(angle))),
                < 27 => new Vector2(0.1f + (0.08f * (i - 17)), 0.15f),
                < 31 => new Vector2(0.5f, 0.3f + (0.08f * (i - 27))),
                < 36 => new Vector2(0.4f + (0.05f * (i - 31)), 0.6f),
                < 42 => new Vector2(0.25f + (0.06f * MathF.Cos(angle)), 0.3f + (0.02f * MathF.Sin(angle))),
                < 48 => new Vector2(0.75f + (0.06f * MathF.Cos(angle)), 0.3f + (0.02f * MathF.Sin(angle))),
                _ => new Vector2(0.5f + (0.15f * MathF.Cos(angle)), 0.75f + (0.05f * MathF.Sin(angle))),
            };
        }

        return points;
    }
}
