using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;

namespace Mien.Cli.Faces;

/// <summary>Takes the faces of a source frame by frame and writes them out.</summary>
internal interface IFaceReport : IDisposable
{
    void Start(MediaInfo info);

    void Add(double seconds, IReadOnlyList<TrackedFace> faces);

    void Finish(IReadOnlyList<QualityFinding> quality);
}
