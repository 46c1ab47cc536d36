namespace Mien.Faces.Tracking;

/// <summary>Which faces were seen when: stretches without any face, and the span of each face.</summary>
public sealed class FaceTimeline
{
    private readonly List<FaceGap> _gaps = [];
    private readonly SortedDictionary<int, FaceSpan> _faces = [];
    private double? _gapStart;
    private double _last;

    /// <summary>Frames taken in.</summary>
    public int Frames { get; private set; }

    /// <summary>Frames with at least one face.</summary>
    public int FramesWithFace { get; private set; }

    /// <summary>Each face's number, first and last time, and frames, by number.</summary>
    public IReadOnlyList<FaceSpan> Faces => [.. _faces.Values];

    /// <summary>Stretches without a face, from the first such frame to the last, in seconds.</summary>
    public IReadOnlyList<FaceGap> Gaps => _gapStart is { } start ? [.. _gaps, new FaceGap(start, _last)] : [.. _gaps];

    /// <summary>Takes in the faces of the next frame.</summary>
    public void Add(double seconds, IReadOnlyList<TrackedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        if (faces.Count == 0)
        {
            _gapStart ??= seconds;
        }
        else if (_gapStart is { } start)
        {
            _gaps.Add(new FaceGap(start, _last));
            _gapStart = null;
        }

        foreach (var face in faces)
        {
            var span = _faces.GetValueOrDefault(face.Number, new FaceSpan(face.Number, seconds, seconds, 0));
            _faces[face.Number] = span with { Last = seconds, Frames = span.Frames + 1 };
        }

        _last = seconds;
        Frames++;
        FramesWithFace += faces.Count > 0 ? 1 : 0;
    }
}
