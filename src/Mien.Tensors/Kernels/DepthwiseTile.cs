using System.Runtime.CompilerServices;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The innermost depthwise convolution: the sums of some neighbouring pixels, in one row or in two, stay in registers while
/// the taps of the kernel pass by. With two rows a source register meets two weights, so the processor waits for its
/// multipliers and not for memory. The methods are long because registers have no index: a pixel is a line of code.
/// </summary>
internal static unsafe class DepthwiseTile
{
    /// <summary>
    /// How many of the <paramref name="remaining"/> pixels of a row the next tile should take: splits that leave one or two
    /// pixels over are avoided, as few sums leave the multipliers waiting for each other.
    /// </summary>
    public static int NextWidth(int remaining, int most)
    {
        if (most >= 8 && (remaining == 8 || remaining >= 11))
        {
            return 8;
        }

        if (most >= 5 && (remaining == 5 || remaining >= 8))
        {
            return 5;
        }

        if (remaining is 4 or 5 or >= 7)
        {
            return 4;
        }

        return remaining >= 3 ? 3 : 1;
    }

    /// <summary>Computes <paramref name="width"/> pixels of one row (8, 5, 4, 3 or 1).</summary>
    public static void Run<TVector, TLanes>(in DepthwiseJob job, int width)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        switch (width)
        {
            case 8:
                RunEight<TVector, TLanes>(in job);
                break;
            case 5:
                RunFive<TVector, TLanes>(in job);
                break;
            case 4:
                RunFour<TVector, TLanes>(in job);
                break;
            case 3:
                RunThree<TVector, TLanes>(in job);
                break;
            default:
                RunOne<TVector, TLanes>(in job);
                break;
        }
    }

    /// <summary>Computes <paramref name="width"/> pixels (8, 5, 4, 3 or 1) of two rows.</summary>
    public static void RunPair<TVector, TLanes>(in DepthwiseJob job, int width)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        switch (width)
        {
            case 8:
                RunEightPair<TVector, TLanes>(in job);
                break;
            case 5:
                RunFivePair<TVector, TLanes>(in job);
                break;
            case 4:
                RunFourPair<TVector, TLanes>(in job);
                break;
            case 3:
                RunThreePair<TVector, TLanes>(in job);
                break;
            default:
                RunOnePair<TVector, TLanes>(in job);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunEightPair<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var a1 = TLanes.Load(job.Start0 + startStep);
        var a2 = TLanes.Load(job.Start0 + 2 * startStep);
        var a3 = TLanes.Load(job.Start0 + 3 * startStep);
        var a4 = TLanes.Load(job.Start0 + 4 * startStep);
        var a5 = TLanes.Load(job.Start0 + 5 * startStep);
        var a6 = TLanes.Load(job.Start0 + 6 * startStep);
        var a7 = TLanes.Load(job.Start0 + 7 * startStep);
        var b0 = TLanes.Load(job.Start1);
        var b1 = TLanes.Load(job.Start1 + startStep);
        var b2 = TLanes.Load(job.Start1 + 2 * startStep);
        var b3 = TLanes.Load(job.Start1 + 3 * startStep);
        var b4 = TLanes.Load(job.Start1 + 4 * startStep);
        var b5 = TLanes.Load(job.Start1 + 5 * startStep);
        var b6 = TLanes.Load(job.Start1 + 6 * startStep);
        var b7 = TLanes.Load(job.Start1 + 7 * startStep);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        var shift = job.Shift;
        for (var row = 0; row < shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(source + step), va, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), va, a2);
                a3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), va, a3);
                a4 = TLanes.MultiplyAdd(TLanes.Load(source + 4 * step), va, a4);
                a5 = TLanes.MultiplyAdd(TLanes.Load(source + 5 * step), va, a5);
                a6 = TLanes.MultiplyAdd(TLanes.Load(source + 6 * step), va, a6);
                a7 = TLanes.MultiplyAdd(TLanes.Load(source + 7 * step), va, a7);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        for (var row = shift; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                var vb = TLanes.Load(wb);
                var x0 = TLanes.Load(source);
                a0 = TLanes.MultiplyAdd(x0, va, a0);
                b0 = TLanes.MultiplyAdd(x0, vb, b0);
                var x1 = TLanes.Load(source + step);
                a1 = TLanes.MultiplyAdd(x1, va, a1);
                b1 = TLanes.MultiplyAdd(x1, vb, b1);
                var x2 = TLanes.Load(source + 2 * step);
                a2 = TLanes.MultiplyAdd(x2, va, a2);
                b2 = TLanes.MultiplyAdd(x2, vb, b2);
                var x3 = TLanes.Load(source + 3 * step);
                a3 = TLanes.MultiplyAdd(x3, va, a3);
                b3 = TLanes.MultiplyAdd(x3, vb, b3);
                var x4 = TLanes.Load(source + 4 * step);
                a4 = TLanes.MultiplyAdd(x4, va, a4);
                b4 = TLanes.MultiplyAdd(x4, vb, b4);
                var x5 = TLanes.Load(source + 5 * step);
                a5 = TLanes.MultiplyAdd(x5, va, a5);
                b5 = TLanes.MultiplyAdd(x5, vb, b5);
                var x6 = TLanes.Load(source + 6 * step);
                a6 = TLanes.MultiplyAdd(x6, va, a6);
                b6 = TLanes.MultiplyAdd(x6, vb, b6);
                var x7 = TLanes.Load(source + 7 * step);
                a7 = TLanes.MultiplyAdd(x7, va, a7);
                b7 = TLanes.MultiplyAdd(x7, vb, b7);
                source += tapStep;
                wa += TLanes.Count;
                wb += TLanes.Count;
            }
        }

        for (var row = job.TapRows; row < job.TapRows + shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var vb = TLanes.Load(wb);
                b0 = TLanes.MultiplyAdd(TLanes.Load(source), vb, b0);
                b1 = TLanes.MultiplyAdd(TLanes.Load(source + step), vb, b1);
                b2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), vb, b2);
                b3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), vb, b3);
                b4 = TLanes.MultiplyAdd(TLanes.Load(source + 4 * step), vb, b4);
                b5 = TLanes.MultiplyAdd(TLanes.Load(source + 5 * step), vb, b5);
                b6 = TLanes.MultiplyAdd(TLanes.Load(source + 6 * step), vb, b6);
                b7 = TLanes.MultiplyAdd(TLanes.Load(source + 7 * step), vb, b7);
                source += tapStep;
                wb += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target0 + targetStep, a1);
        TLanes.Store(job.Target0 + 2 * targetStep, a2);
        TLanes.Store(job.Target0 + 3 * targetStep, a3);
        TLanes.Store(job.Target0 + 4 * targetStep, a4);
        TLanes.Store(job.Target0 + 5 * targetStep, a5);
        TLanes.Store(job.Target0 + 6 * targetStep, a6);
        TLanes.Store(job.Target0 + 7 * targetStep, a7);
        TLanes.Store(job.Target1, b0);
        TLanes.Store(job.Target1 + targetStep, b1);
        TLanes.Store(job.Target1 + 2 * targetStep, b2);
        TLanes.Store(job.Target1 + 3 * targetStep, b3);
        TLanes.Store(job.Target1 + 4 * targetStep, b4);
        TLanes.Store(job.Target1 + 5 * targetStep, b5);
        TLanes.Store(job.Target1 + 6 * targetStep, b6);
        TLanes.Store(job.Target1 + 7 * targetStep, b7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunEight<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var a1 = TLanes.Load(job.Start0 + startStep);
        var a2 = TLanes.Load(job.Start0 + 2 * startStep);
        var a3 = TLanes.Load(job.Start0 + 3 * startStep);
        var a4 = TLanes.Load(job.Start0 + 4 * startStep);
        var a5 = TLanes.Load(job.Start0 + 5 * startStep);
        var a6 = TLanes.Load(job.Start0 + 6 * startStep);
        var a7 = TLanes.Load(job.Start0 + 7 * startStep);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        for (var row = 0; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(source + step), va, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), va, a2);
                a3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), va, a3);
                a4 = TLanes.MultiplyAdd(TLanes.Load(source + 4 * step), va, a4);
                a5 = TLanes.MultiplyAdd(TLanes.Load(source + 5 * step), va, a5);
                a6 = TLanes.MultiplyAdd(TLanes.Load(source + 6 * step), va, a6);
                a7 = TLanes.MultiplyAdd(TLanes.Load(source + 7 * step), va, a7);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target0 + targetStep, a1);
        TLanes.Store(job.Target0 + 2 * targetStep, a2);
        TLanes.Store(job.Target0 + 3 * targetStep, a3);
        TLanes.Store(job.Target0 + 4 * targetStep, a4);
        TLanes.Store(job.Target0 + 5 * targetStep, a5);
        TLanes.Store(job.Target0 + 6 * targetStep, a6);
        TLanes.Store(job.Target0 + 7 * targetStep, a7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunFivePair<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var a1 = TLanes.Load(job.Start0 + startStep);
        var a2 = TLanes.Load(job.Start0 + 2 * startStep);
        var a3 = TLanes.Load(job.Start0 + 3 * startStep);
        var a4 = TLanes.Load(job.Start0 + 4 * startStep);
        var b0 = TLanes.Load(job.Start1);
        var b1 = TLanes.Load(job.Start1 + startStep);
        var b2 = TLanes.Load(job.Start1 + 2 * startStep);
        var b3 = TLanes.Load(job.Start1 + 3 * startStep);
        var b4 = TLanes.Load(job.Start1 + 4 * startStep);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        var shift = job.Shift;
        for (var row = 0; row < shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(source + step), va, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), va, a2);
                a3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), va, a3);
                a4 = TLanes.MultiplyAdd(TLanes.Load(source + 4 * step), va, a4);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        for (var row = shift; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                var vb = TLanes.Load(wb);
                var x0 = TLanes.Load(source);
                a0 = TLanes.MultiplyAdd(x0, va, a0);
                b0 = TLanes.MultiplyAdd(x0, vb, b0);
                var x1 = TLanes.Load(source + step);
                a1 = TLanes.MultiplyAdd(x1, va, a1);
                b1 = TLanes.MultiplyAdd(x1, vb, b1);
                var x2 = TLanes.Load(source + 2 * step);
                a2 = TLanes.MultiplyAdd(x2, va, a2);
                b2 = TLanes.MultiplyAdd(x2, vb, b2);
                var x3 = TLanes.Load(source + 3 * step);
                a3 = TLanes.MultiplyAdd(x3, va, a3);
                b3 = TLanes.MultiplyAdd(x3, vb, b3);
                var x4 = TLanes.Load(source + 4 * step);
                a4 = TLanes.MultiplyAdd(x4, va, a4);
                b4 = TLanes.MultiplyAdd(x4, vb, b4);
                source += tapStep;
                wa += TLanes.Count;
                wb += TLanes.Count;
            }
        }

        for (var row = job.TapRows; row < job.TapRows + shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var vb = TLanes.Load(wb);
                b0 = TLanes.MultiplyAdd(TLanes.Load(source), vb, b0);
                b1 = TLanes.MultiplyAdd(TLanes.Load(source + step), vb, b1);
                b2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), vb, b2);
                b3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), vb, b3);
                b4 = TLanes.MultiplyAdd(TLanes.Load(source + 4 * step), vb, b4);
                source += tapStep;
                wb += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target0 + targetStep, a1);
        TLanes.Store(job.Target0 + 2 * targetStep, a2);
        TLanes.Store(job.Target0 + 3 * targetStep, a3);
        TLanes.Store(job.Target0 + 4 * targetStep, a4);
        TLanes.Store(job.Target1, b0);
        TLanes.Store(job.Target1 + targetStep, b1);
        TLanes.Store(job.Target1 + 2 * targetStep, b2);
        TLanes.Store(job.Target1 + 3 * targetStep, b3);
        TLanes.Store(job.Target1 + 4 * targetStep, b4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunFive<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var a1 = TLanes.Load(job.Start0 + startStep);
        var a2 = TLanes.Load(job.Start0 + 2 * startStep);
        var a3 = TLanes.Load(job.Start0 + 3 * startStep);
        var a4 = TLanes.Load(job.Start0 + 4 * startStep);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        for (var row = 0; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(source + step), va, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), va, a2);
                a3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), va, a3);
                a4 = TLanes.MultiplyAdd(TLanes.Load(source + 4 * step), va, a4);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target0 + targetStep, a1);
        TLanes.Store(job.Target0 + 2 * targetStep, a2);
        TLanes.Store(job.Target0 + 3 * targetStep, a3);
        TLanes.Store(job.Target0 + 4 * targetStep, a4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunFourPair<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var a1 = TLanes.Load(job.Start0 + startStep);
        var a2 = TLanes.Load(job.Start0 + 2 * startStep);
        var a3 = TLanes.Load(job.Start0 + 3 * startStep);
        var b0 = TLanes.Load(job.Start1);
        var b1 = TLanes.Load(job.Start1 + startStep);
        var b2 = TLanes.Load(job.Start1 + 2 * startStep);
        var b3 = TLanes.Load(job.Start1 + 3 * startStep);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        var shift = job.Shift;
        for (var row = 0; row < shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(source + step), va, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), va, a2);
                a3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), va, a3);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        for (var row = shift; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                var vb = TLanes.Load(wb);
                var x0 = TLanes.Load(source);
                a0 = TLanes.MultiplyAdd(x0, va, a0);
                b0 = TLanes.MultiplyAdd(x0, vb, b0);
                var x1 = TLanes.Load(source + step);
                a1 = TLanes.MultiplyAdd(x1, va, a1);
                b1 = TLanes.MultiplyAdd(x1, vb, b1);
                var x2 = TLanes.Load(source + 2 * step);
                a2 = TLanes.MultiplyAdd(x2, va, a2);
                b2 = TLanes.MultiplyAdd(x2, vb, b2);
                var x3 = TLanes.Load(source + 3 * step);
                a3 = TLanes.MultiplyAdd(x3, va, a3);
                b3 = TLanes.MultiplyAdd(x3, vb, b3);
                source += tapStep;
                wa += TLanes.Count;
                wb += TLanes.Count;
            }
        }

        for (var row = job.TapRows; row < job.TapRows + shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var vb = TLanes.Load(wb);
                b0 = TLanes.MultiplyAdd(TLanes.Load(source), vb, b0);
                b1 = TLanes.MultiplyAdd(TLanes.Load(source + step), vb, b1);
                b2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), vb, b2);
                b3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), vb, b3);
                source += tapStep;
                wb += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target0 + targetStep, a1);
        TLanes.Store(job.Target0 + 2 * targetStep, a2);
        TLanes.Store(job.Target0 + 3 * targetStep, a3);
        TLanes.Store(job.Target1, b0);
        TLanes.Store(job.Target1 + targetStep, b1);
        TLanes.Store(job.Target1 + 2 * targetStep, b2);
        TLanes.Store(job.Target1 + 3 * targetStep, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunFour<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var a1 = TLanes.Load(job.Start0 + startStep);
        var a2 = TLanes.Load(job.Start0 + 2 * startStep);
        var a3 = TLanes.Load(job.Start0 + 3 * startStep);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        for (var row = 0; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(source + step), va, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), va, a2);
                a3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * step), va, a3);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target0 + targetStep, a1);
        TLanes.Store(job.Target0 + 2 * targetStep, a2);
        TLanes.Store(job.Target0 + 3 * targetStep, a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunThreePair<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var a1 = TLanes.Load(job.Start0 + startStep);
        var a2 = TLanes.Load(job.Start0 + 2 * startStep);
        var b0 = TLanes.Load(job.Start1);
        var b1 = TLanes.Load(job.Start1 + startStep);
        var b2 = TLanes.Load(job.Start1 + 2 * startStep);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        var shift = job.Shift;
        for (var row = 0; row < shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(source + step), va, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), va, a2);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        for (var row = shift; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                var vb = TLanes.Load(wb);
                var x0 = TLanes.Load(source);
                a0 = TLanes.MultiplyAdd(x0, va, a0);
                b0 = TLanes.MultiplyAdd(x0, vb, b0);
                var x1 = TLanes.Load(source + step);
                a1 = TLanes.MultiplyAdd(x1, va, a1);
                b1 = TLanes.MultiplyAdd(x1, vb, b1);
                var x2 = TLanes.Load(source + 2 * step);
                a2 = TLanes.MultiplyAdd(x2, va, a2);
                b2 = TLanes.MultiplyAdd(x2, vb, b2);
                source += tapStep;
                wa += TLanes.Count;
                wb += TLanes.Count;
            }
        }

        for (var row = job.TapRows; row < job.TapRows + shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var vb = TLanes.Load(wb);
                b0 = TLanes.MultiplyAdd(TLanes.Load(source), vb, b0);
                b1 = TLanes.MultiplyAdd(TLanes.Load(source + step), vb, b1);
                b2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), vb, b2);
                source += tapStep;
                wb += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target0 + targetStep, a1);
        TLanes.Store(job.Target0 + 2 * targetStep, a2);
        TLanes.Store(job.Target1, b0);
        TLanes.Store(job.Target1 + targetStep, b1);
        TLanes.Store(job.Target1 + 2 * targetStep, b2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunThree<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var a1 = TLanes.Load(job.Start0 + startStep);
        var a2 = TLanes.Load(job.Start0 + 2 * startStep);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        for (var row = 0; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(source + step), va, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * step), va, a2);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target0 + targetStep, a1);
        TLanes.Store(job.Target0 + 2 * targetStep, a2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunOnePair<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);
        var b0 = TLanes.Load(job.Start1);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        var shift = job.Shift;
        for (var row = 0; row < shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        for (var row = shift; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                var vb = TLanes.Load(wb);
                var x0 = TLanes.Load(source);
                a0 = TLanes.MultiplyAdd(x0, va, a0);
                b0 = TLanes.MultiplyAdd(x0, vb, b0);
                source += tapStep;
                wa += TLanes.Count;
                wb += TLanes.Count;
            }
        }

        for (var row = job.TapRows; row < job.TapRows + shift; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wb = weights + (row - shift) * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var vb = TLanes.Load(wb);
                b0 = TLanes.MultiplyAdd(TLanes.Load(source), vb, b0);
                source += tapStep;
                wb += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
        TLanes.Store(job.Target1, b0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunOne<TVector, TLanes>(in DepthwiseJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var startStep = job.StartStep;
        var a0 = TLanes.Load(job.Start0);

        var step = job.PixelStep;
        var tapStep = job.TapStep;
        var weights = job.Weights;
        var rowWeights = job.TapColumns * TLanes.Count;
        for (var row = 0; row < job.TapRows; row++)
        {
            var source = job.Source + row * job.TapRowStep;
            var wa = weights + row * rowWeights;
            for (var tap = job.TapColumns; tap > 0; tap--)
            {
                var va = TLanes.Load(wa);
                a0 = TLanes.MultiplyAdd(TLanes.Load(source), va, a0);
                source += tapStep;
                wa += TLanes.Count;
            }
        }

        var targetStep = job.TargetStep;
        TLanes.Store(job.Target0, a0);
    }
}
