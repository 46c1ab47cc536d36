using System.CommandLine;
using System.Globalization;
using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Data.LongVideos;
using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Cli.Commands;

/// <summary>The part of <c>mien generate</c> that makes long videos: <c>--long</c> and what goes with it.</summary>
internal sealed class LongVideoChoices
{
    private const string MotionJpeg = "mjpeg";
    private static readonly LongVideoOptions Usual = new();

    private readonly Option<bool> _long = new("--long")
    {
        Description = "Write long videos with blinks, talking and head motion, and truth.csv",
    };

    private readonly Option<string> _rates = new("--fps")
    {
        Description = "With --long: frames a second; several rates take turns",
        DefaultValueFactory = _ => string.Join(',', Usual.FrameRates),
        HelpName = "N,...",
    };

    private readonly Option<string> _seconds = new("--seconds")
    {
        Description = "With --long: length of a video, shortest to longest",
        DefaultValueFactory = _ => $"{Usual.LeastSeconds}-{Usual.MostSeconds}",
        HelpName = "A-B",
    };

    private readonly Option<double> _micro = new("--micro")
    {
        Description = "With --long: micro-expressions a minute; each video draws a rate up to this",
        DefaultValueFactory = _ => Usual.MostMicroPerMinute,
    };

    private readonly Option<string> _codec = new("--codec")
    {
        Description = "With --long: mjpeg (written by Mien), h264 or ffv1 (by ffmpeg)",
        DefaultValueFactory = _ => MotionJpeg,
    };

    private readonly Option<int> _rateFactor = new("--crf")
    {
        Description = "With --codec h264: constant rate factor, 0 (lossless) to 51",
        DefaultValueFactory = _ => Usual.RateFactor,
    };

    private readonly Option<int?> _flicker = new("--flicker")
    {
        Description = "With --long: lamps flicker on mains of 50 or 60 Hz",
        HelpName = "HZ",
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "With --long: videos made side by side; the files do not depend on it",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public LongVideoChoices()
    {
        _codec.AcceptOnlyFromAmong(MotionJpeg, "h264", "ffv1");
        _rateFactor.Validators.Add(RunOptions.RequireRange("--crf", 0, 51));
        _threads.Validators.Add(RunOptions.RequireRange("--threads", 1, 1024));
    }

    public IEnumerable<Option> All => [_long, _rates, _seconds, _micro, _codec, _rateFactor, _flicker, _threads];

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_long);

    /// <summary>Refuses a word that would otherwise be silently without effect.</summary>
    /// <exception cref="InputFaultException">An option of long videos stands without <c>--long</c>.</exception>
    public void RequireAsked(ParseResult parsed)
    {
        if (!IsAsked(parsed) && All.FirstOrDefault(option => IsTyped(parsed, option)) is { } typed)
        {
            throw new InputFaultException($"{typed.Name} is for long videos: add --long, or leave it out.");
        }
    }

    /// <summary>Writes the videos and says what was written and how fast.</summary>
    public string Write(ParseResult parsed, string folder, LongVideoOptions options, bool isQuiet)
    {
        var (least, most) = Lengths(parsed.GetRequiredValue(_seconds));
        options = options with
        {
            FrameRates = Rates(parsed.GetRequiredValue(_rates)),
            LeastSeconds = least,
            MostSeconds = most,
            MostMicroPerMinute = parsed.GetValue(_micro),
            Codec = CodecOf(parsed.GetRequiredValue(_codec)),
            RateFactor = parsed.GetValue(_rateFactor),
            MainsHertz = parsed.GetValue(_flicker),
            Threads = parsed.GetValue(_threads),
        };
        using var interrupt = new Interrupt();
        var written = WorkProgress.Run(
            isQuiet,
            progress => LongVideoGenerator.Write(folder, options, progress, interrupt.Token)
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: {written.Videos} videos, {written.Seconds:F0} s, {written.Frames} frames; {written.Micro} micro- and {written.Macro} macro-expressions, see truth.csv; seed {options.Seed}; {written.Frames / written.Elapsed.TotalSeconds:F0} frames a second"
        );
    }

    private static bool IsTyped(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false } result && result.Option == option;

    private static VideoCodec CodecOf(string name) =>
        name switch
        {
            MotionJpeg => VideoCodec.MotionJpeg,
            "h264" => VideoCodec.H264,
            _ => VideoCodec.Ffv1,
        };

    private static List<int> Rates(string text) =>
        [
            .. text.Split(',')
                .Select(part =>
                    int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
                        ? rate
                        : throw new InputFaultException(
                            $"--fps {text} is no list of rates: give whole numbers such as 30,200."
                        )
                ),
        ];

    private static (double Least, double Most) Lengths(string text)
    {
        var parts = text.Split('-');
        if (parts.Length is 1 or 2 && Number(parts[0]) is { } least && Number(parts[^1]) is { } most)
        {
            return (least, most);
        }

        throw new InputFaultException($"--seconds {text} is no length: give seconds such as 30 or 20-60.");
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
