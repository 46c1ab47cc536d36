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

    public static Option<double> Rate()
    {
        var rate = new Option<double>("--rate")
        {
            Description = "Frames a second of a folder of frames.",
            DefaultValueFactory = _ => 25,
            HelpName = "N",
        };
        rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 1e6))
            {
                result.AddError("--rate must be above 0");
            }
        });
        return rate;
    }
}
