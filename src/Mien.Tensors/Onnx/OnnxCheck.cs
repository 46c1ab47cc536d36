using Mien.Foundation;
using Mien.Tensors.Layers;

namespace Mien.Tensors.Onnx;

/// <summary>
/// Holds a written graph against its network on another number of samples than it was written down from, so that nothing
/// that varies with them was taken for a constant.
/// </summary>
internal static class OnnxCheck
{
    private const int Samples = 2;
    private const float Tolerance = 1e-3f;

    /// <exception cref="NotSupportedException">The graph does not compute what the network does.</exception>
    public static void Require(Module network, OnnxGraph graph, Shape sample)
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        using var input = Noise(new Shape([Samples, .. sample.ToArray()]));
        using var written = OnnxNetwork.Of(graph, "the graph");
        var (expected, found) = (network.Forward(tape, input), Run(written, tape, input));
        if (found?.Shape != expected.Shape || !AreNear(expected.Values, found.Values))
        {
            throw new NotSupportedException("what the network computes cannot be written as ONNX for a free batch");
        }
    }

    private static Tensor? Run(OnnxNetwork written, Tape tape, Tensor input)
    {
        try
        {
            return written.Forward(tape, input);
        }
        catch (InputFaultException)
        {
            return null;
        }
    }

    private static bool AreNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        var scale = 1e-6f;
        foreach (var value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (Math.Abs(expected[i] - found[i]) > Tolerance * scale)
            {
                return false;
            }
        }

        return true;
    }

    private static Tensor Noise(Shape shape)
    {
        var random = new RandomStream(1);
        var noise = Tensor.Create(shape);
        foreach (ref var value in noise.Values)
        {
            value = (float)random.Normal();
        }

        return noise;
    }
}
