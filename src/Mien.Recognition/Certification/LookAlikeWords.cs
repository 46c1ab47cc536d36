using System.Globalization;
using System.Numerics;

namespace Mien.Recognition.Certification;

/// <summary>The bits of a <see cref="LookAlikeHash"/>, and which of two are those of look-alikes.</summary>
internal sealed class LookAlikeWords
{
    private const string GrayMark = "gray-";

    /// <summary>
    /// Motion maps that differ in at most this share of their bits are look-alikes. On the 309 public maps of CASME II and
    /// SMIC, two different clips differ in at least 40 of 192 bits (median of the nearest one: 62), a clip and the mirror
    /// image of another in at least 48, and imitated neighbouring frames of one clip in 16 (median).
    /// </summary>
    private const double MotionShare = 1 / 8.0;

    /// <summary>
    /// Gray sequences that differ in at most this share of their bits are look-alikes. On 150 clips of 15 people of a
    /// made-up CASME II (<c>mien generate --like casme2 --videos 150 --subjects 15 --seed 77</c>, <c>mien prepare --map gray --tim 10
    /// --sequence 10 --size 64</c>), clips of two people differ in at least 96 of 384 bits, those of one person in at least 70,
    /// a clip and the mirror image of another in at least 85; the same clip moved by up to half a pixel in at most 37 (median
    /// 17), rounded to whole gray values in 44 (23), with noise of half a gray value in 38 (median). With four or five frames
    /// the bounds are as far apart (67 and 48).
    /// </summary>
    private const double GrayShare = 0.15;

    private readonly ulong[] _words;
    private readonly bool _gray;

    private LookAlikeWords(ulong[] words, bool gray) => (_words, _gray) = (words, gray);

    /// <summary>Of a motion map: a word a channel, u first.</summary>
    public static LookAlikeWords OfMotion(ulong[] words) => new(words, gray: false);

    /// <summary>Of a gray sequence: in turn a word of comparisons to the left and one of comparisons upwards.</summary>
    public static LookAlikeWords OfGray(ulong[] words) => new(words, gray: true);

    /// <summary>
    /// Reads a hash; null where the text is none. One word alone is none either: earlier versions hashed gray faces so, and
    /// took honest ones for copies.
    /// </summary>
    public static LookAlikeWords? Parse(string? hash)
    {
        var gray = hash?.StartsWith(GrayMark, StringComparison.Ordinal) ?? false;
        var digits = gray ? hash![GrayMark.Length..] : hash ?? "";
        if (digits.Length <= 16 || digits.Length % 16 != 0 || (gray && digits.Length % 32 != 0))
        {
            return null;
        }

        var words = new ulong[digits.Length / 16];
        for (var i = 0; i < words.Length; i++)
        {
            var word = digits.AsSpan(16 * i, 16);
            if (!ulong.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out words[i]))
            {
                return null;
            }
        }

        return new LookAlikeWords(words, gray);
    }

    /// <summary>Whether two hashes are of one kind and length, so that they can be compared.</summary>
    public bool Fits(LookAlikeWords other) => other._gray == _gray && other._words.Length == _words.Length;

    /// <summary>Whether two hashes that fit are those of look-alikes.</summary>
    public bool IsLike(LookAlikeWords other)
    {
        var bits = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            bits += BitOperations.PopCount(_words[i] ^ other._words[i]);
        }

        return bits <= (_gray ? GrayShare : MotionShare) * 64 * _words.Length;
    }

    /// <summary>
    /// The hash that the mirror image would have: in each row of bits the order turns
    /// round. So does each comparison to the left, unless the mirror image also has the other sign, as u has; comparisons
    /// upwards stay.
    /// </summary>
    public LookAlikeWords Mirrored() =>
        new([.. _words.Select((word, i) => Mirror(word, _gray ? i % 2 == 1 : i == 0))], _gray);

    /// <inheritdoc/>
    public override string ToString() => (_gray ? GrayMark : "") + string.Concat(_words.Select(word => $"{word:x16}"));

    private static ulong Mirror(ulong word, bool keepsItsBits)
    {
        var mirrored = 0UL;
        for (var bit = 0; bit < 64; bit++)
        {
            mirrored |= ((word >> bit) & 1) << ((bit & ~7) | (7 - (bit & 7)));
        }

        return keepsItsBits ? mirrored : ~mirrored;
    }
}
