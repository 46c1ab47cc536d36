using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Inputs;

/// <summary>
/// How a motion map becomes a network's input: a chain of named operations, each on one or several channels, printed
/// and parsed as one line, for example
/// <c>subtract-median u v | subtract-mean strain | divide-by-sd epsilon=0.001</c>. A step without channels is for all of
/// them. The step <c>order strain v u</c> puts the channels in another order or drops some; the step
/// <c>resize height=60 width=60</c>, which stands last, brings the input to another size.
/// </summary>
public sealed class InputDefinition
{
    private const string OrderStep = "order";
    private const string ResizeStep = "resize";
    private const int LargestSide = 1024;

    private static readonly Dictionary<string, Func<StepText, ChannelOperation>> Operations = new(
        StringComparer.Ordinal
    )
    {
        ["subtract-median"] = _ => new SubtractMedian(),
        ["subtract-mean"] = _ => new SubtractMean(),
        ["divide-by-sd"] = step => new DivideByDeviation(step.Take("epsilon", 0.001f, 0, 1e6f)),
        ["divide-by-rms"] = step => new DivideByRootMeanSquare(step.Take("epsilon", 0.001f, 0, 1e6f)),
        ["clip"] = step => new ClipTo(step.Take("limit", 4, 0, 1e6f)),
        ["scale"] = step => new Scale(step.Take("by", 1, -1e6f, 1e6f), step.Take("add", 0, -1e6f, 1e6f)),
        ["spread-to-bytes"] = _ => new SpreadToBytes(),
    };

    private readonly IReadOnlyList<Step> _steps;
    private readonly InputSize? _size;

    private InputDefinition(IReadOnlyList<Step> steps, InputSize? size) => (_steps, _size) = (steps, size);

    /// <summary>
    /// Chains with a name. <c>centred</c>: flow about its median, strain about its mean, every channel by its own
    /// standard deviation. <c>rms</c>: flow about its median, every channel by its root mean square, limited.
    /// <c>raw</c>: 0..255 to -1..1. <c>ststnet</c>: 0..255 in the order strain, v, u of STSTNet (arXiv 1902.03634).
    /// </summary>
    public static IReadOnlyDictionary<string, string> Named { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["centred"] = "subtract-median u v | subtract-mean strain | divide-by-sd epsilon=0.001",
            ["rms"] = "subtract-median u v | divide-by-rms epsilon=0.001 | clip u v limit=4 | clip strain limit=5",
            ["raw"] = "scale by=0.007843138 add=-1",
            ["ststnet"] = "order strain v u",
        };

    /// <summary>The names of all operations, for help texts.</summary>
    public static IReadOnlyList<string> OperationNames { get; } = [.. Operations.Keys, OrderStep, ResizeStep];

    /// <summary>Parses a chain; a named chain may stand for its steps.</summary>
    /// <exception cref="InputFaultException">An unknown operation or setting; the sentence lists those there are.</exception>
    public static InputDefinition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = StepText.Split(
            string.Join('|', text.Split('|').Select(step => Named.GetValueOrDefault(step.Trim(), step)))
        );
        var size = steps[^1].Name == ResizeStep ? ParseSize(steps[^1]) : null;
        return new InputDefinition([.. steps.SkipLast(size is null ? 0 : 1).Select(ParseStep)], size);
    }

    /// <summary>The chain as one line that <see cref="Parse"/> takes back.</summary>
    public override string ToString() =>
        string.Join(" | ", _size is null ? _steps : _steps.Cast<object>().Append(_size));

    /// <summary>The names of the input's channels for maps of that many channels.</summary>
    /// <exception cref="InputFaultException">A step names a channel that such maps do not have.</exception>
    public IReadOnlyList<string> ChannelsOf(int mapChannels) => Plan(mapChannels).Channels;

    /// <summary>The size of the input for maps of a size.</summary>
    public MapShape ShapeOf(MapShape map) => InputTransform.ShapeOf(map, _size, ChannelsOf(map.Channels).Count);

    /// <summary>Turns maps of one size into inputs.</summary>
    /// <exception cref="InputFaultException">A step names a channel that such maps do not have.</exception>
    public InputTransform For(MapShape map)
    {
        var (operations, order, channels) = Plan(map.Channels);
        return new InputTransform(map, operations, order, channels, _size);
    }

    /// <summary>Follows the channels' names through the chain: operations by original channel, and the final order.</summary>
    private (IReadOnlyList<(int, ChannelOperation)> Operations, int[] Order, IReadOnlyList<string> Channels) Plan(
        int mapChannels
    )
    {
        var names = ChannelNames.For(mapChannels);
        var order = Enumerable.Range(0, mapChannels).ToArray();
        var operations = new List<(int, ChannelOperation)>();
        foreach (var step in _steps)
        {
            var chosen = step.Channels.Count == 0 ? order : [.. step.Channels.Select(name => Find(names, order, name))];
            if (step.Operation is null)
            {
                order = chosen;
            }
            else
            {
                operations.AddRange(chosen.Select(channel => (channel, step.Operation)));
            }
        }

        return (operations, order, [.. order.Select(channel => names[channel])]);
    }

    private int Find(IReadOnlyList<string> names, int[] order, string name)
    {
        var found = Array.FindIndex(order, channel => names[channel] == name);
        return found >= 0
            ? order[found]
            : throw new InputFaultException(
                $"The chain '{this}' names the channel '{name}' but there is only {string.Join(", ", order.Select(c => names[c]))}: correct the name or use other maps."
            );
    }

    private static InputSize ParseSize(StepText text)
    {
        var (height, width) = (text.Take("height", 0, 1, LargestSide), text.Take("width", 0, 1, LargestSide));
        text.RefuseRest();
        return text.Words.Count == 0 && height >= 1 && width >= 1 && height % 1 == 0 && width % 1 == 0
            ? new InputSize((int)height, (int)width)
            : throw text.Fault(
                $"has the step {ResizeStep} without a size in whole pixels",
                $"write {ResizeStep} height=60 width=60"
            );
    }

    private static Step ParseStep(StepText text)
    {
        if (text.Name == ResizeStep)
        {
            throw text.Fault($"has the step {ResizeStep} before another", "put it last");
        }

        if (text.Name == OrderStep)
        {
            text.RefuseRest();
            return text.Words.Count > 0 && text.Words.Distinct().Count() == text.Words.Count
                ? new Step(null, text.Words)
                : throw text.Fault("has the step order with no channels or one of them twice", "name each once");
        }

        if (!Operations.TryGetValue(text.Name, out var make))
        {
            throw text.Fault(
                $"has the unknown step '{text.Name}'",
                $"use {string.Join(", ", OperationNames)}, or one of the names {string.Join(", ", Named.Keys)}"
            );
        }

        var operation = make(text);
        text.RefuseRest();
        return new Step(operation, text.Words);
    }

    /// <summary>An operation (null: reorder) and the channels it is for (none: all).</summary>
    private sealed record Step(ChannelOperation? Operation, IReadOnlyList<string> Channels)
    {
        public override string ToString() =>
            string.Join(
                ' ',
                new[] { Operation?.Name ?? OrderStep, string.Join(' ', Channels), Operation?.Settings ?? "" }.Where(
                    part => part.Length > 0
                )
            );
    }
}
