namespace Mien.Faces.Detection;

/// <summary>
/// An upright rectangle in pixels: the pixels from (<paramref name="X"/>, <paramref name="Y"/>) on, y pointing down.
/// </summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Number of columns, above 0.</param>
/// <param name="Height">Number of rows, above 0.</param>
public readonly record struct FaceBox(double X, double Y, double Width, double Height)
{
    /// <summary>The middle, horizontally.</summary>
    public double CenterX => X + (Width / 2);

    /// <summary>The middle, vertically.</summary>
    public double CenterY => Y + (Height / 2);

    /// <summary>Area of the intersection over area of the union with another box, 0 to 1.</summary>
    public double Overlap(FaceBox other)
    {
        var width = Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X);
        var height = Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        var common = width * height;
        return common / ((Width * Height) + (other.Width * other.Height) - common);
    }

    /// <summary>Area of the intersection with another box over the area of the smaller one, 0 to 1: 1 when one lies in the other.</summary>
    public double Cover(FaceBox other)
    {
        var width = Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X);
        var height = Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y);
        return Math.Max(0, width) * Math.Max(0, height) / Math.Min(Width * Height, other.Width * other.Height);
    }
}
