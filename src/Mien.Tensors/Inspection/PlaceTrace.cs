namespace Mien.Tensors.Inspection;

/// <summary>
/// Follows places back through the operations of a network: which part of the picture the rows and columns of a tensor
/// stand for, where they stand for one. Convolutions, pooling and all that works place by place keep it, slices cut it, and
/// whatever rearranges places loses it.
/// </summary>
/// <param name="picture">The network's input.</param>
/// <param name="makers">What made each tensor.</param>
internal sealed class PlaceTrace(Tensor picture, IReadOnlyDictionary<Tensor, MadeBy> makers)
{
    private readonly Dictionary<Tensor, PictureWindow?> _known = [];

    /// <summary>Whether a tensor has rows and columns: [.., rows, columns, channels] with more than one place.</summary>
    public static bool HasPlaces(Tensor tensor) => tensor.Shape.Rank is 4 or 5 && PlacesOf(tensor) > 1;

    /// <summary>The part of the picture that a tensor with places shows; null where its places are not the picture's.</summary>
    public PictureWindow? WindowOf(Tensor tensor)
    {
        if (ReferenceEquals(tensor, picture))
        {
            return PictureWindow.Whole;
        }

        if (!_known.TryGetValue(tensor, out var window))
        {
            _known[tensor] = window = makers.TryGetValue(tensor, out var made) ? Trace(tensor, made) : null;
        }

        return window;
    }

    private PictureWindow? Trace(Tensor tensor, MadeBy made) =>
        made.Operation switch
        {
            "Slice" => Slice(made),
            "Concat" => IsOfPlaces(tensor, (int)made.Setting("axis")) ? null : Common(made),
            "Reshape" => KeepsPlaces(made.Inputs[0]!, tensor) ? Common(made) : null,
            "Permute" or "Attention" or "MatMul" or "GridSample" => null,
            _ => Common(made),
        };

    private PictureWindow? Slice(MadeBy made)
    {
        var (source, axis) = (made.Inputs[0]!, (int)made.Setting("axis"));
        var (start, length) = ((int)made.Setting("start"), (int)made.Setting("length"));
        if (WindowOf(source) is not { } window || !IsOfPlaces(source, axis))
        {
            return WindowOf(source);
        }

        var (from, to) = ((double)start / source.Shape[axis], (double)(start + length) / source.Shape[axis]);
        return axis == source.Shape.Rank - 3 ? window.Rows(from, to) : window.Columns(from, to);
    }

    /// <summary>What the inputs with places agree on; gates and biases that are spread over places have no say.</summary>
    private PictureWindow? Common(MadeBy made)
    {
        var inputs = made
            .Inputs.OfType<Tensor>()
            .Where(input => HasPlaces(input) && (ReferenceEquals(input, picture) || makers.ContainsKey(input)))
            .ToArray();
        var most = inputs.Select(PlacesOf).DefaultIfEmpty().Max();
        var windows = inputs.Where(input => PlacesOf(input) == most).Select(WindowOf).Distinct().ToArray();
        return windows.Length == 1 ? windows[0] : null;
    }

    private static int PlacesOf(Tensor tensor) =>
        tensor.Shape[tensor.Shape.Rank - 3] * tensor.Shape[tensor.Shape.Rank - 2];

    private static bool IsOfPlaces(Tensor tensor, int axis) =>
        axis == tensor.Shape.Rank - 3 || axis == tensor.Shape.Rank - 2;

    private static bool KeepsPlaces(Tensor source, Tensor tensor) =>
        HasPlaces(source)
        && HasPlaces(tensor)
        && Enumerable
            .Range(1, 3)
            .All(last => source.Shape[source.Shape.Rank - last] == tensor.Shape[tensor.Shape.Rank - last]);
}
