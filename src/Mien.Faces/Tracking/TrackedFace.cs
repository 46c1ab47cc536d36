using System.Numerics;
using Mien.Faces.Detection;

namespace Mien.Faces.Tracking;

/// <summary>A face in one frame of a video, or in a picture.</summary>
/// <param name="Number">From 1; the same from frame to frame, and for a face that comes back soon where it was.</param>
/// <param name="Box">The box in which the mean shape lies closest to the landmarks; in a single picture the cascade's.</param>
/// <param name="Landmarks">68 points in pixels, filtered in time; in a single picture as they were fitted.</param>
/// <param name="RawLandmarks">The same as fitted in this frame alone.</param>
/// <param name="Disagreement">
/// How far fits from several starts lie from their mean, in widths of the box: below 0.02 is sure.
/// </param>
public sealed record TrackedFace(
    int Number,
    FaceBox Box,
    IReadOnlyList<Vector2> Landmarks,
    IReadOnlyList<Vector2> RawLandmarks,
    double Disagreement
);
