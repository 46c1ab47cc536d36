using System.Numerics;
using Mien.Faces.Tracking;

namespace Mien.Faces.Alignment;

/// <summary>
/// A crop for long video: the similarity crop of each frame, its corners filtered in time so strongly that within the
/// half second of a micro-expression it hardly moves, and faster while the head moves. Motion between two frames is to
/// be measured with one alignment for both; what the head itself moves is then taken out of the flow
/// (<see cref="HeadMotion"/>).
/// </summary>
public sealed class SlowAlignment
{
    private readonly IReadOnlyList<Vector2> _meanShape;
    private readonly int _size;
    private readonly CropLayout _layout;
    private readonly Vector2[] _corners = new Vector2[4];
    private PointFilter _filter;

    /// <summary>An alignment for one face of one video.</summary>
    /// <param name="meanShape">The mean shape of the landmark model.</param>
    /// <param name="size">Columns and rows of the crop.</param>
    /// <param name="layout">What the crop shows; the default when null.</param>
    public SlowAlignment(IReadOnlyList<Vector2> meanShape, int size, CropLayout? layout = null)
    {
        _meanShape = meanShape;
        _size = size;
        _layout = layout ?? new CropLayout();
        _filter = NewFilter();
    }

    /// <summary>Takes the landmarks of the next frame.</summary>
    public FaceAlignment Next(IReadOnlyList<Vector2> landmarks, double seconds)
    {
        var now = FaceAlignment.Of(landmarks, _meanShape, _size, AlignmentMethod.Similarity, _layout);
        var places = Corners();
        for (var i = 0; i < places.Length; i++)
        {
            _corners[i] = Vector2.Transform(places[i], now.CropToPicture);
        }

        _filter.Apply(_corners, now.Scale * _size, seconds, _corners);
        return now with { CropToPicture = PointFit.Similarity(places, _corners) };
    }

    /// <summary>Starts anew after a gap.</summary>
    public void Break() => _filter = NewFilter();

    private Vector2[] Corners() => [new(0, 0), new(_size, 0), new(0, _size), new(_size, _size)];

    private static PointFilter NewFilter() =>
        new(
            new PointFilterOptions
            {
                RestCutoff = 0.15,
                SpeedGain = 6,
                SpeedCutoff = 0.3,
            }
        );
}
