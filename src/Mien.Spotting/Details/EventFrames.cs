using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using Mien.Imaging.Pictures;

namespace Mien.Spotting.Details;

/// <summary>The frames of an event, cut around the face, with the face's landmarks at onset and apex.</summary>
internal sealed class EventFrames
{
    // Pixels that a head must have moved, in shares of the distance between the eyes, for its crop to follow.
    private const float Moved = 0.06f;

    private EventFrames(IReadOnlyList<ByteImage> pictures, IReadOnlyList<double> seconds, int onset, int apex) =>
        (Pictures, Seconds, OnsetIndex, ApexIndex) = (pictures, seconds, onset, apex);

    /// <summary>Gray pictures in the order of time, some of the event's frames, onset and apex among them.</summary>
    public IReadOnlyList<ByteImage> Pictures { get; }

    /// <summary>When each was shown.</summary>
    public IReadOnlyList<double> Seconds { get; }

    /// <summary>Which of them is the onset.</summary>
    public int OnsetIndex { get; }

    /// <summary>Which of them is the apex.</summary>
    public int ApexIndex { get; }

    /// <summary>The onset's picture.</summary>
    public ByteImage Onset => Pictures[OnsetIndex];

    /// <summary>The apex's picture.</summary>
    public ByteImage Apex => Pictures[ApexIndex];

    /// <summary>68 points in the onset's picture.</summary>
    public required Vector2[] OnsetLandmarks { get; init; }

    /// <summary>68 points in the apex's picture.</summary>
    public required Vector2[] ApexLandmarks { get; init; }

    public static EventFrames Of(
        IReadOnlyList<ByteImage> pictures,
        IReadOnlyList<double> seconds,
        int onset,
        int apex,
        Vector2[] onsetLandmarks,
        Vector2[] apexLandmarks
    ) => new(pictures, seconds, onset, apex) { OnsetLandmarks = onsetLandmarks, ApexLandmarks = apexLandmarks };

    /// <summary>
    /// A crop of the onset as the apex needs it: the same for a head that held still, since landmarks tremble; for one
    /// that moved, shifted with the bridge of its nose and the corners of its eyes.
    /// </summary>
    public FaceAlignment Follow(FaceAlignment alignment)
    {
        var shift = Steady(ApexLandmarks) - Steady(OnsetLandmarks);
        if (shift.Length() < Moved * Shape68.EyeDistance(OnsetLandmarks))
        {
            return alignment;
        }

        var map = alignment.CropToPicture;
        (map.M31, map.M32) = (map.M31 + shift.X, map.M32 + shift.Y);
        return alignment with { CropToPicture = map };
    }

    private static Vector2 Steady(Vector2[] points) =>
        (points[27] + points[28] + points[29] + points[36] + points[39] + points[42] + points[45]) / 7;
}
