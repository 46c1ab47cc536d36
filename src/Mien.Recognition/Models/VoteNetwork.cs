using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Models;

/// <summary>
/// Networks of any kind that answer together by the mean of their class probabilities, each with its votes. The output is
/// the logarithm of that mean, so it can stand wherever logits can.
/// </summary>
public sealed class VoteNetwork : Module
{
    /// <summary>More votes, and more networks, than this are not counted.</summary>
    public const int MostVotes = 64;

    // Keeps the logarithm finite where every network rules a class out.
    private const float Floor = 1e-12f;

    private readonly (Module Network, ModelPart Part)[] _parts;

    /// <summary>Puts networks together; this network owns them from now on.</summary>
    public VoteNetwork(IReadOnlyList<(Module Network, ModelPart Part)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        _parts = [.. parts.Select((part, i) => (Register($"parts.{i}", part.Network), part.Part))];
    }

    /// <summary>What the networks are.</summary>
    public IReadOnlyList<ModelPart> Parts => [.. _parts.Select(part => part.Part)];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(tape);
        float votes = _parts.Sum(part => part.Part.Votes);
        var sum = tape.Scale(Answer(tape, _parts[0], x), _parts[0].Part.Votes / votes);
        foreach (var part in _parts.AsSpan(1))
        {
            sum = tape.Add(sum, tape.Scale(Answer(tape, part, x), part.Part.Votes / votes));
        }

        return tape.Log(tape.Add(sum, tape.Constant(new Shape(1), [Floor])));
    }

    private static Tensor Answer(Tape tape, (Module Network, ModelPart Part) part, Tensor x)
    {
        var logits = part.Network.Forward(tape, x);
        return tape.Softmax(part.Part.IsWhole ? logits : Chosen(tape, logits, part.Part.Classes));
    }

    private static Tensor Chosen(Tape tape, Tensor logits, IReadOnlyList<int> outputs) =>
        tape.Concat(1, [.. outputs.Select(output => tape.Slice(logits, 1, output, 1))]);
}
