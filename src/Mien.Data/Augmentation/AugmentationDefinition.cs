using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Augmentation;

/// <summary>
/// How inputs are varied in training: a chain of random operations, printed and parsed as one line, for example
/// <c>mirror p=0.5 | affine rotation=6 scale=0.05 shift=1.5</c>. The chain <c>none</c> changes nothing.
/// </summary>
public sealed class AugmentationDefinition
{
    private const string Nothing = "none";

    private static readonly Dictionary<string, Func<StepText, Operation>> Registered = new(StringComparer.Ordinal)
    {
        ["mirror"] = step => new Mirror(step.Take("p", 0.5f, 0, 1)),
        ["affine"] = step => new Affine(
            step.Take("rotation", 6, 0, 180),
            step.Take("scale", 0.05f, 0, 0.9f),
            step.Take("shift", 1.5f, 0, 1e3f)
        ),
        ["noise"] = step => new Noise(step.Take("sd", 0.1f, 0, 1e6f)),
        ["gain"] = step => new Gain(step.Take("share", 0.3f, 0, 1)),
    };

    private readonly IReadOnlyList<Operation> _operations;

    private AugmentationDefinition(IReadOnlyList<Operation> operations) => _operations = operations;

    /// <summary>Mirroring every second time, rotation up to 6 degrees, scale up to 5 %, shift up to 1.5 pixels.</summary>
    public static AugmentationDefinition Standard { get; } = Parse("mirror | affine");

    /// <summary>The empty chain.</summary>
    public static AugmentationDefinition None { get; } = new([]);

    /// <summary>The names of all operations, for help texts.</summary>
    public static IReadOnlyList<string> OperationNames { get; } = [.. Registered.Keys];

    /// <summary>Parses a chain.</summary>
    /// <exception cref="InputFaultException">An unknown operation or setting; the sentence lists those there are.</exception>
    public static AugmentationDefinition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim() == Nothing ? None : new AugmentationDefinition([.. StepText.Split(text).Select(ParseStep)]);
    }

    /// <summary>The chain as one line that <see cref="Parse"/> takes back.</summary>
    public override string ToString() =>
        _operations.Count == 0
            ? Nothing
            : string.Join(" | ", _operations.Select(step => $"{step.Name} {step.Settings}"));

    /// <summary>Makes the chain ready for inputs of one kind.</summary>
    /// <param name="shape">The inputs' size.</param>
    /// <param name="channels">The inputs' channel names: mirroring changes the sign of the one called u.</param>
    public Augmenter For(MapShape shape, IReadOnlyList<string> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        return new Augmenter(_operations, new InputLayout(shape, channels.ToList().IndexOf("u")));
    }

    private static Operation ParseStep(StepText text)
    {
        if (!Registered.TryGetValue(text.Name, out var make) || text.Words.Count > 0)
        {
            throw text.Fault(
                $"has the unknown step '{string.Join(' ', text.Words.Prepend(text.Name))}'",
                $"use {string.Join(", ", OperationNames)}, or {Nothing} alone"
            );
        }

        var operation = make(text);
        text.RefuseRest();
        return operation;
    }
}
