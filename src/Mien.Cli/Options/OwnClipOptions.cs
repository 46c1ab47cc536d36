using System.CommandLine;
using Mien.Data.Datasets;
using Mien.Data.Preparation;
using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Cli.Options;

/// <summary>Which frames of a user's own video or folder of frames are the clip.</summary>
internal sealed class OwnClipOptions
{
    private readonly Option<int?> _onset = Frame("--onset", "onset");
    private readonly Option<int?> _apex = Frame("--apex", "apex");
    private readonly Option<int?> _offset = Frame("--offset", "last");
    private readonly Option<double?> _start = MediaOptions.Start();
    private readonly Option<double?> _end = MediaOptions.End();

    private Option[] All => [_onset, _apex, _offset, _start, _end];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    public Clip ClipOf(ParseResult parsed, string path) =>
        MediaClip.Of(
            path,
            parsed.GetValue(_onset),
            parsed.GetValue(_apex),
            parsed.GetValue(_offset),
            TimeSlice.Of(parsed.GetValue(_start), parsed.GetValue(_end))
        );

    /// <summary>A dataset says itself where its clips begin.</summary>
    public void RefuseFor(ParseResult parsed, string dataset)
    {
        var given = Array.Find(All, option => parsed.GetResult(option) is { Implicit: false });
        if (given is not null)
        {
            throw new InputFaultException(
                $"{given.Name} is for a video or a folder of frames, and {dataset} is none: leave it out, or check the path."
            );
        }
    }

    private static Option<int?> Frame(string name, string what) =>
        new(name) { Description = $"Number of the {what} frame of a video, from 1.", HelpName = "N" };
}
