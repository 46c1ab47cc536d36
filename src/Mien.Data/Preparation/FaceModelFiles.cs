using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Foundation;

namespace Mien.Data.Preparation;

/// <summary>The two face models of a preparation and what identifies them.</summary>
/// <param name="Cascade">The cascade.</param>
/// <param name="Landmarks">The landmark model.</param>
/// <param name="Hash">SHA-256 over both files.</param>
public sealed record FaceModelFiles(Cascade Cascade, LandmarkModel Landmarks, string Hash)
{
    /// <summary>Reads the models.</summary>
    /// <exception cref="InputFaultException">One is missing or damaged; the message says what to install.</exception>
    public static FaceModelFiles Read(FaceModels models, string cascade = FaceModels.DefaultCascade)
    {
        ArgumentNullException.ThrowIfNull(models);
        var (boxes, landmarks) = (models.ReadCascade(cascade), models.ReadLandmarks());
        var hash = ContentHash.Of($"{ContentHash.OfFile(boxes.Path)} {ContentHash.OfFile(landmarks.Path)}");
        return new FaceModelFiles(boxes, landmarks, hash);
    }
}
