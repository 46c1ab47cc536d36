using System.Numerics;
using Mien.Data.LongVideos;
using Mien.Faces.Alignment;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Tests.LongVideos;

/// <summary>A drawn person's picture with landmarks and crop; skips the test where the face models are not installed.</summary>
internal static class DrawnPerson
{
    private static readonly Lazy<(Cascade Cascade, LandmarkModel Landmarks)> Models = new(() =>
        (new FaceModels().ReadCascade(), new FaceModels().ReadLandmarks())
    );

    /// <summary>The first person of a seed at rest.</summary>
    public static (ByteImage Picture, Vector2[] Landmarks, FaceAlignment Crop) Take(ulong seed)
    {
        RequireModels();
        var scene = new Scene(new LongVideoOptions { Seed = seed }, 0);
        var picture = Shoot(scene.View.Width, scene.View.Height, new FilmFace(scene.Look, scene.View), []);
        var points = Fit(picture);
        return (picture, points, FaceAlignment.Of(points, Models.Value.Landmarks.MeanShape, 128));
    }

    /// <summary>The crop of the one face of a picture.</summary>
    public static FaceAlignment Align(ByteImage picture) =>
        FaceAlignment.Of(Fit(picture), Models.Value.Landmarks.MeanShape, 128);

    /// <summary>A frame in which nothing moves but what is given.</summary>
    public static ByteImage Shoot(
        int width,
        int height,
        FilmFace face,
        (MotionPatch, float)[] motions,
        float lipGap = 0,
        (float, float) pupils = default
    )
    {
        var picture = new ByteImage(width, height, 1);
        var moment = new FilmMoment
        {
            Pose = default,
            Shut = 0,
            Pupils = pupils,
            LipGap = lipGap,
            Light = 1,
            Noise = 1,
            Motions = motions,
        };
        new FilmCamera(face).Film(moment, new RandomStream(5), picture);
        return picture;
    }

    public static void RequireModels()
    {
        try
        {
            _ = Models.Value;
        }
        catch (InputFaultException missing)
        {
            Assert.Skip(missing.Message);
        }
    }

    private static Vector2[] Fit(ByteImage picture)
    {
        var (cascade, landmarks) = Models.Value;
        var faces = new CascadeDetector(cascade).Detect(picture, new DetectorOptions { MinSize = 100, Threads = 1 });
        var points = new Vector2[landmarks.PointCount];
        var disagreement = new LandmarkFitter(landmarks).FitDetection(picture, Assert.Single(faces).Box, points);
        Assert.InRange(disagreement, 0, 0.03);
        return points;
    }
}
