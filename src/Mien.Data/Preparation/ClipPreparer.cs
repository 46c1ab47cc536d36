using Mien.Faces.Alignment;
using Mien.Imaging.Magnification;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>Turns one clip after another into maps; keeps its memory between them and serves one thread.</summary>
internal sealed class ClipPreparer
{
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
        var picture = reader.Read(frames.Onset);
        var face = FindFace(picture) ?? throw FrameSearch.NoFace(reader.Name, $"its onset frame {frames.Onset}");
        var (alignment, landmarks) = face.At(_options.CropSize);
        var series = CropSeries.Read(reader, frames, alignment, _options);
        series = _magnifier is null ? series : series.Magnified(_magnifier);
        series = _options.TimFrames is { } count ? series.Interpolated(count) : series;
        var made = _maker.Make(series, landmarks);
        var line =
            $"frames {frames.Onset} ({frames.OnsetBy}) -> {frames.Apex} ({frames.ApexBy}) | gray | {face.Line}{Steps()} | {made.Line}";
        var sheet = preview ? PreviewSheet.Draw(picture, face, series, made) : null;
        return new ClipMotion(made.Map, frames, line, sheet);
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
        (_options.Magnification is { } magnification ? $" | magnify {magnification}" : "")
        + (_options.TimFrames is { } count ? $" | tim {count}" : "");
}
