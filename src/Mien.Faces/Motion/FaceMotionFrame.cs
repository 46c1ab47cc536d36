using Mien.Faces.Alignment;
using Mien.Faces.Tracking;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Motion;

/// <summary>A frame's crop and its motion since the frame before; filled again and again by a <see cref="FaceMotionStream"/>.</summary>
public sealed class FaceMotionFrame
{
    /// <summary>An empty frame for crops of a size.</summary>
    public FaceMotionFrame(int cropSize)
    {
        Crop = new Plane(cropSize, cropSize);
        Flow = new FlowField(cropSize, cropSize);
        Strain = new Plane(cropSize, cropSize);
    }

    /// <summary>Frames before this one.</summary>
    public int Index { get; internal set; }

    /// <summary>Time of the frame.</summary>
    public double Seconds { get; internal set; }

    /// <summary>The face; null in a gap, when the planes hold what they held before.</summary>
    public TrackedFace? Face { get; internal set; }

    /// <summary>Where the crop lies in the frame.</summary>
    public FaceAlignment Alignment { get; internal set; }

    /// <summary>Whether flow and strain were measured: the same face was in the frame before.</summary>
    public bool HasMotion { get; internal set; }

    /// <summary>The aligned face, 0..255.</summary>
    public Plane Crop { get; }

    /// <summary>Flow from the frame before, in pixels of the crop, without the head's motion.</summary>
    public FlowField Flow { get; }

    /// <summary>Strain of the flow.</summary>
    public Plane Strain { get; }

    /// <summary>The motion of the head that was taken out.</summary>
    public AffineMotion HeadMotion { get; internal set; }
}
