using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Tests.Certification;

/// <summary>Aligned gray faces, which all look alike: honest clips are no copies, copies are.</summary>
public sealed class GrayLookAlikeTests
{
    private const int Side = 64;

    [Fact]
    public void Honest_clips_of_aligned_faces_are_no_copies()
    {
        var clips = Enumerable.Range(0, 40).Select(clip => Film(clip)).ToArray();

        var check = Check(clips, [.. Enumerable.Range(0, 20)], [.. Enumerable.Range(20, 20)]);

        Assert.Equal(CheckStatus.Holds, check.Status);
    }

    [Fact]
    public void A_mirror_copy_is_named()
    {
        var copy = Change(Film(1), (map, frame, y, x) => map[frame, y, Side - 1 - x, 0]);

        Assert.Contains("is a mirror image of", Failure(Film(1), copy), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mirror_copy_of_a_face_before_black_is_named()
    {
        // Two thirds of the picture never change, so that most cells are exactly alike.
        var clip = Change(Film(1), (map, frame, y, x) => y is > 20 and < 44 ? map[frame, y, x, 0] : 0);
        var copy = Change(clip, (map, frame, y, x) => map[frame, y, Side - 1 - x, 0]);

        Assert.Contains("is a mirror image of", Failure(clip, copy), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_with_noise_is_named()
    {
        var random = new RandomStream(5);
        var copy = Change(Film(1), (map, frame, y, x) => map[frame, y, x, 0] + (float)random.Normal(0.5));

        Assert.Contains("is a near copy of", Failure(Film(1), copy), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mirror_copy_in_whole_gray_values_is_named()
    {
        var copy = Change(Film(1), (map, frame, y, x) => MathF.Round(map[frame, y, Side - 1 - x, 0]));

        Assert.Contains("is a mirror image of", Failure(Film(1), copy), StringComparison.Ordinal);
    }

    [Fact]
    public void A_brighter_copy_moved_by_half_a_pixel_is_named()
    {
        var copy = Change(
            Film(1),
            (map, frame, y, x) => 10 + (0.55f * (map[frame, y, x, 0] + map[frame, y, Math.Min(x + 1, Side - 1), 0]))
        );

        Assert.Contains("is a near copy of", Failure(Film(1), copy), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)] // --map apex
    [InlineData(3)]
    public void Of_pictures_that_show_who_rather_than_what_nothing_is_said(int frames)
    {
        var clips = Enumerable.Range(0, 2).Select(clip => First(Film(clip), frames)).ToArray();

        Assert.Equal(CheckStatus.Unknown, Check(clips, [0], [1]).Status);
    }

    [Fact]
    public void A_clip_in_which_nothing_changes_is_no_copy_of_another()
    {
        var still = Change(Film(1), (map, _, y, x) => map[y, x, 0]);

        Assert.Equal(CheckStatus.Unknown, Check([still, still], [0], [1]).Status);
    }

    [Fact]
    public void Hashes_of_gray_faces_by_earlier_versions_say_nothing()
    {
        Assert.Null(LookAlikeWords.Parse("0f1e2d3c4b5a6978"));
        Assert.NotNull(LookAlikeWords.Parse("0f1e2d3c4b5a69780f1e2d3c4b5a6978"));
    }

    private static string Failure(MotionMap tested, MotionMap trained)
    {
        var check = Check([tested, trained], [0], [1]);
        Assert.Equal(CheckStatus.Fails, check.Status);
        return check.Detail;
    }

    private static Check Check(MotionMap[] clips, int[] test, int[] train) =>
        LeakChecks.Run(OneFold.Of(clips, train, test)).Single(check => check.Name == "look-alikes apart");

    private static MotionMap Change(MotionMap map, Func<MotionMap, int, int, int, float> value)
    {
        var values = new float[map.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(map, i / (Side * Side), i / Side % Side, i % Side);
        }

        return new MotionMap(map.Shape, values);
    }

    private static MotionMap First(MotionMap map, int frames) =>
        new(map.Shape with { Frames = frames }, map.Values[..(frames * map.Shape.FrameLength)]);

    /// <summary>
    /// Ten frames of one face that all clips share: brows, eyes and mouth are dark bars; a fold of the skin grows somewhere
    /// while the light changes a little, under noise of half a gray value.
    /// </summary>
    private static MotionMap Film(int clip)
    {
        var random = new RandomStream(9).Derive((ulong)clip);
        var (foldY, foldX, size) = (random.Uniform(8, 56), random.Uniform(8, 56), random.Uniform(-12, 12));
        var (lightY, lightX) = (random.Normal(2), random.Normal(2));
        var values = new float[10 * Side * Side];
        for (var i = 0; i < values.Length; i++)
        {
            var (frame, y, x) = (i / (Side * Side), i / Side % Side, i % Side);
            var away = ((y - foldY) * (y - foldY)) + ((x - foldX) * (x - foldX));
            var change = (size * Math.Exp(-away / 60)) + (lightY * y / Side) + (lightX * x / Side);
            values[i] = (float)(Face(y, x) + (change * frame / 9) + random.Normal(0.5));
        }

        return new MotionMap(new MapShape(Side, Side, 1, 10), values);
    }

    private static double Face(int y, int x)
    {
        var dark = Bar(y - 18, 2) + (0.7 * Bar(y - 25, 3)) + (Bar(y - 48, 3) * Math.Exp(-(x - 32) * (x - 32) / 150.0));
        return 150 - (60 * dark) - (20 * Math.Abs(x - 32) / 32.0);
    }

    private static double Bar(double away, double width) => Math.Exp(-away * away / (2 * width * width));
}
