using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Pictures;

public sealed class PixelTextTests
{
    [Fact]
    public void A_letter_is_drawn_in_its_place_and_nothing_beside_it()
    {
        var picture = new ByteImage(16, 12, 1);

        PixelText.Write(picture, "L", 3, 2, 1, [255]);

        // An upper-case letter is written in lower case: a bar with a foot.
        string[] drawn = [.. Enumerable.Range(2, 7).Select(y => RowOf(picture, y, 3, 5))];
        Assert.Equal([".##..", "..#..", "..#..", "..#..", "..#..", "..#..", ".###."], drawn);
        Assert.Equal(10, picture.Samples.Count(value => value == 255));
    }

    [Fact]
    public void What_lies_outside_is_cut_off_and_unknown_letters_are_spaces()
    {
        var picture = new ByteImage(8, 8, 3);

        PixelText.Write(picture, "a\u00e9\u4e2d", 5, -3, 2, [1, 2, 3]);
        Assert.Contains((byte)3, picture.Samples);

        var empty = new ByteImage(60, 12, 1);
        PixelText.Write(empty, "\u00e9 \u4e2d", 0, 0, 1, [255]);
        Assert.All(empty.Samples, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Its_width_is_known_before()
    {
        var picture = new ByteImage(200, 40, 1);

        PixelText.Write(picture, "upper lip 1.5 px", 0, 0, 2, [9]);

        var last = Enumerable.Range(0, 200).Last(x => Enumerable.Range(0, 40).Any(y => picture.Pixel(x, y)[0] == 9));
        Assert.InRange(last, PixelText.WidthOf("upper lip 1.5 px", 2) - 6, PixelText.WidthOf("upper lip 1.5 px", 2));
    }

    private static string RowOf(ByteImage picture, int y, int left, int count) =>
        string.Concat(Enumerable.Range(left, count).Select(x => picture.Pixel(x, y)[0] > 0 ? '#' : '.'));
}
