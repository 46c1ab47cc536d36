using Mien.Faces.Alignment;
using Mien.Foundation;
using Mien.Imaging.Interpolation;
using Mien.Imaging.Magnification;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Data.Preparation;

/// <summary>Crops of a clip in order: the first is the onset's.</summary>
/// <param name="Crops">The crops, all by one alignment.</param>
/// <param name="Apex">Which of them is the apex.</param>
internal sealed record CropSeries(IReadOnlyList<Plane> Crops, int Apex)
{
    private const int MostFrames = 3000;

    /// <summary>
    /// Reads what the options need: onset and apex alone, or with magnification all between them, or with interpolation,
    /// pooling or a sequence the clip to its last frame.
    /// </summary>
    public static CropSeries Read(
        ClipReader reader,
        ClipFrames frames,
        FaceAlignment alignment,
        PreparationOptions options
    )
    {
        var pools = options.TimFrames is not null || options.Content == MapContent.Dynamic || options.Sequence > 1;
        if (!pools && options.Magnification is null)
        {
            Plane[] pair = [Cut(reader.Read(frames.Onset), alignment), Cut(reader.Read(frames.Apex), alignment)];
            return new CropSeries(pair, 1);
        }

        return ReadAll(reader, frames, alignment, pools ? Math.Max(reader.Last, frames.Apex) : frames.Apex);
    }

    /// <summary>The series with small motion enlarged.</summary>
    public CropSeries Magnified(IMagnifier magnifier)
    {
        magnifier.Restart();
        var crops = Crops.Select(crop => new Plane(crop.Width, crop.Height)).ToArray();
        for (var t = 0; t < crops.Length; t++)
        {
            magnifier.Next(Crops[t], crops[t]);
        }

        return this with
        {
            Crops = crops,
        };
    }

    /// <summary>The series brought to a number of frames; the apex is the one nearest to where it was.</summary>
    public CropSeries Interpolated(int count)
    {
        var apex = Crops.Count == 1 ? 0 : (int)Math.Round(Apex * (count - 1.0) / (Crops.Count - 1));
        return new CropSeries(Tim.Resample(Crops, count), Math.Max(1, apex));
    }

    private static CropSeries ReadAll(ClipReader reader, ClipFrames frames, FaceAlignment alignment, int last)
    {
        var crops = new List<Plane>();
        var apex = -1;
        foreach (var (number, frame) in reader.Range(frames.Onset, last))
        {
            if (crops.Count == MostFrames)
            {
                throw new InputFaultException(
                    $"{reader.Name} has more than {MostFrames} frames from its onset on: give an offset."
                );
            }

            apex = number == frames.Apex ? crops.Count : apex;
            crops.Add(Cut(frame, alignment));
        }

        return apex >= 0 ? new CropSeries(crops, apex) : throw reader.Missing(frames.Apex);
    }

    private static Plane Cut(Imaging.Pictures.ByteImage frame, FaceAlignment alignment)
    {
        var crop = new Plane(alignment.Size, alignment.Size);
        FaceCropper.Crop(frame, alignment, crop);
        return crop;
    }
}
