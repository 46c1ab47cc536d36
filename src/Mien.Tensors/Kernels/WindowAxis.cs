namespace Mien.Tensors.Kernels;

/// <summary>
/// One axis of a <see cref="WindowPass"/>: target pixel <c>TargetFirst + g * TargetStep</c> reads the taps from source
/// pixel <c>Origin + g * Step</c> on, for g from 0 to <c>Count</c> - 1.
/// </summary>
internal readonly record struct WindowAxis(int Count, int Origin, int Step, Taps Taps, int TargetFirst, int TargetStep)
{
    /// <summary>The axis of a forward convolution.</summary>
    public static WindowAxis Forward(int output, int kernel, int stride, int dilation, int padding) =>
        new(output, -padding, stride, new Taps(kernel, dilation, 0, 1), 0, 1);

    /// <summary>
    /// The axis of an input gradient for the input pixels i with (i + padding) mod stride = <paramref name="residue"/>.
    /// They are i = residue + stride q - padding, and get weight k from output q - (k dilation - residue) / stride wherever
    /// that is whole: a convolution of step 1 with some of the weights, mirrored.
    /// </summary>
    public static WindowAxis Backward(int input, int kernel, int stride, int dilation, int padding, int residue)
    {
        var first = CeilingDivide(padding - residue, stride);
        var last = FloorDivide(input - 1 + padding - residue, stride);
        int lowest = -1,
            highest = -1,
            weightStep = 0,
            count = 0;
        for (var k = 0; k < kernel; k++)
        {
            if (k * dilation % stride == residue)
            {
                weightStep = count == 1 ? k - lowest : weightStep;
                lowest = count == 0 ? k : lowest;
                highest = k;
                count++;
            }
        }

        if (count == 0)
        {
            return new(last - first + 1, 0, 1, default, residue + stride * first - padding, stride);
        }

        var farthest = (highest * dilation - residue) / stride;
        var tapStep = count > 1 ? weightStep * dilation / stride : 1;
        return new(
            last - first + 1,
            first - farthest,
            1,
            new Taps(count, tapStep, highest, -weightStep),
            residue + stride * first - padding,
            stride
        );
    }

    private static int FloorDivide(int a, int b) => (int)Math.Floor((double)a / b);

    private static int CeilingDivide(int a, int b) => (int)Math.Ceiling((double)a / b);
}
