using Mien.Data.Planting;
using Mien.Faces.Alignment;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Spotting.Sensitivity;

/// <summary>
/// A stretch of a recording with expressions planted in it, as if it were a recording of its own that starts at second 0;
/// frames without one come as they were recorded.
/// </summary>
/// <param name="source">The recording, gray; the caller keeps it.</param>
/// <param name="frames">Frames that are delivered.</param>
/// <param name="plants">What is planted; frames counted as the source counts them.</param>
/// <param name="alignments">The crop of the face in every frame; null where it is not seen.</param>
internal sealed class PlantedFrames(
    IFrameSource source,
    int frames,
    IReadOnlyList<PlantedExpression> plants,
    IReadOnlyList<FaceAlignment?> alignments
) : IFrameSource
{
    private int _delivered;
    private double _start;

    public MediaInfo Info => source.Info with { ExpectedFrames = frames };

    public FrameColor Color => source.Color;

    public string? Fault => source.Fault;

    public bool TryRead(ByteImage target, out FrameStamp stamp)
    {
        stamp = default;
        if (_delivered == frames || !source.TryRead(target, out stamp))
        {
            return false;
        }

        _start = _delivered == 0 ? stamp.Seconds : _start;
        stamp = new FrameStamp(_delivered, stamp.Seconds - _start);
        foreach (var plant in plants)
        {
            if (plant.StrengthAt(_delivered) is > 0 and var strength && alignments[_delivered] is { } now)
            {
                plant.Apply(target, now, strength);
            }
        }

        _delivered++;
        return true;
    }

    public void Seek(double seconds) =>
        throw new NotSupportedException("plants are laid into a stretch from its start");

    public void Dispose() { }
}
