using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Spotting.Motion;

/// <summary>
/// Where a motion file goes on: its last whole frame. A new recorder reads a little before it, finds the same faces there, and
/// takes over their numbers and places. What it measures depends on the file up to there and the source alone.
/// </summary>
public sealed class MotionSeam
{
    /// <summary>Seconds before the seam at which reading starts again, so that filters have settled by then.</summary>
    public const double WarmUp = 2;

    private const double SamePlace = 0.3;

    private readonly List<MotionSample> _faces;

    private MotionSeam(int frame, double seconds, long records, int mostFace, List<MotionSample> faces) =>
        (Frame, Seconds, Records, MostFace, _faces) = (frame, seconds, records, mostFace, faces);

    /// <summary>Number of the last frame, as the source counts.</summary>
    public int Frame { get; }

    /// <summary>Its time.</summary>
    public double Seconds { get; }

    /// <summary>Records up to it.</summary>
    public long Records { get; }

    /// <summary>The highest number that a face has.</summary>
    public int MostFace { get; }

    /// <summary>
    /// The seam behind a number of records, for who knows nothing of them: the file is read up to there. Null where there are
    /// not as many records, or none.
    /// </summary>
    /// <param name="reader">The file.</param>
    /// <param name="records">Records of whole frames.</param>
    public static MotionSeam? At(MotionReader reader, long records)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return records <= 0 || records > reader.Count ? null : At(reader, records, MostFaceOf(reader, records));
    }

    /// <summary>The seam behind a number of records, for who wrote them; the last frame is read.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="records">Records of whole frames, at least 1.</param>
    /// <param name="mostFace">The highest number that a face has in them.</param>
    internal static MotionSeam At(MotionReader reader, long records, int mostFace)
    {
        var last = new MotionSample();
        reader.Read(records - 1, last);
        var faces = new List<MotionSample>();
        for (var i = FirstOf(reader, last.Frame, records); i < records; i++)
        {
            var face = new MotionSample();
            reader.Read(i, face);
            faces.Add(face);
        }

        return new MotionSeam(last.Frame, last.Seconds, records, mostFace, [.. faces.Where(face => face.Face > 0)]);
    }

    /// <summary>Takes a source to some frames before the seam.</summary>
    internal void Enter(IFrameSource source)
    {
        var frame = source.CreateFrame();
        var warmUp = Math.Max(WarmUp, 4 / source.Info.FrameRate);
        source.Seek(Math.Max(0, Seconds - warmUp));
        if (source.TryRead(frame, out var stamp) && stamp.Seconds < Seconds - (0.5 / source.Info.FrameRate))
        {
            return;
        }

        // Some files cannot be entered near a time, or have a gap there; from the start every frame comes.
        source.Seek(0);
        var first = Frame - (int)Math.Ceiling(warmUp * source.Info.FrameRate);
        for (var i = 0; i < first; i++)
        {
            source.TryRead(frame, out _);
        }
    }

    /// <summary>Whether a frame, read after <see cref="Enter"/>, is the last that the file holds.</summary>
    /// <exception cref="InputFaultException">It was passed by: frames have other times than when they were read first.</exception>
    internal bool Is(FrameStamp stamp, MediaInfo info)
    {
        if (stamp.Seconds < Seconds - (0.1 / info.FrameRate))
        {
            return false;
        }

        return stamp.Seconds <= Seconds + (0.5 / info.FrameRate)
            ? true
            : throw new InputFaultException(
                $"{info.Path} gives its frames other times when it is entered at {Seconds:0.###} s than when it is read from the start: convert it (ffmpeg -i FILE -c:v libx264 -crf 12 NEW.mp4), and analyse that."
            );
    }

    /// <summary>The face of the old recording that a new one's is; null when there is none in that place.</summary>
    internal MotionSample? Find(MotionSample face)
    {
        var nearest = _faces.MaxBy(old => old.Box.Overlap(face.Box));
        return nearest is not null && nearest.Box.Overlap(face.Box) > SamePlace ? nearest : null;
    }

    private static long FirstOf(MotionReader reader, int frame, long end)
    {
        var sample = new MotionSample();
        while (end > 0)
        {
            reader.Read(end - 1, sample);
            if (sample.Frame != frame)
            {
                break;
            }

            end--;
        }

        return end;
    }

    private static int MostFaceOf(MotionReader reader, long end)
    {
        var (sample, most) = (new MotionSample(), 0);
        for (var i = 0L; i < end; i++)
        {
            reader.Read(i, sample);
            most = Math.Max(most, sample.Face);
        }

        return most;
    }
}
