using Mien.Faces.Detection;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Tests;

/// <summary>golden/cascades.csv holds what OpenCV 4.6 finds; golden/cascades.py made it.</summary>
public sealed class CascadeDetectorTests
{
    private static readonly string Golden = Path.Combine(RealData.Repository, "tests/Mien.Faces.Tests/golden");

    private static readonly ByteImage Pattern = Photograph.Draw(
        200,
        150,
        (x, y) =>
        {
            var noise = ((x * 7919) + (y * 104729) + (x * y * 31)) % 61;
            return ((x * 2) + y + (60 * (((x / 23) + (y / 17)) % 2)) + noise) % 256;
        }
    );

    public static TheoryData<string> MadeUp => [.. Rows(installed: false).Select(row => row.Cascade)];

    public static TheoryData<string, string> Photographs =>
        [.. Rows(installed: true).Select(row => (row.Cascade, row.Picture))];

    [Theory]
    [MemberData(nameof(MadeUp))]
    public void Passes_the_windows_that_OpenCV_passes(string name)
    {
        var row = Rows(installed: false).Single(row => row.Cascade == name);

        Check(row, Cascade.Read(Path.Combine(Golden, $"{name}.xml")), Pattern);
    }

    [Theory]
    [MemberData(nameof(Photographs))]
    public void Finds_the_faces_that_OpenCV_finds(string name, string picture)
    {
        var photograph = Photograph.Read($"faces/{picture}.jpg");
        var path = Path.Combine(Installed.Cascades, $"{name}.xml");
        Installed.Require("opencv-data", path);

        Check(
            Rows(installed: true).Single(r => r.Cascade == name && r.Picture == picture),
            Cascade.Read(path),
            photograph
        );
    }

    [Fact]
    public void Finds_the_same_with_any_number_of_threads()
    {
        var detector = new CascadeDetector(Cascade.Read(Path.Combine(Golden, "haar-trees.xml")));
        var one = Detect(detector, Pattern, new DetectorOptions { Threads = 1, MinNeighbors = 0 });

        Assert.Equal(one, Detect(detector, Pattern, new DetectorOptions { Threads = 5, MinNeighbors = 0 }));
    }

    [Fact]
    public void A_part_is_searched_as_if_it_were_cut_out()
    {
        var detector = new CascadeDetector(Cascade.Read(Path.Combine(Golden, "haar-trees.xml")));
        var options = new DetectorOptions { MinNeighbors = 0 };
        var part = new FaceBox(7, 5, Pattern.Width - 20, Pattern.Height - 11);
        var cut = new ByteImage((int)part.Width, (int)part.Height, 1);
        for (var y = 0; y < cut.Height; y++)
        {
            Pattern.Row(y + 5).Slice(7, cut.Width).CopyTo(cut.Row(y));
        }

        var whole = detector.Detect(Pattern, options);
        var there = detector.Detect(Pattern, part, options);
        var alone = detector
            .Detect(cut, options)
            .Select(face => face.Box with { X = face.Box.X + 7, Y = face.Box.Y + 5 });

        Assert.NotEmpty(there);
        Assert.Equal(alone, there.Select(face => face.Box));
        // Another layout in between leaves nothing behind.
        Assert.Equal(whole, detector.Detect(Pattern, options));
        Assert.Throws<ArgumentException>(() => detector.Detect(Pattern, part with { X = 30 }));
    }

    [Fact]
    public void Keeps_to_the_sizes_asked_for()
    {
        var detector = new CascadeDetector(Cascade.Read(Path.Combine(Golden, "haar-stumps.xml")));
        var faces = Detect(
            detector,
            Pattern,
            new DetectorOptions
            {
                MinNeighbors = 0,
                MinSize = 40,
                MaxSize = 50,
            }
        );

        Assert.NotEmpty(faces);
        Assert.All(faces, face => Assert.InRange(face.Box.Width, 40, 50));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(19, 100)]
    [InlineData(20, 20)]
    [InlineData(21, 300)]
    public void Survives_pictures_hardly_larger_than_the_window(int width, int height)
    {
        foreach (var file in Directory.GetFiles(Golden, "*.xml"))
        {
            var picture = Photograph.Draw(width, height, (x, y) => (x * y * 37) & 255);
            Detect(new CascadeDetector(Cascade.Read(file)), picture, new DetectorOptions { MinNeighbors = 0 });
        }
    }

    [Theory]
    [InlineData("no xml at all", "line 1 is no well-formed XML")]
    [InlineData("<a/>", "no OpenCV storage")]
    [InlineData("<opencv_storage><c><featureType>HOG</featureType></c></opencv_storage>", "'HOG'")]
    [InlineData("<opencv_storage><c><size>20 20000</size></c></opencv_storage>", "window of 20 x 20000")]
    [InlineData("<opencv_storage><c><size>20 20</size><stages/></c></opencv_storage>", "no stages")]
    public void Refuses_what_is_no_cascade(string text, string part)
    {
        Assert.Contains(part, Refusal(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<internalNodes>0 -1 0 ", "<internalNodes>0 -1 999 ", "uses feature 999")]
    [InlineData("<internalNodes>0 -1 0 ", "<internalNodes>1 -1 0 ", "whose child is 1")]
    [InlineData("<internalNodes>0 -1 0 ", "<internalNodes>0 -2 0 ", "whose child is -2")]
    [InlineData("<internalNodes>0 -1 0 ", "<internalNodes>0 -1 x ", "'x' where a number")]
    [InlineData("<width>20</width>", "<width>5</width>", "leaves its window")]
    [InlineData("<leafValues>", "<leafValues>1 ", "3 leaves")]
    public void Refuses_a_damaged_cascade(string good, string bad, string part)
    {
        var text = File.ReadAllText(Path.Combine(Golden, "haar-stumps.xml"));
        Assert.Contains(good, text, StringComparison.Ordinal);

        Assert.Contains(part, Refusal(text.Replace(good, bad, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    public void A_window_inside_a_stronger_group_is_dropped(int few, int expected)
    {
        var strong = Enumerable.Repeat(new WindowHit(10, 10, 100, 100), 9);
        var weak = Enumerable.Repeat(new WindowHit(40, 40, 30, 30), few);

        Assert.Equal(expected, RectangleGrouping.Group([.. strong, .. weak], 2).Count);
    }

    private static string Refusal(string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("mien").FullName, "cascade.xml");
        File.WriteAllText(path, text);
        return Assert.Throws<InputFaultException>(() => Cascade.Read(path)).Message;
    }

    private static void Check(Row row, Cascade cascade, ByteImage picture)
    {
        var detector = new CascadeDetector(cascade);
        var windows = Detect(detector, picture, new DetectorOptions { MinNeighbors = 0 });
        var faces = Detect(detector, picture, new DetectorOptions());
        var sum = windows.Sum(w => (3 * w.Box.X) + (5 * w.Box.Y) + (7 * w.Box.Width) + (11 * w.Box.Height));

        Assert.Equal((row.Windows, row.Checksum), (windows.Count, sum));
        Assert.Equal(row.Boxes.Order(), faces.Select(Text).Order());
    }

    private static IReadOnlyList<FaceDetection> Detect(
        CascadeDetector detector,
        ByteImage p,
        DetectorOptions options
    ) => detector.Detect(p, options);

    private static string Text(FaceDetection face) => $"{face.Box.X} {face.Box.Y} {face.Box.Width} {face.Box.Height}";

    private static IEnumerable<Row> Rows(bool installed)
    {
        var table = CsvTable.Read(Path.Combine(Golden, "cascades.csv"));
        for (var i = 0; i < table.Count; i++)
        {
            var row = new Row(
                table[i, "cascade"],
                table[i, "picture"],
                int.Parse(table[i, "windows"]),
                double.Parse(table[i, "checksum"]),
                table[i, "boxes"].Split(';', StringSplitOptions.RemoveEmptyEntries)
            );
            if (installed == row.Cascade.Contains('/'))
            {
                yield return row;
            }
        }
    }

    private sealed record Row(string Cascade, string Picture, int Windows, double Checksum, string[] Boxes);
}
