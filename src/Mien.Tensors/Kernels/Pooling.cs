namespace Mien.Tensors.Kernels;

/// <summary>
/// Largest and mean values under a window; cells outside the picture are skipped. With stride 1 whole rows are taken at once
/// (<see cref="RowPooling"/>), otherwise the channels of a pixel (<see cref="CellPooling"/>).
/// </summary>
internal static unsafe class Pooling
{
    /// <summary>y = the largest, <paramref name="where"/> = the pixel within its picture that it came from, the first of equals.</summary>
    public static void Maximum(Workers workers, in Window window, float* x, float* y, int* where)
    {
        if (RowPooling.Suits(in window))
        {
            RowPooling.Maximum(workers, in window, x, y, where);
        }
        else
        {
            CellPooling.Maximum(workers, in window, x, y, where);
        }
    }

    /// <summary>Gives every output's gradient to the pixel that it came from; the others get zero, or what they have.</summary>
    public static void MaximumGradient(
        Workers workers,
        in Window window,
        float* d,
        int* where,
        float* to,
        bool accumulate
    )
    {
        if (RowPooling.Suits(in window))
        {
            RowPooling.MaximumGradient(workers, in window, d, where, to, accumulate);
        }
        else
        {
            CellPooling.MaximumGradient(workers, in window, d, where, to, accumulate);
        }
    }

    /// <summary>y = sum under the window times <paramref name="factor"/>.</summary>
    public static void Average(Workers workers, in Window window, float factor, float* x, float* y)
    {
        if (RowPooling.Suits(in window))
        {
            RowPooling.Average(workers, in window, factor, x, y);
        }
        else
        {
            CellPooling.Average(workers, in window, factor, x, y);
        }
    }

    /// <summary>Gives every output's gradient times <paramref name="factor"/> to all its pixels.</summary>
    public static void AverageGradient(
        Workers workers,
        in Window window,
        float factor,
        float* d,
        float* to,
        bool accumulate
    )
    {
        if (RowPooling.Suits(in window))
        {
            RowPooling.AverageGradient(workers, in window, factor, d, to, accumulate);
        }
        else
        {
            CellPooling.AverageGradient(workers, in window, factor, d, to, accumulate);
        }
    }
}
