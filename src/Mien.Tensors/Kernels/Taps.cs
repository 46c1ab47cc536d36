namespace Mien.Tensors.Kernels;

/// <summary>
/// The taps along one axis of a window: tap i lies <c>i * Step</c> after the window's origin and holds the weight
/// <c>FirstWeight + i * WeightStep</c>.
/// </summary>
/// <param name="Count">How many; 0 when no weight reaches the pixels.</param>
/// <param name="Step">Source pixels from a tap to the next.</param>
/// <param name="FirstWeight">The weight of tap 0.</param>
/// <param name="WeightStep">Weights from a tap to the next; negative when the kernel is mirrored.</param>
internal readonly record struct Taps(int Count, int Step, int FirstWeight, int WeightStep)
{
    /// <summary>Source pixels from the first to the last tap, both counted.</summary>
    public int Reach => (Count - 1) * Step + 1;

    /// <summary>The weight of a tap.</summary>
    public int Weight(int tap) => FirstWeight + tap * WeightStep;
}
