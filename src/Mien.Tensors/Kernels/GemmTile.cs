using System.Runtime.CompilerServices;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The innermost matrix product: a tile of the result stays in registers while the common axis passes by. Each step
/// reads two registers of the right matrix and multiplies them with one number from each row of the left. The methods are
/// long because registers have no index: a row of the tile is a line of code.
/// </summary>
internal static unsafe class GemmTile
{
    /// <summary>Runs a tile of <c>TLanes.TileRows</c> rows and two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TVector, TLanes>(in TileJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        if (TLanes.TileRows == 8)
        {
            Run8x2<TVector, TLanes>(in job);
        }
        else if (TLanes.TileRows == 6)
        {
            Run6x2<TVector, TLanes>(in job);
        }
        else
        {
            Run4x2<TVector, TLanes>(in job);
        }
    }

    /// <summary>Runs a tile of <c>TLanes.TileRows</c> rows and one register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunNarrow<TVector, TLanes>(in TileJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        if (TLanes.TileRows == 8)
        {
            Run8x1<TVector, TLanes>(in job);
        }
        else if (TLanes.TileRows == 6)
        {
            Run6x1<TVector, TLanes>(in job);
        }
        else
        {
            Run4x1<TVector, TLanes>(in job);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run8x2<TVector, TLanes>(in TileJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var starts = job.StartRows;
        var c00 = TLanes.Load(job.Start + starts[0]);
        var c01 = TLanes.Load(job.Start + starts[0] + TLanes.Count);
        var c10 = TLanes.Load(job.Start + starts[1]);
        var c11 = TLanes.Load(job.Start + starts[1] + TLanes.Count);
        var c20 = TLanes.Load(job.Start + starts[2]);
        var c21 = TLanes.Load(job.Start + starts[2] + TLanes.Count);
        var c30 = TLanes.Load(job.Start + starts[3]);
        var c31 = TLanes.Load(job.Start + starts[3] + TLanes.Count);
        var c40 = TLanes.Load(job.Start + starts[4]);
        var c41 = TLanes.Load(job.Start + starts[4] + TLanes.Count);
        var c50 = TLanes.Load(job.Start + starts[5]);
        var c51 = TLanes.Load(job.Start + starts[5] + TLanes.Count);
        var c60 = TLanes.Load(job.Start + starts[6]);
        var c61 = TLanes.Load(job.Start + starts[6] + TLanes.Count);
        var c70 = TLanes.Load(job.Start + starts[7]);
        var c71 = TLanes.Load(job.Start + starts[7] + TLanes.Count);

        var right = job.Right;
        var rightStep = job.RightStep;
        var leftStep = job.LeftStep;
        var end = job.SegmentLength * leftStep;
        var rows = job.LeftRows;
        for (var segment = 0; segment < job.SegmentCount; segment++)
        {
            var left = job.Left + job.Segments[segment];
            var a0 = left + rows[0];
            var a1 = left + rows[1];
            var a2 = left + rows[2];
            var a3 = left + rows[3];
            var a4 = left + rows[4];
            var a5 = left + rows[5];
            var a6 = left + rows[6];
            var a7 = left + rows[7];
            nint k = 0;
            do
            {
                var b0 = TLanes.Load(right);
                var b1 = TLanes.Load(right + TLanes.Count);
                var x0 = TLanes.Broadcast(a0[k]);
                c00 = TLanes.MultiplyAdd(x0, b0, c00);
                c01 = TLanes.MultiplyAdd(x0, b1, c01);
                var x1 = TLanes.Broadcast(a1[k]);
                c10 = TLanes.MultiplyAdd(x1, b0, c10);
                c11 = TLanes.MultiplyAdd(x1, b1, c11);
                var x2 = TLanes.Broadcast(a2[k]);
                c20 = TLanes.MultiplyAdd(x2, b0, c20);
                c21 = TLanes.MultiplyAdd(x2, b1, c21);
                var x3 = TLanes.Broadcast(a3[k]);
                c30 = TLanes.MultiplyAdd(x3, b0, c30);
                c31 = TLanes.MultiplyAdd(x3, b1, c31);
                var x4 = TLanes.Broadcast(a4[k]);
                c40 = TLanes.MultiplyAdd(x4, b0, c40);
                c41 = TLanes.MultiplyAdd(x4, b1, c41);
                var x5 = TLanes.Broadcast(a5[k]);
                c50 = TLanes.MultiplyAdd(x5, b0, c50);
                c51 = TLanes.MultiplyAdd(x5, b1, c51);
                var x6 = TLanes.Broadcast(a6[k]);
                c60 = TLanes.MultiplyAdd(x6, b0, c60);
                c61 = TLanes.MultiplyAdd(x6, b1, c61);
                var x7 = TLanes.Broadcast(a7[k]);
                c70 = TLanes.MultiplyAdd(x7, b0, c70);
                c71 = TLanes.MultiplyAdd(x7, b1, c71);
                right += rightStep;
                k += leftStep;
            } while (k < end);
        }

        var targets = job.TargetRows;
        TLanes.Store(job.Target + targets[0], c00);
        TLanes.Store(job.Target + targets[0] + TLanes.Count, c01);
        TLanes.Store(job.Target + targets[1], c10);
        TLanes.Store(job.Target + targets[1] + TLanes.Count, c11);
        TLanes.Store(job.Target + targets[2], c20);
        TLanes.Store(job.Target + targets[2] + TLanes.Count, c21);
        TLanes.Store(job.Target + targets[3], c30);
        TLanes.Store(job.Target + targets[3] + TLanes.Count, c31);
        TLanes.Store(job.Target + targets[4], c40);
        TLanes.Store(job.Target + targets[4] + TLanes.Count, c41);
        TLanes.Store(job.Target + targets[5], c50);
        TLanes.Store(job.Target + targets[5] + TLanes.Count, c51);
        TLanes.Store(job.Target + targets[6], c60);
        TLanes.Store(job.Target + targets[6] + TLanes.Count, c61);
        TLanes.Store(job.Target + targets[7], c70);
        TLanes.Store(job.Target + targets[7] + TLanes.Count, c71);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run8x1<TVector, TLanes>(in TileJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var starts = job.StartRows;
        var c00 = TLanes.Load(job.Start + starts[0]);
        var c10 = TLanes.Load(job.Start + starts[1]);
        var c20 = TLanes.Load(job.Start + starts[2]);
        var c30 = TLanes.Load(job.Start + starts[3]);
        var c40 = TLanes.Load(job.Start + starts[4]);
        var c50 = TLanes.Load(job.Start + starts[5]);
        var c60 = TLanes.Load(job.Start + starts[6]);
        var c70 = TLanes.Load(job.Start + starts[7]);

        var right = job.Right;
        var rightStep = job.RightStep;
        var leftStep = job.LeftStep;
        var end = job.SegmentLength * leftStep;
        var rows = job.LeftRows;
        for (var segment = 0; segment < job.SegmentCount; segment++)
        {
            var left = job.Left + job.Segments[segment];
            var a0 = left + rows[0];
            var a1 = left + rows[1];
            var a2 = left + rows[2];
            var a3 = left + rows[3];
            var a4 = left + rows[4];
            var a5 = left + rows[5];
            var a6 = left + rows[6];
            var a7 = left + rows[7];
            nint k = 0;
            do
            {
                var b0 = TLanes.Load(right);
                var x0 = TLanes.Broadcast(a0[k]);
                c00 = TLanes.MultiplyAdd(x0, b0, c00);
                var x1 = TLanes.Broadcast(a1[k]);
                c10 = TLanes.MultiplyAdd(x1, b0, c10);
                var x2 = TLanes.Broadcast(a2[k]);
                c20 = TLanes.MultiplyAdd(x2, b0, c20);
                var x3 = TLanes.Broadcast(a3[k]);
                c30 = TLanes.MultiplyAdd(x3, b0, c30);
                var x4 = TLanes.Broadcast(a4[k]);
                c40 = TLanes.MultiplyAdd(x4, b0, c40);
                var x5 = TLanes.Broadcast(a5[k]);
                c50 = TLanes.MultiplyAdd(x5, b0, c50);
                var x6 = TLanes.Broadcast(a6[k]);
                c60 = TLanes.MultiplyAdd(x6, b0, c60);
                var x7 = TLanes.Broadcast(a7[k]);
                c70 = TLanes.MultiplyAdd(x7, b0, c70);
                right += rightStep;
                k += leftStep;
            } while (k < end);
        }

        var targets = job.TargetRows;
        TLanes.Store(job.Target + targets[0], c00);
        TLanes.Store(job.Target + targets[1], c10);
        TLanes.Store(job.Target + targets[2], c20);
        TLanes.Store(job.Target + targets[3], c30);
        TLanes.Store(job.Target + targets[4], c40);
        TLanes.Store(job.Target + targets[5], c50);
        TLanes.Store(job.Target + targets[6], c60);
        TLanes.Store(job.Target + targets[7], c70);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run6x2<TVector, TLanes>(in TileJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var starts = job.StartRows;
        var c00 = TLanes.Load(job.Start + starts[0]);
        var c01 = TLanes.Load(job.Start + starts[0] + TLanes.Count);
        var c10 = TLanes.Load(job.Start + starts[1]);
        var c11 = TLanes.Load(job.Start + starts[1] + TLanes.Count);
        var c20 = TLanes.Load(job.Start + starts[2]);
        var c21 = TLanes.Load(job.Start + starts[2] + TLanes.Count);
        var c30 = TLanes.Load(job.Start + starts[3]);
        var c31 = TLanes.Load(job.Start + starts[3] + TLanes.Count);
        var c40 = TLanes.Load(job.Start + starts[4]);
        var c41 = TLanes.Load(job.Start + starts[4] + TLanes.Count);
        var c50 = TLanes.Load(job.Start + starts[5]);
        var c51 = TLanes.Load(job.Start + starts[5] + TLanes.Count);

        var right = job.Right;
        var rightStep = job.RightStep;
        var leftStep = job.LeftStep;
        var end = job.SegmentLength * leftStep;
        var rows = job.LeftRows;
        for (var segment = 0; segment < job.SegmentCount; segment++)
        {
            var left = job.Left + job.Segments[segment];
            var a0 = left + rows[0];
            var a1 = left + rows[1];
            var a2 = left + rows[2];
            var a3 = left + rows[3];
            var a4 = left + rows[4];
            var a5 = left + rows[5];
            nint k = 0;
            do
            {
                var b0 = TLanes.Load(right);
                var b1 = TLanes.Load(right + TLanes.Count);
                var x0 = TLanes.Broadcast(a0[k]);
                c00 = TLanes.MultiplyAdd(x0, b0, c00);
                c01 = TLanes.MultiplyAdd(x0, b1, c01);
                var x1 = TLanes.Broadcast(a1[k]);
                c10 = TLanes.MultiplyAdd(x1, b0, c10);
                c11 = TLanes.MultiplyAdd(x1, b1, c11);
                var x2 = TLanes.Broadcast(a2[k]);
                c20 = TLanes.MultiplyAdd(x2, b0, c20);
                c21 = TLanes.MultiplyAdd(x2, b1, c21);
                var x3 = TLanes.Broadcast(a3[k]);
                c30 = TLanes.MultiplyAdd(x3, b0, c30);
                c31 = TLanes.MultiplyAdd(x3, b1, c31);
                var x4 = TLanes.Broadcast(a4[k]);
                c40 = TLanes.MultiplyAdd(x4, b0, c40);
                c41 = TLanes.MultiplyAdd(x4, b1, c41);
                var x5 = TLanes.Broadcast(a5[k]);
                c50 = TLanes.MultiplyAdd(x5, b0, c50);
                c51 = TLanes.MultiplyAdd(x5, b1, c51);
                right += rightStep;
                k += leftStep;
            } while (k < end);
        }

        var targets = job.TargetRows;
        TLanes.Store(job.Target + targets[0], c00);
        TLanes.Store(job.Target + targets[0] + TLanes.Count, c01);
        TLanes.Store(job.Target + targets[1], c10);
        TLanes.Store(job.Target + targets[1] + TLanes.Count, c11);
        TLanes.Store(job.Target + targets[2], c20);
        TLanes.Store(job.Target + targets[2] + TLanes.Count, c21);
        TLanes.Store(job.Target + targets[3], c30);
        TLanes.Store(job.Target + targets[3] + TLanes.Count, c31);
        TLanes.Store(job.Target + targets[4], c40);
        TLanes.Store(job.Target + targets[4] + TLanes.Count, c41);
        TLanes.Store(job.Target + targets[5], c50);
        TLanes.Store(job.Target + targets[5] + TLanes.Count, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run6x1<TVector, TLanes>(in TileJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var starts = job.StartRows;
        var c00 = TLanes.Load(job.Start + starts[0]);
        var c10 = TLanes.Load(job.Start + starts[1]);
        var c20 = TLanes.Load(job.Start + starts[2]);
        var c30 = TLanes.Load(job.Start + starts[3]);
        var c40 = TLanes.Load(job.Start + starts[4]);
        var c50 = TLanes.Load(job.Start + starts[5]);

        var right = job.Right;
        var rightStep = job.RightStep;
        var leftStep = job.LeftStep;
        var end = job.SegmentLength * leftStep;
        var rows = job.LeftRows;
        for (var segment = 0; segment < job.SegmentCount; segment++)
        {
            var left = job.Left + job.Segments[segment];
            var a0 = left + rows[0];
            var a1 = left + rows[1];
            var a2 = left + rows[2];
            var a3 = left + rows[3];
            var a4 = left + rows[4];
            var a5 = left + rows[5];
            nint k = 0;
            do
            {
                var b0 = TLanes.Load(right);
                var x0 = TLanes.Broadcast(a0[k]);
                c00 = TLanes.MultiplyAdd(x0, b0, c00);
                var x1 = TLanes.Broadcast(a1[k]);
                c10 = TLanes.MultiplyAdd(x1, b0, c10);
                var x2 = TLanes.Broadcast(a2[k]);
                c20 = TLanes.MultiplyAdd(x2, b0, c20);
                var x3 = TLanes.Broadcast(a3[k]);
                c30 = TLanes.MultiplyAdd(x3, b0, c30);
                var x4 = TLanes.Broadcast(a4[k]);
                c40 = TLanes.MultiplyAdd(x4, b0, c40);
                var x5 = TLanes.Broadcast(a5[k]);
                c50 = TLanes.MultiplyAdd(x5, b0, c50);
                right += rightStep;
                k += leftStep;
            } while (k < end);
        }

        var targets = job.TargetRows;
        TLanes.Store(job.Target + targets[0], c00);
        TLanes.Store(job.Target + targets[1], c10);
        TLanes.Store(job.Target + targets[2], c20);
        TLanes.Store(job.Target + targets[3], c30);
        TLanes.Store(job.Target + targets[4], c40);
        TLanes.Store(job.Target + targets[5], c50);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run4x2<TVector, TLanes>(in TileJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var starts = job.StartRows;
        var c00 = TLanes.Load(job.Start + starts[0]);
        var c01 = TLanes.Load(job.Start + starts[0] + TLanes.Count);
        var c10 = TLanes.Load(job.Start + starts[1]);
        var c11 = TLanes.Load(job.Start + starts[1] + TLanes.Count);
        var c20 = TLanes.Load(job.Start + starts[2]);
        var c21 = TLanes.Load(job.Start + starts[2] + TLanes.Count);
        var c30 = TLanes.Load(job.Start + starts[3]);
        var c31 = TLanes.Load(job.Start + starts[3] + TLanes.Count);

        var right = job.Right;
        var rightStep = job.RightStep;
        var leftStep = job.LeftStep;
        var end = job.SegmentLength * leftStep;
        var rows = job.LeftRows;
        for (var segment = 0; segment < job.SegmentCount; segment++)
        {
            var left = job.Left + job.Segments[segment];
            var a0 = left + rows[0];
            var a1 = left + rows[1];
            var a2 = left + rows[2];
            var a3 = left + rows[3];
            nint k = 0;
            do
            {
                var b0 = TLanes.Load(right);
                var b1 = TLanes.Load(right + TLanes.Count);
                var x0 = TLanes.Broadcast(a0[k]);
                c00 = TLanes.MultiplyAdd(x0, b0, c00);
                c01 = TLanes.MultiplyAdd(x0, b1, c01);
                var x1 = TLanes.Broadcast(a1[k]);
                c10 = TLanes.MultiplyAdd(x1, b0, c10);
                c11 = TLanes.MultiplyAdd(x1, b1, c11);
                var x2 = TLanes.Broadcast(a2[k]);
                c20 = TLanes.MultiplyAdd(x2, b0, c20);
                c21 = TLanes.MultiplyAdd(x2, b1, c21);
                var x3 = TLanes.Broadcast(a3[k]);
                c30 = TLanes.MultiplyAdd(x3, b0, c30);
                c31 = TLanes.MultiplyAdd(x3, b1, c31);
                right += rightStep;
                k += leftStep;
            } while (k < end);
        }

        var targets = job.TargetRows;
        TLanes.Store(job.Target + targets[0], c00);
        TLanes.Store(job.Target + targets[0] + TLanes.Count, c01);
        TLanes.Store(job.Target + targets[1], c10);
        TLanes.Store(job.Target + targets[1] + TLanes.Count, c11);
        TLanes.Store(job.Target + targets[2], c20);
        TLanes.Store(job.Target + targets[2] + TLanes.Count, c21);
        TLanes.Store(job.Target + targets[3], c30);
        TLanes.Store(job.Target + targets[3] + TLanes.Count, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run4x1<TVector, TLanes>(in TileJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var starts = job.StartRows;
        var c00 = TLanes.Load(job.Start + starts[0]);
        var c10 = TLanes.Load(job.Start + starts[1]);
        var c20 = TLanes.Load(job.Start + starts[2]);
        var c30 = TLanes.Load(job.Start + starts[3]);

        var right = job.Right;
        var rightStep = job.RightStep;
        var leftStep = job.LeftStep;
        var end = job.SegmentLength * leftStep;
        var rows = job.LeftRows;
        for (var segment = 0; segment < job.SegmentCount; segment++)
        {
            var left = job.Left + job.Segments[segment];
            var a0 = left + rows[0];
            var a1 = left + rows[1];
            var a2 = left + rows[2];
            var a3 = left + rows[3];
            nint k = 0;
            do
            {
                var b0 = TLanes.Load(right);
                var x0 = TLanes.Broadcast(a0[k]);
                c00 = TLanes.MultiplyAdd(x0, b0, c00);
                var x1 = TLanes.Broadcast(a1[k]);
                c10 = TLanes.MultiplyAdd(x1, b0, c10);
                var x2 = TLanes.Broadcast(a2[k]);
                c20 = TLanes.MultiplyAdd(x2, b0, c20);
                var x3 = TLanes.Broadcast(a3[k]);
                c30 = TLanes.MultiplyAdd(x3, b0, c30);
                right += rightStep;
                k += leftStep;
            } while (k < end);
        }

        var targets = job.TargetRows;
        TLanes.Store(job.Target + targets[0], c00);
        TLanes.Store(job.Target + targets[1], c10);
        TLanes.Store(job.Target + targets[2], c20);
        TLanes.Store(job.Target + targets[3], c30);
    }
}
