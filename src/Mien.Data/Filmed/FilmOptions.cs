using Mien.Faces.Alignment;

namespace Mien.Data.Filmed;

/// <summary>How made-up faces are filmed and how their motion is measured.</summary>
public sealed record FilmOptions
{
    /// <summary>Columns and rows of the crop in which flow is measured; a multiple of 4 from 56 to 512.</summary>
    public int CropSize { get; init; } = 112;

    /// <summary>
    /// Least and greatest size of an expression: how far a muscle at full strength moves the skin, in cells of 1/28 of the
    /// crop's side, drawn evenly on a logarithmic scale. .1 is half a millimetre, about a pixel of a face 280 pixels wide.
    /// </summary>
    public (float Least, float Most) Motion { get; init; } = (0.08f, 0.6f);

    /// <summary>Least and greatest standard deviation of the camera's noise in grey levels of 255, on a logarithmic scale.</summary>
    public (float Least, float Most) Grain { get; init; } = (0.3f, 3);

    /// <summary>What is taken out of the flow as motion of the head, in some of the clips.</summary>
    public HeadMotionMethod HeadMotion { get; init; }

    /// <summary>In which share of the clips it is taken out, 0 to 1.</summary>
    public double HeadMotionShare { get; init; } = 1;

    /// <summary>As Mien measures in its own crops: 128 pixels, the head's motion taken out or left in.</summary>
    public static FilmOptions Aligned { get; } =
        new()
        {
            CropSize = 128,
            HeadMotion = HeadMotionMethod.RobustAffine,
            HeadMotionShare = 0.5,
            Turn = 0.35f,
        };

    /// <summary>
    /// How much heads turn out of the picture's plane: the spread of what that moves the nearest part of the face beyond the
    /// farthest, in sizes of an expression. In tight crops of people who were asked to sit still it is left out.
    /// </summary>
    public float Turn { get; init; }

    /// <summary>Clips of one face, since drawing a face takes as long as filming many clips of it.</summary>
    public int ClipsOfFace { get; init; } = 32;
}
