using System.Numerics;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Tests;

/// <summary>golden/landmarks.csv holds where dlib 19.24 puts landmarks; golden/landmarks.cpp made it.</summary>
public sealed class LandmarkModelTests
{
    private static readonly CsvTable Golden = CsvTable.Read(
        Path.Combine(RealData.Repository, "tests/Mien.Faces.Tests/golden/landmarks.csv")
    );

    [Theory]
    [InlineData("pattern")]
    [InlineData("2007_007763")]
    [InlineData("2008_001009")]
    [InlineData("2008_001322")]
    [InlineData("2008_002079")]
    public void Landmarks_equal_dlibs(string name)
    {
        var picture = name == "pattern" ? Pattern() : Photograph.Read($"faces/{name}.jpg");
        Installed.Require("libdlib-data", Installed.Landmarks);
        var points = new Vector2[68];
        for (var i = 0; i < Golden.Count; i++)
        {
            if (Golden[i, "picture"] != name)
            {
                continue;
            }

            Installed.Model.Fit(picture, BoxOf(i), points);
            var point = points[(int)Number(i, "point")];
            Assert.Equal(Number(i, "px"), point.X, 0.01);
            Assert.Equal(Number(i, "py"), point.Y, 0.01);
        }
    }

    [Fact]
    public void Fits_side_by_side_are_the_single_fits()
    {
        Installed.Require("libdlib-data", Installed.Landmarks);
        var (picture, single, all) = (Pattern(), new Vector2[68], new Vector2[3 * 68]);
        FaceBox[] boxes = [new(200, 120, 200, 200), new(210, 110, 180, 180), new(500, 300, 200, 200)];

        Installed.Model.FitAll(picture, boxes, all);

        for (var i = 0; i < boxes.Length; i++)
        {
            Installed.Model.Fit(picture, boxes[i], single);
            Assert.Equal(single, all[(68 * i)..(68 * (i + 1))]);
        }
    }

    [Fact]
    public void The_box_for_a_mean_shape_is_the_one_it_was_drawn_in()
    {
        Installed.Require("libdlib-data", Installed.Landmarks);
        var points = Installed.Model.MeanShape.Select(p => new Vector2(30 + (149 * p.X), 60 + (149 * p.Y))).ToArray();

        var box = Installed.Model.BoxFor(points);

        Assert.Equal(30, box.X, 0.01);
        Assert.Equal(60, box.Y, 0.01);
        Assert.Equal(150, box.Width, 0.01);
    }

    [Fact]
    public void A_fit_takes_no_memory_from_the_collector()
    {
        Installed.Require("libdlib-data", Installed.Landmarks);
        var (picture, points) = (Pattern(), new Vector2[68]);
        var box = new FaceBox(200, 120, 200, 200);

        Assert.Equal(0, Allocations.Least(() => Installed.Model.Fit(picture, box, points)));
    }

    [Fact]
    public void Every_cut_of_a_small_model_is_refused_in_one_sentence()
    {
        var whole = SmallModel.Bytes();
        Assert.Equal(2, Read(whole).PointCount);
        for (var length = 0; length < whole.Length; length++)
        {
            var fault = Assert.Throws<InputFaultException>(() => Read(whole[..length]));
            Assert.Contains("give a shape predictor of dlib", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_changed_byte_of_a_small_model_is_read_or_refused()
    {
        var whole = SmallModel.Bytes();
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var flip in (byte[])[1, 0x10, 0x80, 0xFF])
            {
                var changed = (byte[])whole.Clone();
                changed[at] ^= flip;
                try
                {
                    var model = Read(changed);
                    model.Fit(new ByteImage(10, 10, 1), new FaceBox(2, 2, 5, 5), new Vector2[model.PointCount]);
                }
                catch (InputFaultException)
                {
                    // Refusing is the other good end.
                }
            }
        }
    }

    [Fact]
    public void A_missing_model_says_what_to_install()
    {
        var models = new FaceModels(Directory.CreateTempSubdirectory("mien").FullName);

        var cascade = Assert.Throws<InputFaultException>(() => models.FindCascade());
        var landmarks = Assert.Throws<InputFaultException>(models.FindLandmarks);

        Assert.Contains("install the package opencv-data", cascade.Message, StringComparison.Ordinal);
        Assert.Contains("install the package libdlib-data", landmarks.Message, StringComparison.Ordinal);
    }

    private static LandmarkModel Read(byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}.dat");
        File.WriteAllBytes(path, bytes);
        try
        {
            return LandmarkModel.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ByteImage Pattern() =>
        Photograph.Draw(640, 480, (x, y) => (((x * 3) + (y * 5)) ^ ((x * y) >> 6)) & 255);

    private static FaceBox BoxOf(int row) =>
        new(Number(row, "x"), Number(row, "y"), Number(row, "width"), Number(row, "height"));

    private static double Number(int row, string column) => double.Parse(Golden[row, column]);
}
