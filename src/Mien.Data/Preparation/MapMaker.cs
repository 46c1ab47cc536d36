using System.Globalization;
using System.Numerics;
using Mien.Data.Prepared;
using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Imaging.Pooling;
using Mien.Imaging.Strain;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Data.Preparation;

/// <summary>Makes the map of a series of crops.</summary>
internal sealed class MapMaker(PreparationOptions options)
{
    private readonly IFlowMethod _flow = options.Flow.Create(options.CropSize, options.CropSize);

    /// <summary>Makes the map.</summary>
    /// <param name="series">The crops.</param>
    /// <param name="landmarks">The landmarks in them; empty when no face was looked for.</param>
    public MadeMap Make(CropSeries series, Vector2[] landmarks) =>
        options.Content switch
        {
            MapContent.Motion when options.Sequence > 1 => MotionSequence(series, landmarks),
            MapContent.Motion => Motion(series.Crops[0], series.Crops[series.Apex], landmarks),
            MapContent.Gray => GraySequence(series),
            MapContent.Apex => Gray("apex", series.Crops[series.Apex]),
            MapContent.Difference => Gray("apex - onset", Difference(series)),
            MapContent.Dynamic => Gray(
                $"dynamic image of {series.Crops.Count} frames",
                DynamicImage.Pool(series.Crops)
            ),
            _ => throw new InvalidOperationException($"no map shows {options.Content}"),
        };

    /// <summary>The motion since the onset at evenly spaced times, the last frame's at the end.</summary>
    private MadeMap MotionSequence(CropSeries series, Vector2[] landmarks)
    {
        var places = Enumerable.Range(1, options.Sequence).Select(i => Place(series, i, options.Sequence)).ToArray();
        var made = places.Select(place => Motion(series.Crops[0], series.Crops[place], landmarks)).ToArray();
        var shown = made[Array.IndexOf(places, places.MinBy(place => Math.Abs(place - series.Apex)))];
        return shown with { Map = Joined([.. made.Select(map => map.Map)]), Line = $"{Places(places)} | {shown.Line}" };
    }

    private MadeMap GraySequence(CropSeries series)
    {
        var places = Enumerable
            .Range(0, options.Sequence)
            .Select(i => Place(series, i, options.Sequence - 1))
            .ToArray();
        var maps = places.Select(place => ToMap(series.Crops[place])).ToArray();
        return new MadeMap(Joined(maps), $"{Places(places)} | map {options.Size} gray float{Resized}");
    }

    /// <summary>The crop nearest to a time, which is counted in parts of the way from the onset to the last.</summary>
    private static int Place(CropSeries series, int part, int parts) =>
        (int)Math.Round(part * (series.Crops.Count - 1.0) / parts, MidpointRounding.AwayFromZero);

    private static string Places(int[] places) => $"sequence of {places.Length}: onset + {string.Join(' ', places)}";

    private static MotionMap Joined(MotionMap[] frames) =>
        new(frames[0].Shape with { Frames = frames.Length }, [.. frames.SelectMany(frame => frame.Values)]);

    private MadeMap Motion(Plane onset, Plane apex, Vector2[] landmarks)
    {
        var flow = new FlowField(options.CropSize, options.CropSize);
        _flow.Estimate(onset, apex, flow);
        var removed = HeadMotion.Remove(
            flow,
            options.HeadMotion,
            landmarks.Length > 0 ? landmarks : [.. NoseInMiddle()]
        );
        if (options.MaskEyes)
        {
            MotionMask.Eyes(landmarks, options.CropSize).Clear(flow);
        }

        var strain = OpticalStrain.Magnitude(flow, options.Strain);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"flow {options.Flow.InFull()} | head {Head(removed)}{(options.MaskEyes ? $" | eyes masked with {MotionMask.SoftNetMargin * options.CropSize:F1} around" : "")} | strain {Word(options.Strain)} | map {options.Size} u v strain float{Resized}, u and v in pixels of the {options.CropSize} crop"
        );
        return new MadeMap(ToMap(flow.U, flow.V, strain), line, flow, strain);
    }

    private MadeMap Gray(string what, Plane plane) =>
        new(ToMap(plane), $"{what} | map {options.Size} gray float{Resized}");

    private static Plane Difference(CropSeries series)
    {
        var (onset, apex) = (series.Crops[0], series.Crops[series.Apex]);
        return new Plane(onset.Width, onset.Height, [.. apex.Samples.Zip(onset.Samples, (a, b) => a - b)]);
    }

    /// <summary>Without landmarks the nose bridge is taken to be in the middle, a little above the center.</summary>
    private IEnumerable<Vector2> NoseInMiddle() =>
        Enumerable.Repeat(new Vector2(options.CropSize * 0.5f, options.CropSize * 0.45f), Shape68.Count);

    /// <summary>What was taken off: the shift of the middle and, of an affine motion, u_x, u_y, v_x and v_y.</summary>
    private string Head(AffineMotion removed) =>
        options.HeadMotion switch
        {
            HeadMotionMethod.None => "none",
            HeadMotionMethod.NoseBridge => string.Create(
                CultureInfo.InvariantCulture,
                $"nose ({removed.U0:F3}, {removed.V0:F3})"
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"affine ({removed.U0:F3}, {removed.V0:F3}; {removed.Ux:F5} {removed.Uy:F5} {removed.Vx:F5} {removed.Vy:F5})"
            ),
        };

    private ResizeMethod Method => options.Size < options.CropSize ? ResizeMethod.Area : ResizeMethod.Bilinear;

    private string Resized => options.Size == options.CropSize ? "" : $" resized {Word(Method)}";

    private MotionMap ToMap(params ReadOnlySpan<Plane> planes)
    {
        var size = options.Size;
        var values = new float[size * size * planes.Length];
        for (var c = 0; c < planes.Length; c++)
        {
            var plane = size == options.CropSize ? planes[c] : Resizer.Resize(planes[c], size, size, Method);
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
