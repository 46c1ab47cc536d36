using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Foundation;
using Mien.Imaging.Apex;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Data.Preparation;

/// <summary>
/// Finds the onset and the apex of a clip that lacks them. Motion is measured by Farnebäck's method, whose wide
/// window averages noise out, in small crops that all lie where the first frame's face is; the head's motion is taken out
/// and the eyes are left out.
/// </summary>
internal sealed class FrameSearch
{
    /// <summary>A clip holds one expression; hours of video are for spotting, not for this.</summary>
    private const int MostFrames = 3000;
    private const int LargestSide = 128;
    private const int Beside = 2;
    private const double EyeMargin = 0.03;

    private readonly PreparationOptions _options;
    private readonly int _side;
    private readonly IFlowMethod _flow;
    private readonly MotionMask _surroundings;

    public FrameSearch(PreparationOptions options)
    {
        _options = options;
        _side = Math.Min(LargestSide, options.CropSize);
        _flow = FlowMethods.Create(FlowKind.Farneback, _side, _side);
        _surroundings = MotionMask.Surroundings(_side);
    }

    /// <summary>The frames of a clip's map.</summary>
    /// <param name="reader">The clip's frames.</param>
    /// <param name="onset">The annotated onset; null to find it.</param>
    /// <param name="apex">The annotated apex; null to find it.</param>
    /// <param name="findFace">Finds the face on a frame; null when there is none.</param>
    public ClipFrames Find(ClipReader reader, int? onset, int? apex, Func<ByteImage, FaceOnFrame?> findFace)
    {
        if (onset is { } from && apex is { } to)
        {
            return new ClipFrames(from, to, ClipFrames.Annotated, ClipFrames.Annotated);
        }

        if (onset is { } start && _options.MissingApex == MissingApex.Middle && reader.Last != int.MaxValue)
        {
            return new ClipFrames(start, start + ((reader.Last - start + 1) / 2), ClipFrames.Annotated, "middle");
        }

        var part = ReadPart(reader, onset, findFace);
        var trace = TraceOf(part);
        var (peak, by) = apex is { } given
            ? (IndexOf(reader, part.Numbers, given), ClipFrames.Annotated)
            : FindApex(part.Crops, trace);
        while (apex is null && !ShowsFace(reader, part.Numbers[peak], findFace))
        {
            var lost = FirstWithoutFace(reader, part.Numbers, peak, findFace);
            part = part.Before(lost, reader.Name);
            trace = TraceOf(part);
            (peak, by) = FindApex(part.Crops, trace);
            by += $" before frame {part.Numbers[^1] + 1}, where the face is lost";
        }

        var (first, firstBy) =
            onset is not null ? (0, ClipFrames.Annotated)
            : _options.MissingOnset == MissingOnset.First ? (0, "first")
            : (OnsetSearch.Find(trace.Strengths(), peak), "rise");
        return new ClipFrames(part.Numbers[first], part.Numbers[peak], firstBy, by);
    }

    /// <summary>The sentence for a clip whose face cannot be found.</summary>
    public static InputFaultException NoFace(string clip, string where) =>
        new($"{clip} shows no face on {where}: if its frames are cropped faces already, prepare with --align whole.");

    /// <summary>
    /// The frames to look at, each cropped where the first one's face is. Without an annotated onset those before the face
    /// appears are passed over.
    /// </summary>
    private Part ReadPart(ClipReader reader, int? onset, Func<ByteImage, FaceOnFrame?> findFace)
    {
        Part? part = null;
        foreach (var (number, frame) in reader.Range(onset ?? reader.First, reader.Last))
        {
            if (part is null)
            {
                if (findFace(frame) is { } face)
                {
                    var (alignment, landmarks) = face.At(_side);
                    part = new Part(alignment, landmarks);
                }
                else if (onset is { } first)
                {
                    throw NoFace(reader.Name, $"its onset frame {first}");
                }
            }

            part?.Add(number, frame);
            if (part?.Crops.Count > MostFrames)
            {
                throw new InputFaultException(
                    $"{reader.Name} has more than {MostFrames} frames, too many to look for one expression: give its part, or use mien analyze for long videos."
                );
            }
        }

        return part is null ? throw NoFace(reader.Name, "any of its frames")
            : part.Crops.Count >= 2 ? part
            : throw new InputFaultException(
                $"{reader.Name} has no frame after its onset {part.Numbers[0]}: give more frames, or another onset."
            );
    }

    private MotionTrace TraceOf(Part part) => MotionTrace.Of(part.Crops, _flow, clean: Cleaning(part.Landmarks));

    /// <summary>
    /// A face that leaves, or a cut to another picture, is the largest motion there is. A strong expression may hide a face
    /// from the cascade for a moment, so that the frames beside count too.
    /// </summary>
    private static bool ShowsFace(ClipReader reader, int number, Func<ByteImage, FaceOnFrame?> findFace)
    {
        foreach (var (_, frame) in reader.Range(Math.Max(reader.First, number - Beside), number + Beside))
        {
            if (findFace(frame) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>By halving: the face is there in the first frame, and not at the peak.</summary>
    private static int FirstWithoutFace(
        ClipReader reader,
        List<int> numbers,
        int peak,
        Func<ByteImage, FaceOnFrame?> findFace
    )
    {
        var (there, gone) = (0, peak);
        while (gone - there > 1)
        {
            var middle = (there + gone) / 2;
            (there, gone) = findFace(reader.Read(numbers[middle])) is null ? (there, middle) : (middle, gone);
        }

        return gone;
    }

    /// <summary>
    /// The head's own motion would make the last frame the peak, a blink is larger than any expression, and hair and wall
    /// move otherwise than the face.
    /// </summary>
    private Action<FlowField> Cleaning(Vector2[] landmarks)
    {
        var eyes = landmarks.Length > 0 ? MotionMask.Eyes(landmarks, _side, EyeMargin) : null;
        return flow =>
        {
            HeadMotion.Remove(flow, HeadMotionMethod.RobustAffine, []);
            _surroundings.Clear(flow);
            eyes?.Clear(flow);
        };
    }

    private static int IndexOf(ClipReader reader, List<int> numbers, int number)
    {
        var index = numbers.IndexOf(number);
        return index > 0 ? index
            : index < 0 ? throw reader.Missing(number)
            : throw new InputFaultException(
                $"{reader.Name} has no frame before its apex {number}, so no onset can be found: give more frames, or the onset."
            );
    }

    /// <summary>The apex is never the first frame, from which all motion is measured.</summary>
    private (int Index, string By) FindApex(List<Plane> crops, MotionTrace trace)
    {
        var (index, by) = _options.MissingApex switch
        {
            MissingApex.Middle => (crops.Count / 2, "middle"),
            MissingApex.LbpFrequency => (LbpFrequency.Find(crops).Frame, "LBP frequency"),
            MissingApex.Regions => (RegionSearch.Find(crops).Frame, "regions"),
            _ => (FlowPeak.Find(trace).Frame, "peak of the flow"),
        };
        return (Math.Max(1, index), by);
    }

    /// <summary>Crops of consecutive frames, all where the face of the first one is.</summary>
    private sealed class Part(FaceAlignment alignment, Vector2[] landmarks)
    {
        public Vector2[] Landmarks => landmarks;

        public List<int> Numbers { get; } = [];

        public List<Plane> Crops { get; } = [];

        /// <summary>The frames before one of them.</summary>
        public Part Before(int index, string name)
        {
            if (index < 2)
            {
                throw new InputFaultException(
                    $"{name} shows a face on frame {Numbers[0]} alone, so no motion can be measured: give more frames."
                );
            }

            var before = new Part(alignment, landmarks);
            before.Numbers.AddRange(Numbers[..index]);
            before.Crops.AddRange(Crops[..index]);
            return before;
        }

        public void Add(int number, ByteImage frame)
        {
            var crop = new Plane(alignment.Size, alignment.Size);
            FaceCropper.Crop(frame, alignment, crop);
            Numbers.Add(number);
            Crops.Add(crop);
        }
    }
}
