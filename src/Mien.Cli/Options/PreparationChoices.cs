using System.CommandLine;
using Mien.Data.Preparation;
using Mien.Faces.Alignment;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Magnification;
using Mien.Imaging.Strain;

namespace Mien.Cli.Options;

/// <summary>The options of <c>mien prepare</c> that decide what a map looks like.</summary>
internal sealed class PreparationChoices
{
    private static readonly string[] Crops = ["similarity", "affine", "none", "whole"];
    private static readonly string[] Heads = ["none", "nose", "affine"];
    private static readonly string[] Apexes = ["peak", "middle", "lbp", "regions"];
    private static readonly string[] Onsets = ["rise", "first"];
    private static readonly string[] Sources = ["annotated", "found"];
    private static readonly string[] Contents = ["motion", "apex", "difference", "dynamic", "gray"];
    private static readonly string[] Strains = ["frobenius", "softnet", "meb"];

    private readonly Option<string> _content = Word(
        "--map",
        "What a map shows: u, v and strain from onset to apex; the apex; apex minus onset; the dynamic image from onset to offset; or grey crops (with --sequence).",
        Contents
    );

    private readonly Option<int> _size = Side("--size", "Columns and rows of a map.");
    private readonly Option<int> _cropSize = Side(
        "--crop-size",
        "Columns and rows of the crop that flow is measured in."
    );
    private readonly Option<string> _crop = new("--crop")
    {
        Description =
            $"What the crop shows: {string.Join(", ", CropLayout.Names)}; with margins around the landmarks as in \"face above=0.3 below=0.1 beside=0.1\".",
        DefaultValueFactory = _ => CropLayout.Names[0],
        HelpName = "NAME",
    };
    private readonly Option<string> _align = Word(
        "--align",
        "How the face is cropped: by eyes and nose, by all 68 points, an upright square, or the whole frame (for frames that were cropped before).",
        Crops
    );
    private readonly Option<string> _flow = new("--flow")
    {
        Description =
            $"The flow method: {string.Join(", ", FlowDefinition.Names)}; with settings as in \"tvl1 lambda=0.3 median=5\" ({string.Join("; ", FlowDefinition.Help)}).",
        DefaultValueFactory = _ => FlowDefinition.Names[0],
        HelpName = "NAME",
    };
    private readonly Option<string> _head = Word(
        "--head-motion",
        "What is taken out of the flow as motion of the head: nothing, the nose bridge's shift, or a robust affine motion.",
        Heads
    );
    private readonly Option<bool> _maskEyes = new("--mask-eyes")
    {
        Description = "Set the motion of the eyes to zero, with SOFTNet's margin of 15 pixels of 128.",
    };
    private readonly Option<string> _strain = Word(
        "--strain",
        "The strain formula: Frobenius norm of the symmetric gradient, or as SOFTNet's or MEB's code has it.",
        Strains
    );
    private readonly Option<string> _frames = Word(
        "--frames",
        "Whose onset and apex are taken: the annotated ones, or those found in all frames of the clip.",
        Sources
    );
    private readonly Option<string> _onset = Word(
        "--missing-onset",
        "Which frame stands for an onset that is not annotated: where the motion begins to rise, or the first.",
        Onsets
    );
    private readonly Option<string> _apex = Word(
        "--missing-apex",
        "Which frame stands for an apex that is not annotated: the peak of the flow, the middle, the change of LBP in the frequency domain, or divide and conquer over regions.",
        Apexes
    );
    private readonly Option<int> _apexError = new("--apex-error")
    {
        Description =
            "Misplace every annotated apex by so many frames, too early or too late by a draw that is fixed for each clip, between onset and offset: to see what a wrong apex costs.",
        HelpName = "N",
    };
    private readonly Option<string?> _magnify = new("--magnify")
    {
        Description =
            $"Enlarge motion before it is measured: {string.Join(", ", MagnificationDefinition.Names)}; with factor and band as in \"phase alpha=5 quick=0.4 slow=0.05\" ({string.Join("; ", MagnificationDefinition.Help)}).",
        HelpName = "NAME",
    };
    private readonly Option<int?> _tim = Frames(
        "--tim",
        "Bring each clip to so many frames by the temporal interpolation model before it is measured."
    );

    private readonly Option<int> _sequence = new("--sequence")
    {
        Description =
            "So many maps in time from onset to offset, evenly spaced, instead of one from onset to apex; the nearest frames, or with --tim interpolated ones.",
        DefaultValueFactory = _ => 1,
        HelpName = "T",
    };

    public PreparationChoices() => _sequence.Validators.Add(RunOptions.RequireRange("--sequence", 1, 1000));

    public void AddTo(Command command)
    {
        foreach (
            Option option in (IEnumerable<Option>)
                [
                    _content,
                    _size,
                    _cropSize,
                    _align,
                    _crop,
                    _frames,
                    _onset,
                    _apex,
                    _apexError,
                    _magnify,
                    _tim,
                    _sequence,
                    _flow,
                    _head,
                    _maskEyes,
                    _strain,
                ]
        )
        {
            command.Options.Add(option);
        }
    }

    public PreparationOptions Read(ParseResult parsed) =>
        new()
        {
            Content = (MapContent)Chosen(parsed, _content, Contents),
            Size = parsed.GetValue(_size),
            CropSize = parsed.GetValue(_cropSize),
            Crop = (CropKind)Chosen(parsed, _align, Crops),
            Layout = CropLayout.Parse(parsed.GetRequiredValue(_crop)),
            Frames = (FrameChoice)Chosen(parsed, _frames, Sources),
            MissingOnset = (MissingOnset)Chosen(parsed, _onset, Onsets),
            MissingApex = (MissingApex)Chosen(parsed, _apex, Apexes),
            Magnification = parsed.GetValue(_magnify) is { } magnify ? MagnificationDefinition.Parse(magnify) : null,
            TimFrames = parsed.GetValue(_tim),
            Sequence = parsed.GetValue(_sequence),
            Flow = FlowDefinition.Parse(parsed.GetRequiredValue(_flow)),
            HeadMotion = (HeadMotionMethod)Chosen(parsed, _head, Heads),
            MaskEyes = parsed.GetValue(_maskEyes),
            Strain = (StrainForm)Chosen(parsed, _strain, Strains),
        };

    /// <summary>Frames by which annotated apexes are put wrong.</summary>
    /// <exception cref="InputFaultException">The maps do not rest on annotated apexes.</exception>
    public int ApexErrorOf(ParseResult parsed, PreparationOptions options)
    {
        var error = parsed.GetValue(_apexError);
        return error switch
        {
            < 0 or > 10_000 => throw new InputFaultException("--apex-error must be 0 to 10000 frames."),
            > 0 when options.Frames == FrameChoice.Found || options.Sequence > 1 => throw new InputFaultException(
                "--apex-error misplaces annotated apexes, and neither found frames nor sequences rest on them: leave it out."
            ),
            _ => error,
        };
    }

    private static int Chosen(ParseResult parsed, Option<string> option, string[] words) =>
        Array.IndexOf(words, parsed.GetRequiredValue(option));

    private static Option<int?> Frames(string name, string what)
    {
        var option = new Option<int?>(name) { Description = what, HelpName = "N" };
        option.Validators.Add(RunOptions.RequireRange(name, 2, 1000));
        return option;
    }

    private static Option<int> Side(string name, string what)
    {
        var option = new Option<int>(name)
        {
            Description = what,
            DefaultValueFactory = _ => 128,
            HelpName = "N",
        };
        option.Validators.Add(RunOptions.RequireRange(name, 16, 1024));
        return option;
    }

    private static Option<string> Word(string name, string what, string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = $"{what} One of {string.Join(", ", words)}.",
            DefaultValueFactory = _ => words[0],
            HelpName = "NAME",
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
