using System.CommandLine;
using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Cli.Commands;

/// <summary>The part of <c>mien analyze</c> that takes a camera instead of a recording.</summary>
internal sealed class CameraChoices
{
    private readonly Option<string?> _camera = new("--camera")
    {
        Description =
            "Analyse a camera instead of a recording, until Ctrl-C: /dev/video0 or a number on Linux, a number on macOS, a name on Windows. It is recorded to camera.mkv.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "DEVICE",
    };

    private readonly Option<string?> _size = new("--camera-size")
    {
        Description = "With --camera: size of the frames, such as 1280x720.",
        HelpName = "WxH",
    };

    private readonly Option<double?> _rate = new("--camera-rate")
    {
        Description = "With --camera: frames a second.",
        HelpName = "N",
    };

    private readonly Option<double?> _seconds = new("--seconds")
    {
        Description = "With --camera: end by itself after so many seconds.",
        HelpName = "N",
    };

    public IEnumerable<Option> All => [_camera, _size, _rate, _seconds];

    /// <summary>The camera asked for; null for none.</summary>
    /// <exception cref="InputFaultException">An option of cameras stands without <c>--camera</c>, or is out of range.</exception>
    public CameraOptions? Read(ParseResult parsed)
    {
        if (parsed.GetResult(_camera) is null)
        {
            Option[] others = [_size, _rate, _seconds];
            return others.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } typed
                ? throw new InputFaultException($"{typed.Name} is for cameras: add --camera, or leave it out.")
                : null;
        }

        if (
            parsed.GetValue(_rate) is not (null or > 0 and < 1e6)
            || parsed.GetValue(_seconds) is not (null or > 0 and < 1e9)
        )
        {
            throw new InputFaultException("--camera-rate and --seconds must be above 0.");
        }

        return new CameraOptions
        {
            Device = parsed.GetValue(_camera) ?? "",
            Size = parsed.GetValue(_size),
            Rate = parsed.GetValue(_rate),
            Seconds = parsed.GetValue(_seconds),
        };
    }
}
