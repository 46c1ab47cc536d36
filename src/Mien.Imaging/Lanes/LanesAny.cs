using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mien.Imaging.Lanes;

/// <summary>As many floats as Vector{T} has: eight with AVX2, four with SSE or NEON.</summary>
internal readonly unsafe struct LanesAny(Vector<float> value) : ILanes<LanesAny>
{
    private readonly Vector<float> _value = value;

    public static int Count => Vector<float>.Count;

    public static LanesAny Indices => new(Vector<float>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny Load(float* from) => new(Vector.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny Alternating(int first)
    {
        var half = Indices._value * 0.5f;
        var odd = (half - Vector.Floor(half)) * 2;
        return new(first == 0 ? Vector<float>.One - odd : odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny All(float value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny MultiplyAdd(LanesAny a, LanesAny b, LanesAny c) =>
        new(Vector.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny Min(LanesAny a, LanesAny b) => new(Vector.MinNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny Max(LanesAny a, LanesAny b) => new(Vector.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny Sqrt(LanesAny a) => new(Vector.SquareRoot(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny Floor(LanesAny a) => new(Vector.Floor(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny WhereLess(LanesAny a, LanesAny b, LanesAny first, LanesAny second) =>
        new(Vector.ConditionalSelect(Vector.LessThan(a._value, b._value), first._value, second._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny operator +(LanesAny a, LanesAny b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny operator -(LanesAny a, LanesAny b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny operator *(LanesAny a, LanesAny b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesAny operator /(LanesAny a, LanesAny b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to) => Vector.Store(_value, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreAsInts(int* to) => Vector.Store(Vector.ConvertToInt32Native(_value), to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Vector.Sum(_value);
}
