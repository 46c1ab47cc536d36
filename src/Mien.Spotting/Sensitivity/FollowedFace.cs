using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;

namespace Mien.Spotting.Sensitivity;

/// <summary>Where the first face of a stretch is in every frame.</summary>
internal sealed class FollowedFace
{
    private readonly List<Vector2[]?> _landmarks = [];
    private readonly List<FaceAlignment?> _alignments = [];

    private FollowedFace() { }

    /// <summary>Frames of the stretch.</summary>
    public int Count => _landmarks.Count;

    /// <summary>68 points, filtered in time; null where the face is not seen.</summary>
    public IReadOnlyList<Vector2[]?> Landmarks => _landmarks;

    /// <summary>The crop of the face, which plants go with; null where it is not seen.</summary>
    public IReadOnlyList<FaceAlignment?> Alignments => _alignments;

    /// <summary>Follows the face.</summary>
    public static FollowedFace Of(
        IFrameSource source,
        FaceTracker tracker,
        LandmarkModel model,
        int frames,
        int cropSize,
        CancellationToken cancellation
    )
    {
        var track = new FollowedFace();
        var picture = source.CreateFrame();
        while (track.Count < frames && source.TryRead(picture, out var stamp))
        {
            cancellation.ThrowIfCancellationRequested();
            var faces = tracker.Next(picture, stamp.Seconds);
            if (faces.Count == 0)
            {
                track.Add(null, null);
                continue;
            }

            var landmarks = faces[0].Landmarks;
            track.Add([.. landmarks], FaceAlignment.Of(landmarks, model.MeanShape, cropSize));
        }

        return track;
    }

    private void Add(Vector2[]? landmarks, FaceAlignment? alignment)
    {
        _landmarks.Add(landmarks);
        _alignments.Add(alignment);
    }
}
