using Mien.Faces.Alignment;
using Mien.Imaging.Magnification;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>Turns one clip after another into maps; keeps its memory between them and serves one thread.</summary>
internal sealed class ClipPreparer
{
    public const int FurtherLooks = 10;

    private readonly PreparationOptions _options;
    private readonly FaceFinder? _finder;
    private readonly FrameSearch _search;
    private readonly IMagnifier? _magnifier;
    private readonly MapMaker _maker;

    public ClipPreparer(PreparationOptions options, FaceModelFiles? models)
    {
        _options = options;
        _finder = models is null ? null : new FaceFinder(models, options);
        _search = new FrameSearch(options);
        _magnifier = options.Magnification?.Create(options.CropSize, options.CropSize);
        _maker = new MapMaker(options);
    }

    /// <summary>Prepares a clip.</summary>
    /// <param name="reader">Its frames.</param>
    /// <param name="onset">The annotated onset; null to find one.</param>
    /// <param name="apex">The annotated apex; null to find one.</param>
    /// <param name="preview">Whether a sheet is drawn.</param>
    public ClipMotion Prepare(ClipReader reader, int? onset, int? apex, bool preview)
    {
        var frames = _search.Find(reader, onset, apex, FindFace);
        var (picture, face, seen) = FaceOf(reader, frames);
        var (alignment, landmarks) = face.At(_options.CropSize);
        var series = CropSeries.Read(reader, frames, alignment, _options);
        series = _magnifier is null ? series : series.Magnified(_magnifier);
        series = _options.TimFrames is { } count ? series.Interpolated(count) : series;
        var made = _maker.Make(series, landmarks);
        var line =
            $"frames {frames.Onset} ({frames.OnsetBy}) -> {frames.Apex} ({frames.ApexBy}) | gray | {seen}{face.Line}{Steps()} | {made.Line}";
        var sheet = preview ? PreviewSheet.Draw(picture, face, series, made) : null;
        return new ClipMotion(made.Map, frames, line, sheet);
    }

    /// <summary>
    /// The face on the onset frame; where the cascade misses it there, on one of the next few, which the provenance then
    /// names. The head has hardly moved by then.
    /// </summary>
    private (ByteImage Onset, FaceOnFrame Face, string Seen) FaceOf(ClipReader reader, ClipFrames frames)
    {
        var onset = reader.Read(frames.Onset);
        if (FindFace(onset) is { } there)
        {
            return (onset, there, "");
        }

        foreach (
            var (number, frame) in reader.Range(frames.Onset + 1, Math.Min(frames.Onset + FurtherLooks, frames.Apex))
        )
        {
            if (FindFace(frame) is { } later)
            {
                return (onset, later, $"face seen on frame {number} | ");
            }
        }

        throw FrameSearch.NoFace(reader.Name, $"its onset frame {frames.Onset} or soon after");
    }

    private FaceOnFrame? FindFace(ByteImage frame)
    {
        if (_finder is not null)
        {
            return _finder.Find(frame);
        }

        var whole = FaceAlignment.WholePicture(frame.Width, frame.Height, _options.CropSize);
        return new FaceOnFrame(whole, [], $"crop whole size {_options.CropSize} of {frame.Width}x{frame.Height}");
    }

    private string Steps() =>
        (_options.Magnification is { } magnification ? $" | magnify {magnification.InFull()}" : "")
        + (_options.TimFrames is { } count ? $" | tim {count}" : "");
}
