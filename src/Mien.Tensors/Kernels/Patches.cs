namespace Mien.Tensors.Kernels;

/// <summary>The pixels under a kernel as rows of a matrix [outputs, kernel rows x kernel columns x channels], and back.</summary>
internal static unsafe class Patches
{
    public static void Gather(Workers workers, Window window, float* x, float* patches) =>
        workers.For(window.Pictures * window.OutRows, new GatherRow(window, x, patches));

    /// <summary>Adds every patch to the pixels that it was taken from.</summary>
    public static void Scatter(Workers workers, Window window, float* patches, float* x) =>
        workers.For(window.Pictures, new ScatterPicture(window, patches, x));

    private readonly struct GatherRow(Window w, float* x, float* patches) : IBlockWork
    {
        public void Run(int block)
        {
            var (picture, outRow) = (block / w.OutRows, block % w.OutRows);
            var to = patches + ((long)block * w.OutColumns * w.KernelRows * w.KernelColumns * w.Channels);
            for (var outColumn = 0; outColumn < w.OutColumns; outColumn++)
            {
                for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++, to += w.Channels)
                {
                    var row = (outRow * w.Stride) - w.Top + (cell / w.KernelColumns * w.Dilation);
                    var column = (outColumn * w.Stride) - w.Left + (cell % w.KernelColumns * w.Dilation);
                    var target = new Span<float>(to, w.Channels);
                    if ((uint)row < (uint)w.Rows && (uint)column < (uint)w.Columns)
                    {
                        var pixel = x + (((((long)picture * w.Rows) + row) * w.Columns + column) * w.Channels);
                        new ReadOnlySpan<float>(pixel, w.Channels).CopyTo(target);
                    }
                    else
                    {
                        target.Clear();
                    }
                }
            }
        }
    }

    private readonly struct ScatterPicture(Window w, float* patches, float* x) : IBlockWork
    {
        public void Run(int picture)
        {
            var from =
                patches + ((long)picture * w.OutRows * w.OutColumns * w.KernelRows * w.KernelColumns * w.Channels);
            for (var output = 0; output < w.OutRows * w.OutColumns; output++)
            {
                for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++, from += w.Channels)
                {
                    var row = (output / w.OutColumns * w.Stride) - w.Top + (cell / w.KernelColumns * w.Dilation);
                    var column = (output % w.OutColumns * w.Stride) - w.Left + (cell % w.KernelColumns * w.Dilation);
                    if ((uint)row < (uint)w.Rows && (uint)column < (uint)w.Columns)
                    {
                        var pixel = x + (((((long)picture * w.Rows) + row) * w.Columns + column) * w.Channels);
                        for (var c = 0; c < w.Channels; c++)
                        {
                            pixel[c] += from[c];
                        }
                    }
                }
            }
        }
    }
}
