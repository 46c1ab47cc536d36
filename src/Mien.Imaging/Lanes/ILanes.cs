namespace Mien.Imaging.Lanes;

/// <summary>
/// A machine register of floats. Kernels are written once against this interface and compiled by the JIT for each width:
/// <see cref="Lanes512"/> where the processor has 512-bit registers, <see cref="LanesAny"/> elsewhere.
/// </summary>
/// <typeparam name="T">The implementing struct.</typeparam>
internal unsafe interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Floats in a register; never more than <see cref="PaddedPlane.Margin"/>.</summary>
    static abstract int Count { get; }

    /// <summary>Reads Count floats; no alignment is needed.</summary>
    static abstract T Load(float* from);

    /// <summary>The same value in every lane.</summary>
    static abstract T All(float value);

    /// <summary>0, 1, 2, ... in the lanes.</summary>
    static abstract T Indices { get; }

    /// <summary>1 in every second lane from the given one (0 or 1), 0 in the others.</summary>
    static abstract T Alternating(int first);

    /// <summary>a * b + c in one rounding where the processor can.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>The smaller of each pair.</summary>
    static abstract T Min(T a, T b);

    /// <summary>The larger of each pair.</summary>
    static abstract T Max(T a, T b);

    /// <summary>Square roots.</summary>
    static abstract T Sqrt(T a);

    /// <summary>The whole numbers at or below.</summary>
    static abstract T Floor(T a);

    /// <summary>Where <paramref name="a"/> is below <paramref name="b"/> the first choice, elsewhere the second.</summary>
    static abstract T WhereLess(T a, T b, T first, T second);

    /// <summary>Lane by lane a + b.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>Lane by lane a - b.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>Lane by lane a * b.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>Lane by lane a / b.</summary>
    static abstract T operator /(T a, T b);

    /// <summary>Writes Count floats.</summary>
    void Store(float* to);

    /// <summary>Writes Count floats, which must be whole and fit, as integers.</summary>
    void StoreAsInts(int* to);

    /// <summary>The sum of all lanes.</summary>
    float Sum();
}
