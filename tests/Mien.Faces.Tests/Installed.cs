using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;

namespace Mien.Faces.Tests;

/// <summary>What tests need from system packages: absent it skips, visibly, and fails where CI is set.</summary>
internal static class Installed
{
    public const string Cascades = "/usr/share/opencv4";
    public const string Landmarks = "/usr/share/dlib/shape_predictor_68_face_landmarks.dat";

    private static readonly Lazy<LandmarkModel> LazyModel = new(() => new FaceModels().ReadLandmarks());
    private static readonly Lazy<Cascade> LazyCascade = new(() => new FaceModels().ReadCascade());

    public static LandmarkModel Model => LazyModel.Value;

    public static Cascade Cascade => LazyCascade.Value;

    public static void RequireModels()
    {
        Require("opencv-data", Cascades);
        Require("libdlib-data", Landmarks);
    }

    public static void Require(string package, string path)
    {
        if (Path.Exists(path))
        {
            return;
        }

        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, $"needs {path}: install {package}");
        Assert.Fail($"{path} is missing: install {package}");
    }
}
