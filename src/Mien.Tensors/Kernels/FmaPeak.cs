using System.Diagnostics;
using System.Runtime.CompilerServices;
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
    public static string InstructionSet => MachineLanes.Name;

    /// <summary>Measures for about <paramref name="milliseconds"/> and returns the best rate of the whole team.</summary>
    /// <param name="team">The threads that compute together.</param>
    /// <param name="milliseconds">How long to look for the best; the clock of a processor needs some to rise.</param>
    /// <returns>Floating-point operations a second; a multiply-add counts as two.</returns>
    public static double Measure(Workers team, int milliseconds = 200)
    {
        var rate = 0.0;
        MachineLanes.Run<Measurement, Request>(team, new Request(milliseconds, &rate));
        return rate;
    }

    private readonly struct Request(int milliseconds, double* rate)
    {
        public int Milliseconds => milliseconds;

        public double* Rate => rate;
    }

    private readonly struct Measurement : IWideKernel<Request>
    {
        public static void Run<TVector, TLanes>(Workers team, in Request call)
            where TVector : struct
            where TLanes : ILanes<TVector>
        {
            var blocks = team.Threads * 4;
            var flops = (double)blocks * Steps * 10 * TLanes.Count * FlopsInLane;
            var start = Stopwatch.GetTimestamp();
            do
            {
                var begun = Stopwatch.GetTimestamp();
                team.For(blocks, default(Chains<TVector, TLanes>));
                *call.Rate = Math.Max(*call.Rate, flops / Stopwatch.GetElapsedTime(begun).TotalSeconds);
            } while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < call.Milliseconds);
        }
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
