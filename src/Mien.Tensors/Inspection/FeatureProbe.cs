using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Inspection;

/// <summary>
/// Finds the last feature maps of any network by running it once and listening: from the logits back along all
/// operations, the first tensors that have rows and columns. A network of several streams has several; one that
/// rearranges places, or whose logits go through attention between them, has none, since there a place of a map is no
/// longer a place of the picture.
/// </summary>
public sealed class FeatureProbe : IOperationListener
{
    private readonly Dictionary<Tensor, MadeBy> _makers = [];
    private readonly Dictionary<Tensor, float[]> _gradients = [];
    private IReadOnlyList<Tensor> _maps = [];

    private FeatureProbe() { }

    /// <summary>
    /// Runs a network on samples in inference and takes its last feature maps, with the gradient of the logit that is
    /// named for each sample. Empty for a network without such maps.
    /// </summary>
    /// <param name="network">From [N, H, W, C] to [N, classes] logits; its parameters' gradients are added to.</param>
    /// <param name="tape">Where to compute; its modes are set here, and it is reset.</param>
    /// <param name="x">The samples; a tensor of the caller's.</param>
    /// <param name="labels">The logit of each sample whose gradient is wanted.</param>
    public static IReadOnlyList<FeatureMap> Probe(Module network, Tape tape, Tensor x, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, x.Shape[0]);
        var probe = new FeatureProbe();
        var required = x.RequiresGradient;
        (tape.Training, tape.Recording, tape.Listener, x.RequiresGradient) = (false, true, probe, true);
        try
        {
            return probe.Run(network, tape, x, labels);
        }
        finally
        {
            tape.Reset();
            tape.Listener = null;
            x.RequiresGradient = required;
        }
    }

    /// <inheritdoc/>
    void IOperationListener.Hear(
        string operation,
        Tensor output,
        Tensor?[] inputs,
        params (string Name, object Value)[] settings
    ) => _makers[output] = new MadeBy(operation, inputs, settings);

    /// <inheritdoc/>
    void IOperationListener.HearGradient(Tensor output)
    {
        if (_maps.Contains(output))
        {
            _gradients[output] = output.Gradient.ToArray();
        }
    }

    private IReadOnlyList<FeatureMap> Run(Module network, Tape tape, Tensor x, ReadOnlySpan<int> labels)
    {
        var logits = network.Forward(tape, x);
        var places = new PlaceTrace(x, _makers);
        _maps = LastMaps(logits, places, x.Shape[0]);
        if (_maps.Count == 0)
        {
            return [];
        }

        using var mask = MaskOf(labels, logits.Shape);
        tape.Backward(tape.Mean(tape.Mean(tape.Multiply(logits, mask), axis: 1), axis: 0));
        // A map whose gradient was never heard has no say in these logits.
        return
        [
            .. _maps.Select(map =>
                Take(
                    map,
                    _gradients.GetValueOrDefault(map) ?? new float[map.Length],
                    x.Shape[0],
                    places.WindowOf(map)!.Value
                )
            ),
        ];
    }

    private List<Tensor> LastMaps(Tensor logits, PlaceTrace places, int samples)
    {
        var (maps, seen, open) = (new List<Tensor>(), new HashSet<Tensor> { logits }, new Stack<Tensor>([logits]));
        while (open.TryPop(out var tensor))
        {
            if (PlaceTrace.HasPlaces(tensor) && tensor.Shape[0] % samples == 0 && places.WindowOf(tensor) is not null)
            {
                maps.Add(tensor);
                continue;
            }

            if (!_makers.TryGetValue(tensor, out var maker))
            {
                continue;
            }

            if (maker.Operation == "Attention")
            {
                return [];
            }

            foreach (
                var input in maker.Inputs.OfType<Tensor>().Where(input => _makers.ContainsKey(input) && seen.Add(input))
            )
            {
                open.Push(input);
            }
        }

        return maps;
    }

    private static Tensor MaskOf(ReadOnlySpan<int> labels, Shape logits)
    {
        var mask = Tensor.Create(logits);
        for (var i = 0; i < labels.Length; i++)
        {
            // The mean over all logits divides by their number; the mask takes that back.
            mask.Values[(i * logits[1]) + labels[i]] = logits.Length;
        }

        return mask;
    }

    private static FeatureMap Take(Tensor map, float[] gradient, int samples, PictureWindow window)
    {
        var shape = map.Shape;
        var (rows, columns, channels) = (shape[shape.Rank - 3], shape[shape.Rank - 2], shape[shape.Rank - 1]);
        var maps = map.Length / (samples * rows * columns * channels);
        return new FeatureMap(samples, maps, rows, columns, channels, window, map.Values.ToArray(), gradient);
    }
}
