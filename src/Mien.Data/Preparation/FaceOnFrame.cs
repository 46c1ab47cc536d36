using System.Numerics;
using Mien.Faces.Alignment;

namespace Mien.Data.Preparation;

/// <summary>Where the face of a clip lies on the frame it was found on.</summary>
/// <param name="Alignment">The crop.</param>
/// <param name="Points">The 68 landmarks in the frame; empty when no face was looked for.</param>
/// <param name="Line">The words of the provenance line.</param>
internal sealed record FaceOnFrame(FaceAlignment Alignment, Vector2[] Points, string Line)
{
    /// <summary>The crop and the landmarks in it at another size.</summary>
    public (FaceAlignment Alignment, Vector2[] Landmarks) At(int size)
    {
        var alignment = Alignment.Resized(size);
        return (alignment, alignment.ToCrop(Points));
    }
}
