namespace Mien.Faces.Tests;

/// <summary>What tests need from system packages: absent it skips, visibly, and fails where CI is set.</summary>
internal static class Installed
{
    public const string Cascades = "/usr/share/opencv4";
    public const string Landmarks = "/usr/share/dlib/shape_predictor_68_face_landmarks.dat";

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
