using Mien.Imaging.Pictures;

namespace Mien.Imaging.Magnification;

/// <summary>Enlarges small motion frame by frame; an instance serves one clip at a time.</summary>
public interface IMagnifier
{
    /// <summary>Forgets the frames seen, for the next clip.</summary>
    void Restart();

    /// <summary>Magnifies the clip's next frame; the first comes out as it is. Nothing is allocated.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="magnified">Receives the result, not held to 0..255; another plane than the frame.</param>
    void Next(Plane frame, Plane magnified);
}
