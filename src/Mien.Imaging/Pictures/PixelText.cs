namespace Mien.Imaging.Pictures;

/// <summary>
/// Writes short lower-case texts on pictures: letters of five by seven pixels, for videos and pictures that must carry a few
/// words without any font being installed. Other characters become spaces.
/// </summary>
public static class PixelText
{
    private const int GlyphWidth = 5;
    private const int GlyphHeight = 7;
    private const int Advance = 6;

    // Rows of a glyph from the top, the leftmost pixel first.
    private static readonly Dictionary<char, string[]> Glyphs = new()
    {
        ['a'] = [".....", ".....", ".###.", "....#", ".####", "#...#", ".####"],
        ['b'] = ["#....", "#....", "####.", "#...#", "#...#", "#...#", "####."],
        ['c'] = [".....", ".....", ".###.", "#....", "#....", "#...#", ".###."],
        ['d'] = ["....#", "....#", ".####", "#...#", "#...#", "#...#", ".####"],
        ['e'] = [".....", ".....", ".###.", "#...#", "#####", "#....", ".###."],
        ['f'] = ["..##.", ".#..#", ".#...", "###..", ".#...", ".#...", ".#..."],
        ['g'] = [".....", ".####", "#...#", "#...#", ".####", "....#", ".###."],
        ['h'] = ["#....", "#....", "####.", "#...#", "#...#", "#...#", "#...#"],
        ['i'] = ["..#..", ".....", ".##..", "..#..", "..#..", "..#..", ".###."],
        ['j'] = ["...#.", ".....", "..##.", "...#.", "...#.", "#..#.", ".##.."],
        ['k'] = ["#....", "#....", "#..#.", "#.#..", "##...", "#.#..", "#..#."],
        ['l'] = [".##..", "..#..", "..#..", "..#..", "..#..", "..#..", ".###."],
        ['m'] = [".....", ".....", "##.#.", "#.#.#", "#.#.#", "#.#.#", "#.#.#"],
        ['n'] = [".....", ".....", "####.", "#...#", "#...#", "#...#", "#...#"],
        ['o'] = [".....", ".....", ".###.", "#...#", "#...#", "#...#", ".###."],
        ['p'] = [".....", "####.", "#...#", "#...#", "####.", "#....", "#...."],
        ['q'] = [".....", ".####", "#...#", "#...#", ".####", "....#", "....#"],
        ['r'] = [".....", ".....", "#.##.", "##..#", "#....", "#....", "#...."],
        ['s'] = [".....", ".....", ".####", "#....", ".###.", "....#", "####."],
        ['t'] = [".#...", ".#...", "###..", ".#...", ".#...", ".#..#", "..##."],
        ['u'] = [".....", ".....", "#...#", "#...#", "#...#", "#...#", ".####"],
        ['v'] = [".....", ".....", "#...#", "#...#", "#...#", ".#.#.", "..#.."],
        ['w'] = [".....", ".....", "#...#", "#.#.#", "#.#.#", "#.#.#", ".#.#."],
        ['x'] = [".....", ".....", "#...#", ".#.#.", "..#..", ".#.#.", "#...#"],
        ['y'] = [".....", "#...#", "#...#", "#...#", ".####", "....#", ".###."],
        ['z'] = [".....", ".....", "#####", "...#.", "..#..", ".#...", "#####"],
        ['0'] = [".###.", "#...#", "#..##", "#.#.#", "##..#", "#...#", ".###."],
        ['1'] = ["..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###."],
        ['2'] = [".###.", "#...#", "....#", "...#.", "..#..", ".#...", "#####"],
        ['3'] = [".###.", "#...#", "....#", "..##.", "....#", "#...#", ".###."],
        ['4'] = ["...#.", "..##.", ".#.#.", "#..#.", "#####", "...#.", "...#."],
        ['5'] = ["#####", "#....", "####.", "....#", "....#", "#...#", ".###."],
        ['6'] = ["..##.", ".#...", "#....", "####.", "#...#", "#...#", ".###."],
        ['7'] = ["#####", "....#", "...#.", "..#..", ".#...", ".#...", ".#..."],
        ['8'] = [".###.", "#...#", "#...#", ".###.", "#...#", "#...#", ".###."],
        ['9'] = [".###.", "#...#", "#...#", ".####", "....#", "...#.", ".##.."],
        ['.'] = [".....", ".....", ".....", ".....", ".....", ".##..", ".##.."],
        [','] = [".....", ".....", ".....", ".....", ".##..", "..#..", ".#..."],
        [';'] = [".....", ".##..", ".##..", ".....", ".##..", "..#..", ".#..."],
        [':'] = [".....", ".##..", ".##..", ".....", ".##..", ".##..", "....."],
        ['%'] = ["##..#", "##..#", "...#.", "..#..", ".#...", "#..##", "#..##"],
        ['-'] = [".....", ".....", ".....", ".###.", ".....", ".....", "....."],
        ['('] = ["..#..", ".#...", ".#...", ".#...", ".#...", ".#...", "..#.."],
        [')'] = ["..#..", "...#.", "...#.", "...#.", "...#.", "...#.", "..#.."],
    };

    /// <summary>Rows that a line of text needs, its spacing among them.</summary>
    /// <param name="scale">Pixels of a glyph's pixel.</param>
    public static int LineHeight(int scale) => (GlyphHeight + 3) * scale;

    /// <summary>Columns that a text needs.</summary>
    public static int WidthOf(string text, int scale)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length * Advance * scale;
    }

    /// <summary>Writes a text; what lies outside the picture is cut off.</summary>
    /// <param name="picture">Where to.</param>
    /// <param name="text">Upper-case letters are written in lower case.</param>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="scale">Pixels of a glyph's pixel.</param>
    /// <param name="color">A value a channel.</param>
    public static void Write(ByteImage picture, string text, int left, int top, int scale, ReadOnlySpan<byte> color)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(text);
        foreach (var letter in text)
        {
            if (Glyphs.TryGetValue(char.ToLowerInvariant(letter), out var glyph))
            {
                WriteGlyph(picture, glyph, left, top, scale, color);
            }

            left += Advance * scale;
        }
    }

    private static void WriteGlyph(
        ByteImage picture,
        string[] glyph,
        int left,
        int top,
        int scale,
        ReadOnlySpan<byte> color
    )
    {
        for (var y = 0; y < GlyphHeight * scale; y++)
        {
            for (var x = 0; x < GlyphWidth * scale; x++)
            {
                var (column, row) = (left + x, top + y);
                var isInside = column >= 0 && row >= 0 && column < picture.Width && row < picture.Height;
                if (isInside && glyph[y / scale][x / scale] == '#')
                {
                    color.CopyTo(picture.Pixel(column, row));
                }
            }
        }
    }
}
