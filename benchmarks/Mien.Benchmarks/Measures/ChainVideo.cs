using System.Diagnostics;

namespace Mien.Benchmarks.Measures;

/// <summary>Videos of 640x480, made of one of the real data's by enlarging and repeating it; kept under artifacts/peers.</summary>
internal static class ChainVideo
{
    /// <summary>The real video so many times.</summary>
    public static string Repeated(int times)
    {
        var target = Target("motion-chain.mp4");
        string[] loop = ["-stream_loop", $"{times - 1}"];
        Run([.. loop, "-i", Source(), .. Encoding, target]);
        return target;
    }

    /// <summary>The real video again and again, at so many frames a second, until it lasts so many minutes.</summary>
    public static string Lasting(int minutes, int rate)
    {
        var (once, target) = (Target($"motion-chain-{rate}.mp4"), Target($"motion-chain-{rate}-{minutes}min.mp4"));
        if (!File.Exists(target))
        {
            var filter = $"{Frame},setpts=N/({rate}*TB)";
            Run(["-i", Source(), "-vf", filter, "-r", $"{rate}", .. Codec, once]);
            Run(["-stream_loop", "-1", "-i", once, "-t", $"{60 * minutes}", "-c", "copy", target]);
        }

        return target;
    }

    private const string Frame = "scale=854:480,crop=640:480";

    private static string[] Codec => ["-an", "-c:v", "libx264", "-crf", "18"];

    private static string[] Encoding => ["-vf", Frame, .. Codec];

    private static string Source()
    {
        var source = Path.Combine(Repository.Data, "video", "single_face.mp4");
        return File.Exists(source)
            ? source
            : throw new FileNotFoundException($"this needs the real data: {source} is not there");
    }

    private static string Target(string name)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "peers");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }

    private static void Run(string[] arguments)
    {
        string[] quiet = ["-v", "error", "-nostdin", "-y"];
        var start = new ProcessStartInfo("ffmpeg", [.. quiet, .. arguments]) { UseShellExecute = false };
        using var ffmpeg = Process.Start(start)!;
        ffmpeg.WaitForExit();
        if (ffmpeg.ExitCode != 0)
        {
            throw new InvalidOperationException("ffmpeg could not make the video");
        }
    }
}
