using System.Globalization;
using System.Numerics;
using Mien.Data.Prepared;
using Mien.Faces.Alignment;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Imaging.Strain;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Data.Preparation;

/// <summary>Turns one clip after another into motion maps; keeps its memory between them and serves one thread.</summary>
internal sealed class ClipPreparer
{
    private readonly PreparationOptions _options;
    private readonly FaceFinder? _finder;
    private readonly IFlowMethod _flow;
    private readonly IFlowMethod _quickFlow;

    public ClipPreparer(PreparationOptions options, FaceModelFiles? models)
    {
        _options = options;
        _finder = models is null ? null : new FaceFinder(models, options);
        _flow = options.Flow.Create(options.CropSize, options.CropSize);
        _quickFlow = FlowMethods.Create(FlowKind.Dis, options.CropSize, options.CropSize);
    }

    /// <summary>Prepares a clip.</summary>
    /// <param name="reader">Its frames.</param>
    /// <param name="apex">The annotated apex; null to find one.</param>
    public ClipMotion Prepare(ClipReader reader, int? apex)
    {
        var onset = reader.Read(reader.Onset);
        var (alignment, landmarks, line) = Align(onset, reader.Name);
        var first = Crop(onset, alignment);
        var (number, how) = apex is { } given ? (given, "annotated") : FindApex(reader, alignment, first);
        var second = Crop(reader.Read(number), alignment);
        var flow = new FlowField(_options.CropSize, _options.CropSize);
        _flow.Estimate(first, second, flow);
        var removed = HeadMotion.Remove(flow, _options.HeadMotion, landmarks);
        var strain = OpticalStrain.Magnitude(flow, _options.Strain);
        var provenance = string.Create(
            CultureInfo.InvariantCulture,
            $"frames {reader.Onset} -> {number} ({how}) | gray | {line} | flow {_options.Flow} | head {Word(_options.HeadMotion)} ({removed.U0:F3}, {removed.V0:F3}) | strain {Word(_options.Strain)} | map {_options.Size} u v strain float, u and v in pixels of the {_options.CropSize} crop"
        );
        return new ClipMotion(ToMap(flow, strain), provenance, first, second, flow, strain);
    }

    private (FaceAlignment Alignment, Vector2[] Landmarks, string Line) Align(ByteImage onset, string clip)
    {
        if (_finder is not null)
        {
            return _finder.Find(onset, clip);
        }

        var whole = FaceAlignment.WholePicture(onset.Width, onset.Height, _options.CropSize);
        // Without landmarks the nose bridge is taken to be in the middle, a little above the center.
        var nose = Enumerable.Repeat(new Vector2(_options.CropSize * 0.5f, _options.CropSize * 0.45f), 68).ToArray();
        return (whole, nose, $"crop whole size {_options.CropSize} of {onset.Width}x{onset.Height}");
    }

    private (int Number, string How) FindApex(ClipReader reader, FaceAlignment alignment, Plane onset)
    {
        if (_options.MissingApex == MissingApex.Middle && reader.Offset != int.MaxValue)
        {
            return (reader.Onset + ((reader.Offset - reader.Onset + 1) / 2), "middle");
        }

        var flow = new FlowField(_options.CropSize, _options.CropSize);
        var crop = new Plane(_options.CropSize, _options.CropSize);
        var (best, peak) = (reader.Onset, -1.0);
        foreach (var (number, frame) in reader.Range(reader.Onset, reader.Offset))
        {
            FaceCropper.Crop(frame, alignment, crop);
            _quickFlow.Estimate(onset, crop, flow);
            // The head's own motion would make the last frame the peak.
            HeadMotion.Remove(flow, HeadMotionMethod.RobustAffine, []);
            var mean = flow.MeanLength();
            (best, peak) = number > reader.Onset && mean > peak ? (number, mean) : (best, peak);
        }

        return peak >= 0
            ? (best, "peak of the flow")
            : throw new InputFaultException(
                $"{reader.Name} has no frame after its onset {reader.Onset}: give more frames, or another onset."
            );
    }

    private Plane Crop(ByteImage frame, FaceAlignment alignment)
    {
        var crop = new Plane(_options.CropSize, _options.CropSize);
        FaceCropper.Crop(frame, alignment, crop);
        return crop;
    }

    private MotionMap ToMap(FlowField flow, Plane strain)
    {
        var size = _options.Size;
        var method = size < _options.CropSize ? ResizeMethod.Area : ResizeMethod.Bilinear;
        Plane[] planes = [flow.U, flow.V, strain];
        var values = new float[size * size * planes.Length];
        for (var c = 0; c < planes.Length; c++)
        {
            var plane = size == _options.CropSize ? planes[c] : Resizer.Resize(planes[c], size, size, method);
            for (var i = 0; i < plane.Samples.Length; i++)
            {
                values[(i * planes.Length) + c] = plane.Samples[i];
            }
        }

        return new MotionMap(new MapShape(size, size, planes.Length), values);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
