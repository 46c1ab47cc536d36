using System.CommandLine;

namespace Mien.Cli.Options;

/// <summary>The options of the commands that read a video or a folder of frames.</summary>
internal static class MediaOptions
{
    public static Option<double?> Start() =>
        new("--start") { Description = "Where in a video to begin, in seconds.", HelpName = "SECONDS" };

    public static Option<double?> End() =>
        new("--end") { Description = "Where in a video to end, in seconds.", HelpName = "SECONDS" };
}
