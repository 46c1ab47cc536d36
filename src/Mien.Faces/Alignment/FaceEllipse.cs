namespace Mien.Faces.Alignment;

/// <summary>The ellipse that the face fills in an aligned crop; hair, neck and wall lie outside and move by themselves.</summary>
internal static class FaceEllipse
{
    private const float HalfWidth = 0.42f;
    private const float HalfHeight = 0.46f;

    /// <summary>Whether a pixel of a crop lies inside.</summary>
    public static bool Contains(int x, int y, int width, int height)
    {
        var (ex, ey) = (
            (x - ((width - 1) / 2f)) / (HalfWidth * width),
            (y - ((height - 1) / 2f)) / (HalfHeight * height)
        );
        return (ex * ex) + (ey * ey) <= 1;
    }
}
