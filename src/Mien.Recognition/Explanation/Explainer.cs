using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Statistics;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Explanation;

/// <summary>Explains what a network says of clips, with the sanity tests of every map. One thread uses it at a time.</summary>
public sealed class Explainer : IDisposable
{
    private readonly InputMatrix _inputs;
    private readonly InputMatrix _equalFrames;
    private readonly Module _random;
    private readonly Occlusion _occlusion;
    private readonly Workers _workers;
    private readonly Tape _tape;

    /// <summary>Prepares to explain.</summary>
    /// <param name="set">The clips.</param>
    /// <param name="input">How a map becomes an input.</param>
    /// <param name="random">The network with random weights, which the explainer then owns.</param>
    /// <param name="threads">Threads; maps do not depend on them.</param>
    public Explainer(PreparedSet set, InputDefinition input, Module random, int threads)
    {
        ArgumentNullException.ThrowIfNull(set);
        _inputs = new InputMatrix(set, input);
        _equalFrames = new InputMatrix(EqualFrames(set), input);
        _random = random;
        _occlusion = new Occlusion(_inputs.Shape);
        _workers = new Workers(threads);
        _tape = new Tape(_workers);
    }

    /// <summary>Refuses sequences of maps.</summary>
    /// <exception cref="InputFaultException">The set holds sequences.</exception>
    internal static void RequireSingleMaps(PreparedSet set)
    {
        if (set.Shape.IsSequence)
        {
            throw new InputFaultException(
                $"Explanations are made of single maps, and these are sequences of {set.Shape.Frames}: explain a model or run of single maps."
            );
        }
    }

    /// <summary>Explains one clip.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="clip">The clip's place in the set.</param>
    /// <param name="scores">What the network said of it, one score a class.</param>
    public ClipExplanation Explain(Module network, int clip, float[] scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var label = Array.IndexOf(scores, scores.Max());
        var input = _inputs[clip];
        var moving = Maps(network, input, label);
        var random = Maps(_random, input, label);
        var still = Maps(network, _equalFrames[clip], label);
        var occlusion = moving[EvidenceKind.Occlusion];
        return new ClipExplanation
        {
            Clip = clip,
            Scores = scores,
            Label = label,
            Evidence =
            [
                .. moving.Select(map => new ClipEvidence(
                    map.Key,
                    map.Value,
                    RankCorrelation.Of(map.Value.Values, random[map.Key].Values),
                    Share(still[map.Key].Peak, map.Value.Peak),
                    RankCorrelation.Of(map.Value.Values, occlusion.Values)
                )),
            ],
            PlainActivationAtRest = PlainAtRest(network, input, label),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _random.Dispose();
        _tape.Dispose();
        _workers.Dispose();
    }

    /// <summary>Every map that the network allows, class activation first.</summary>
    private SortedDictionary<EvidenceKind, EvidenceMap> Maps(Module network, ReadOnlySpan<float> input, int label)
    {
        var rest = Rest(input);
        var maps = new SortedDictionary<EvidenceKind, EvidenceMap>
        {
            [EvidenceKind.Occlusion] = _occlusion.Of(network, _tape, input, rest, label),
        };
        if (Activate(network, input, rest, label, averaged: false) is { } byPlace)
        {
            maps[EvidenceKind.ClassActivation] = byPlace;
            maps[EvidenceKind.GradCam] = Activate(network, input, rest, label, averaged: true)!;
        }

        return maps;
    }

    private EvidenceMap? Activate(Module network, ReadOnlySpan<float> input, float[]? rest, int label, bool averaged)
    {
        using var x = Sample(input);
        using var still = rest is null ? null : Sample(rest);
        return ClassActivation.Of(network, _tape, x, still, [label], averaged)?[0];
    }

    private double PlainAtRest(Module network, ReadOnlySpan<float> input, int label) =>
        Activate(network, input, null, label, averaged: false) is { } moving
            ? Share(Activate(network, Rest(input), null, label, averaged: false)!.Mass, moving.Mass)
            : 0;

    private float[] Rest(ReadOnlySpan<float> input)
    {
        var rest = new float[input.Length];
        RestInput.Fill(input, _inputs.Channels, rest);
        return rest;
    }

    private Tensor Sample(ReadOnlySpan<float> input) =>
        Tensor.Create(new Shape(1, _inputs.Shape.Height, _inputs.Shape.Width, _inputs.Shape.Channels), input);

    private static double Share(double part, double whole) =>
        part == 0 ? 0
        : whole > 0 ? part / whole
        : double.PositiveInfinity;

    /// <summary>The maps that two equal frames give: no flow, no strain, whatever number stands for none.</summary>
    private static PreparedSet EqualFrames(PreparedSet set)
    {
        var channels = ChannelNames.For(set.Shape.Channels);
        return new PreparedSet([.. set.Clips.Select(clip => clip with { Map = Still(clip.Map) })], set.Classes);

        MotionMap Still(MotionMap map)
        {
            var values = new float[map.Values.Length];
            RestInput.Fill(map.Values, channels, values);
            return new MotionMap(map.Shape, values);
        }
    }
}
