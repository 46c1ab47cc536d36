using System.CommandLine;
using Mien.Faces.Models;

namespace Mien.Cli.Options;

/// <summary>The options of the commands that look for faces.</summary>
internal static class FaceOptions
{
    public static Option<string?> Models() =>
        new("--models")
        {
            Description =
                "The folder of the face models; without it they are looked for where the packages opencv-data and libdlib-data put them.",
            HelpName = "DIR",
        };

    public static Option<string> Cascade() =>
        new("--cascade")
        {
            Description = "File name of OpenCV's cascade, Haar or LBP.",
            DefaultValueFactory = _ => FaceModels.DefaultCascade,
            HelpName = "NAME",
        };
}
