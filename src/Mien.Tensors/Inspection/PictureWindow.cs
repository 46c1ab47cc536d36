namespace Mien.Tensors.Inspection;

/// <summary>A part of a picture, in shares of its height and width.</summary>
/// <param name="Top">Upper edge, from 0.</param>
/// <param name="Bottom">Lower edge, up to 1.</param>
/// <param name="Left">Left edge, from 0.</param>
/// <param name="Right">Right edge, up to 1.</param>
public readonly record struct PictureWindow(double Top, double Bottom, double Left, double Right)
{
    /// <summary>The whole picture.</summary>
    public static PictureWindow Whole { get; } = new(0, 1, 0, 1);

    /// <summary>Some of the rows of this part.</summary>
    public PictureWindow Rows(double from, double to) =>
        this with
        {
            Top = Top + (from * (Bottom - Top)),
            Bottom = Top + (to * (Bottom - Top)),
        };

    /// <summary>Some of the columns of this part.</summary>
    public PictureWindow Columns(double from, double to) =>
        this with
        {
            Left = Left + (from * (Right - Left)),
            Right = Left + (to * (Right - Left)),
        };
}
