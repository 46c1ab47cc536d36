using System.CommandLine;
using Mien.Data.Preparation;
using Mien.Faces.Alignment;
using Mien.Imaging.Flow;

namespace Mien.Cli.Options;

/// <summary>The options of <c>mien prepare</c> that decide what a map looks like.</summary>
internal sealed class PreparationChoices
{
    private static readonly string[] Crops = ["similarity", "affine", "none", "whole"];
    private static readonly string[] Heads = ["none", "nose", "affine"];
    private static readonly string[] Apexes = ["peak", "middle"];

    private readonly Option<int> _size = Side("--size", "Columns and rows of a map.");
    private readonly Option<int> _cropSize = Side(
        "--crop-size",
        "Columns and rows of the crop that flow is measured in."
    );
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
    private readonly Option<string> _apex = Word(
        "--missing-apex",
        "Which frame stands for an apex that is not annotated: the peak of the flow, or the middle.",
        Apexes
    );

    public void AddTo(Command command)
    {
        foreach (Option option in (IEnumerable<Option>)[_size, _cropSize, _align, _flow, _head, _apex])
        {
            command.Options.Add(option);
        }
    }

    public PreparationOptions Read(ParseResult parsed) =>
        new()
        {
            Size = parsed.GetValue(_size),
            CropSize = parsed.GetValue(_cropSize),
            Crop = (CropKind)Array.IndexOf(Crops, parsed.GetRequiredValue(_align)),
            Flow = FlowDefinition.Parse(parsed.GetRequiredValue(_flow)),
            HeadMotion = (HeadMotionMethod)Array.IndexOf(Heads, parsed.GetRequiredValue(_head)),
            MissingApex = (MissingApex)Array.IndexOf(Apexes, parsed.GetRequiredValue(_apex)),
        };

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
