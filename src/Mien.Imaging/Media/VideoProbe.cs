using System.Globalization;
using System.Text.Json;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>What ffprobe tells of a video's first picture stream.</summary>
internal sealed record VideoProbe(MediaInfo Info, double TimeBase, double Start, double ContainerStart)
{
    private const string Entries =
        "format=start_time,duration:stream=codec_name,width,height,avg_frame_rate,r_frame_rate,nb_frames,time_base,start_time,duration,bit_rate:stream_tags=rotate:stream_side_data=rotation";

    /// <summary>Asks about a file.</summary>
    public static VideoProbe Of(string path) => Of(["-i", Ffmpeg.Local(path)], path);

    /// <summary>Asks about any input of ffmpeg's.</summary>
    /// <param name="input">Its arguments, <c>-i</c> among them.</param>
    /// <param name="path">What it is called in messages.</param>
    public static VideoProbe Of(IEnumerable<string> input, string path)
    {
        string[] arguments = ["-select_streams", "v:0", "-show_entries", Entries, "-of", "json", .. input];
        using var process = Ffmpeg.Start("ffprobe", arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        using var json = JsonDocument.Parse(answer.Length == 0 ? "{}" : answer);
        if (
            !json.RootElement.TryGetProperty("streams", out var streams)
            || streams.GetArrayLength() == 0
            || !streams[0].TryGetProperty("width", out _)
        )
        {
            var reason = errors.Result.Split('\n', 2)[0].Trim();
            throw new InputFaultException(
                $"{path} holds no video that ffmpeg can read{(reason.Length > 0 ? $" ({Reason(reason, path)})" : "")}: check the file."
            );
        }

        var format = json.RootElement.TryGetProperty("format", out var found) ? found : default;
        return Build(path, streams[0], format);
    }

    private static VideoProbe Build(string path, JsonElement stream, JsonElement format)
    {
        var rotation = RotationOf(stream);
        var (width, height) = (stream.GetProperty("width").GetInt32(), stream.GetProperty("height").GetInt32());
        PictureLimits.CheckFileSize(path, width, height);
        var rate = Ratio(Text(stream, "avg_frame_rate")) ?? Ratio(Text(stream, "r_frame_rate")) ?? 25;
        var duration = Number(Text(stream, "duration")) ?? Number(Text(format, "duration"));
        var count = Number(Text(stream, "nb_frames")) ?? (duration * rate);
        var info = new MediaInfo
        {
            Path = path,
            Width = rotation % 180 == 0 ? width : height,
            Height = rotation % 180 == 0 ? height : width,
            FrameRate = rate,
            ExpectedFrames = count is > 0 and < int.MaxValue ? (int)Math.Round(count.Value) : null,
            Rotation = rotation,
            Codec = Text(stream, "codec_name") ?? "unknown",
            BitRate = (long?)Number(Text(stream, "bit_rate")),
        };
        var start = Number(Text(stream, "start_time")) ?? 0;
        return new VideoProbe(
            info,
            Ratio(Text(stream, "time_base")) ?? (1 / rate),
            start,
            Number(Text(format, "start_time")) ?? start
        );
    }

    /// <summary>Clockwise; newer files carry a display matrix (counter-clockwise angle), older ones a tag.</summary>
    private static int RotationOf(JsonElement stream)
    {
        var angle = 0.0;
        if (stream.TryGetProperty("side_data_list", out var sides))
        {
            foreach (var side in sides.EnumerateArray())
            {
                angle = side.TryGetProperty("rotation", out var turn) ? -turn.GetDouble() : angle;
            }
        }
        else if (stream.TryGetProperty("tags", out var tags))
        {
            angle = Number(Text(tags, "rotate")) ?? 0;
        }

        return (((int)Math.Round(angle / 90) * 90 % 360) + 360) % 360;
    }

    private static string Reason(string line, string path) =>
        Ffmpeg.WithoutAddress(line).Replace(Ffmpeg.Local(path) + ": ", "", StringComparison.Ordinal);

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ToString()
            : null;

    private static double? Number(string? text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static double? Ratio(string? text)
    {
        var parts = text?.Split('/') ?? [];
        return parts.Length == 2 && Number(parts[0]) is > 0 and var top && Number(parts[1]) is > 0 and var bottom
            ? top / bottom
            : null;
    }
}
