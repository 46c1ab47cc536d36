using System.Globalization;
using Mien.Imaging.Media;

namespace Mien.Faces.Quality;

/// <summary>
/// Figures to plain words. Limits: micro-expressions last 1/25 to 1/2 s (Yan et al. 2013) and move a point by one or two
/// hundredths of the face's width, and the datasets of the field are recorded at 100 to 200 frames a second with faces of
/// 190 to 400 pixels.
/// </summary>
internal static class QualityVerdicts
{
    public const string RateName = "frame rate";
    public const string DroppedName = "dropped frames";
    public const string RepeatedName = "repeated frames";
    public const string BlocksName = "compression";
    public const string BlurName = "blur";
    public const string FaceName = "face size";
    public const string HeadName = "head motion";

    // What two parts of a recording differ by when times of frames are rounded is no difference.
    private const double Alike = 1e-3;

    // Time stamps in whole milliseconds make 120 frames/s look like 111 and 125.
    private const double SteadyRate = 1.15;

    public static QualityFinding Rate(double rate, double slowest, double fastest) =>
        new(
            RateName,
            rate,
            "frames/s",
            Grade(rate >= 90, rate >= 45),
            Text(
                $"at {rate:F1} frames/s {(fastest > SteadyRate * slowest ? Text($"(it varies from {slowest:F1} to {fastest:F1}) ") : "")}an event of 1/25 s is {Frames(rate / 25)}, and one of 1/5 s {Frames(rate / 5)}"
            )
        );

    public static QualityFinding Dropped(long count, int frames) =>
        new(
            DroppedName,
            count,
            "frames",
            Grade(count == 0, count <= 0.01 * frames),
            count == 0 ? "no frame is missing" : Text($"{Frames(count)} missing among {frames}: motion jumps there")
        );

    public static QualityFinding Repeated(long count, int frames) =>
        new(
            RepeatedName,
            count,
            "frames",
            Grade(count == 0, count <= 0.01 * frames),
            count == 0
                ? "no frame repeats the one before"
                : Text(
                    $"{Frames(count)} of {frames} repeat the one before: the true rate is {1 - ((double)count / frames):P0} of what is told"
                )
        );

    public static QualityFinding? Blocks(double? ratio, MediaInfo info)
    {
        if (ratio is not { } blocks)
        {
            return null;
        }

        var bits = info.BitRate / (info.FrameRate * info.Width * info.Height);
        var told = bits is { } known ? Text($" ({known:F3} bits a pixel, {info.Codec})") : $" ({info.Codec})";
        return new(
            BlocksName,
            blocks,
            "border/inner",
            Grade(blocks < 1.15, blocks < 1.4),
            blocks < 1.15
                ? $"no block borders show{told}"
                : Text($"steps at block borders are {blocks:F2} times those elsewhere{told}: compress less")
        );
    }

    public static QualityFinding Blur(double blur) =>
        new(
            BlurName,
            blur,
            "0 sharp to 1",
            Grade(blur < 0.4, blur < 0.55),
            blur < 0.4
                ? Text($"the face is sharp (blur {blur:F2})")
                : Text($"the face is soft (blur {blur:F2}): focus, more light or a shorter shutter")
        );

    public static QualityFinding Face(double width) =>
        new(
            FaceName,
            width,
            "pixels",
            Grade(width >= 150, width >= 80),
            Text($"the face is {width:F0} pixels wide, so a hundredth of it is {width / 100:F1} pixels")
        );

    public static QualityFinding Head(double speed) =>
        new(
            HeadName,
            speed,
            "face widths/s",
            Grade(speed < 0.1, speed < 0.4),
            speed < 0.1
                ? Text($"the head is still ({speed:F2} face widths/s at most times)")
                : Text($"the head moves by up to {speed:F2} face widths/s: motion of the skin has to be told from it")
        );

    /// <summary>Whether one finding of a property is worse than another; the more the better holds of rate and face alone.</summary>
    public static bool IsWorse(QualityFinding one, QualityFinding other)
    {
        if (one.Grade != other.Grade)
        {
            return one.Grade > other.Grade;
        }

        var (low, high) = one.Name is RateName or FaceName ? (one.Value, other.Value) : (other.Value, one.Value);
        return low < (1 - Alike) * high;
    }

    private static QualityGrade Grade(bool good, bool fair) =>
        good ? QualityGrade.Good
        : fair ? QualityGrade.Fair
        : QualityGrade.Poor;

    private static string Frames(double count) => Math.Round(count, 1) == 1 ? "1 frame" : Text($"{count:0.#} frames");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
