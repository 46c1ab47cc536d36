using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Benchmarks.Precision;

/// <summary>
/// Rounds what 8-bit inference would round, in float32: the weights of a network, and through a tape's listener the result of
/// every operation, each with 255 steps from its least to its largest value.
/// </summary>
internal sealed class FakeQuantization : IOperationListener
{
    /// <inheritdoc/>
    public void Hear(string operation, Tensor output, Tensor?[] inputs, params (string Name, object Value)[] settings)
    {
        var (least, largest) = (0f, 0f);
        foreach (var value in output.Values)
        {
            (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
        }

        var step = (largest - least) / 255;
        foreach (ref var value in output.Values)
        {
            value = step == 0 ? value : MathF.Round(value / step) * step;
        }
    }

    /// <summary>Rounds weights of two axes or more to bfloat16.</summary>
    public static void ToBfloat16(Module network)
    {
        foreach (var parameter in network.Parameters.Where(parameter => parameter.Value.Shape.Rank >= 2))
        {
            foreach (ref var value in parameter.Value.Values)
            {
                value = BitConverter.UInt32BitsToSingle(Bfloat16Product.Round(value));
            }
        }
    }

    /// <summary>Rounds weights of two axes or more to 127 steps either way, with a scale for each output channel.</summary>
    public static void ToInt8(Module network)
    {
        foreach (var parameter in network.Parameters.Where(parameter => parameter.Value.Shape.Rank >= 2))
        {
            var values = parameter.Value.Values;
            var channels = parameter.Value.Shape.Last;
            for (var channel = 0; channel < channels; channel++)
            {
                var largest = 0f;
                for (var i = channel; i < values.Length; i += channels)
                {
                    largest = Math.Max(largest, Math.Abs(values[i]));
                }

                for (var i = channel; largest > 0 && i < values.Length; i += channels)
                {
                    values[i] = MathF.Round(values[i] * 127 / largest) * largest / 127;
                }
            }
        }
    }
}
