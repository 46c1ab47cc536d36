using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The measured peak rate of multiply-adds: independent sums kept in registers, nothing read from memory. The share of
/// this rate that a kernel reaches says how well it uses the processor.
/// </summary>
public static unsafe class FmaPeak
{
    private const int Steps = 20_000;
    private const int FlopsInLane = 2;

    /// <summary>The name of the instruction set that the kernels use here: "AVX-512", "AVX2" or "128-bit".</summary>
    public static string InstructionSet =>
        Vector512.IsHardwareAccelerated ? "AVX-512"
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? "AVX2"
        : "128-bit";

    /// <summary>Measures for about <paramref name="milliseconds"/> and returns the best rate of the whole team.</summary>
    /// <param name="team">The threads that compute together.</param>
    /// <param name="milliseconds">How long to look for the best; the clock of a processor needs some to rise.</param>
    /// <returns>Floating-point operations a second; a multiply-add counts as two.</returns>
    public static double Measure(Workers team, int milliseconds = 200)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Measure<Vector512<float>, Lanes512>(team, milliseconds);
        }

        return Vector256.IsHardwareAccelerated && Fma.IsSupported
            ? Measure<Vector256<float>, Lanes256>(team, milliseconds)
            : Measure<Vector128<float>, Lanes128>(team, milliseconds);
    }

    private static double Measure<TVector, TLanes>(Workers team, int milliseconds)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var blocks = team.Threads * 4;
        var flops = (double)blocks * Steps * 10 * TLanes.Count * FlopsInLane;
        var best = 0.0;
        var start = Stopwatch.GetTimestamp();
        do
        {
            var begun = Stopwatch.GetTimestamp();
            team.For(blocks, default(Chains<TVector, TLanes>));
            best = Math.Max(best, flops / Stopwatch.GetElapsedTime(begun).TotalSeconds);
        } while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds);
        return best;
    }

    private struct Chains<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // Ten chains: a multiply-add takes four to five cycles and two begin in each. With factor and start zero the
        // sums stay zero and never become slow denormal numbers.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public readonly void Run(int block)
        {
            var x = TLanes.Broadcast(block * 0f);
            TVector a = x,
                b = x,
                c = x,
                d = x,
                e = x,
                f = x,
                g = x,
                h = x,
                i = x,
                j = x;
            for (var step = 0; step < Steps; step++)
            {
                a = TLanes.MultiplyAdd(x, x, a);
                b = TLanes.MultiplyAdd(x, x, b);
                c = TLanes.MultiplyAdd(x, x, c);
                d = TLanes.MultiplyAdd(x, x, d);
                e = TLanes.MultiplyAdd(x, x, e);
                f = TLanes.MultiplyAdd(x, x, f);
                g = TLanes.MultiplyAdd(x, x, g);
                h = TLanes.MultiplyAdd(x, x, h);
                i = TLanes.MultiplyAdd(x, x, i);
                j = TLanes.MultiplyAdd(x, x, j);
            }

            var sum = TLanes.Add(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)), TLanes.Add(TLanes.Add(e, f), g));
            var kept = stackalloc float[16];
            TLanes.Store(kept, TLanes.Add(sum, TLanes.Add(TLanes.Add(h, i), j)));
            Volatile.Write(ref kept[0], kept[0]);
        }
    }
}
