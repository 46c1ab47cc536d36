namespace Mien.Spotting.Motion;

/// <summary>
/// Where a motion file that was ended goes on: its last whole frame. A new recording reads a little before it, finds the
/// same faces there, and takes over their numbers and places.
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

    /// <summary>The seam of a file; null when it holds less than two frames.</summary>
    public static MotionSeam? Of(MotionReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var sample = new MotionSample();
        var end = reader.Count;
        if (end == 0)
        {
            return null;
        }

        // The last frame may lack some of its faces.
        reader.Read(end - 1, sample);
        end = FirstOf(reader, sample.Frame, end);
        if (end == 0)
        {
            return null;
        }

        reader.Read(end - 1, sample);
        var (frame, seconds) = (sample.Frame, sample.Seconds);
        var faces = new List<MotionSample>();
        for (var i = FirstOf(reader, frame, end); i < end; i++)
        {
            var face = new MotionSample();
            reader.Read(i, face);
            faces.Add(face);
        }

        return new MotionSeam(frame, seconds, end, MostFaceOf(reader, end), [.. faces.Where(face => face.Face > 0)]);
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
