using Mien.Data.Prepared;
using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Imaging.Strain;
using Mien.Recognition.Models;
using Mien.Spotting.Learning;
using CropLayout = Mien.Data.Synthetic.CropLayout;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Spotting.Details;

/// <summary>Names the class of events by a model, on the TV-L1 motion map from onset to apex at the model's layout.</summary>
public sealed class EventRecognizer
{
    private const int TightCropSize = 112;
    private const int AlignedCropSize = 128;

    private readonly Model _model;
    private readonly double _errorLevel;
    private readonly bool _isTight;
    private readonly int _cropSize;
    private readonly TvL1 _flow;

    /// <summary>Prepares for a model.</summary>
    /// <param name="model">Takes maps of u, v and strain; the caller disposes it.</param>
    /// <param name="key">Tells this model from others: the hash of its file.</param>
    /// <param name="layout">The crop that it knows.</param>
    /// <param name="errorLevel">Share of events whose prediction set may lack the true class.</param>
    /// <exception cref="InputFaultException">The model takes something else than square maps of three channels.</exception>
    public EventRecognizer(Model model, string key, MapLayout layout, double errorLevel)
    {
        ArgumentNullException.ThrowIfNull(model);
        (_model, Key, _errorLevel) = (model, key, errorLevel);
        var shape = model.Description.Shape;
        if (shape.Height != shape.Width)
        {
            throw new InputFaultException(
                $"The model takes maps of {shape.Height}x{shape.Width}, and events are measured in square crops: give a model for square maps."
            );
        }

        if (LearntSpotter.IsSpotter(model.Description))
        {
            throw new InputFaultException("The model is a spotter and names no classes: give it with --spotter.");
        }

        _isTight = IsTight(model.Description, layout);
        var size = _isTight ? TightCropSize : AlignedCropSize;
        _cropSize = Math.Max(size, shape.Height);
        _flow = new TvL1(_cropSize, _cropSize);
    }

    /// <summary>Tells this model from others.</summary>
    public string Key { get; }

    /// <summary>What the model is.</summary>
    public ModelDescription Description => _model.Description;

    /// <summary>The crop in which maps are measured.</summary>
    public MapLayout Layout => _isTight ? MapLayout.Tight : MapLayout.Aligned;

    /// <summary>Names the class of an event. Threads that ask at once take turns.</summary>
    internal EventClass Recognize(EventFrames frames, LandmarkModel landmarks)
    {
        lock (_flow)
        {
            return Name(frames, landmarks);
        }
    }

    private EventClass Name(EventFrames frames, LandmarkModel landmarks)
    {
        var map = MapOf(frames, landmarks);
        var clip = new PreparedClip
        {
            Dataset = "video",
            Subject = "1",
            Clip = "event",
            Label = _model.Description.Classes[0],
            Map = map,
        };
        var set = new PreparedSet([clip], _model.Description.Classes);
        var probabilities = _model.Predict(set, threads: 1)[0];
        var calibration = _model.Description.Calibration;
        var calibrated = calibration?.Apply(probabilities) ?? [.. probabilities.Select(p => (double)p)];
        return new EventClass
        {
            Classes = _model.Description.Classes,
            Probabilities = calibrated,
            Set = calibration is null
                ? null
                : [.. calibration.SetOf(calibrated, _errorLevel).Select(c => _model.Description.Classes[c])],
            Units = _model.PredictUnits(set, threads: 1) is { } units ? _model.ShownUnits(units[0]) : null,
        };
    }

    private static bool IsTight(ModelDescription model, MapLayout layout) =>
        layout switch
        {
            MapLayout.Tight => true,
            MapLayout.Aligned => false,
            _ => model.Crop.Length > 0 ? model.Crop == CropLayout.Tight.Name : model.Members > 0,
        };

    private MotionMap MapOf(EventFrames frames, LandmarkModel landmarks)
    {
        var points = frames.OnsetLandmarks;
        var alignment = _isTight
            ? TightCrop.Of(points, _cropSize)
            : FaceAlignment.Of(points, landmarks.MeanShape, _cropSize);
        var (onset, apex) = (new Plane(_cropSize, _cropSize), new Plane(_cropSize, _cropSize));
        FaceCropper.Crop(frames.Onset, alignment, onset);
        FaceCropper.Crop(frames.Apex, frames.Follow(alignment), apex);
        var flow = new FlowField(_cropSize, _cropSize);
        _flow.Estimate(onset, apex, flow);
        HeadMotion.Remove(flow, HeadMotionMethod.RobustAffine, alignment.ToCrop(points));
        var strain = OpticalStrain.Magnitude(flow);
        return ToMap([flow.U, flow.V, strain], _model.Description.Shape.Height);
    }

    private static MotionMap ToMap(Plane[] planes, int size)
    {
        var values = new float[size * size * planes.Length];
        for (var c = 0; c < planes.Length; c++)
        {
            var plane = planes[c].Width == size ? planes[c] : Resizer.Resize(planes[c], size, size, ResizeMethod.Area);
            for (var i = 0; i < plane.Samples.Length; i++)
            {
                values[(i * planes.Length) + c] = plane.Samples[i];
            }
        }

        return new MotionMap(new MapShape(size, size, planes.Length), values);
    }
}
