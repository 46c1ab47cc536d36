using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Storage;

namespace Mien.Recognition.Tests.Networks;

/// <summary>
/// Runs a network on the weights and inputs of golden/make_networks.py, sines of the element's number, and holds logits,
/// loss and of every parameter's gradient the largest element, the norm and a projection against a golden file.
/// </summary>
internal sealed class GoldenNetwork(TensorFile golden, string name, Module network)
{
    private const int Batch = 4;

    public void Check(int side, Func<Tape, Tensor, Tensor, Tensor> lossOf, int frames = 1)
    {
        foreach (var parameter in network.Parameters)
        {
            FillWeights(parameter.Name, parameter.Value.Values);
        }

        using var workers = new Workers(2);
        using var tape = new Tape(workers);
        using var x = Tensor.Create(
            frames > 1 ? new Shape(Batch, frames, side, side, 3) : new Shape(Batch, side, side, 3)
        );
        using var targets = Tensor.Create(new Shape(Batch, 3), [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0]);
        Wave(x.Values, 1, 0);

        var logits = network.Forward(tape, x);
        var loss = lossOf(tape, logits, targets);
        tape.Backward(loss);

        RequireNear(Values($"{name}/logits"), logits.Values, $"{name} logits");
        RequireNear(Values($"{name}/loss"), loss.Values, $"{name} loss");
        var largest = network.Parameters.Max(parameter => Values($"{name}/{parameter.Name}")[0]);
        foreach (var parameter in network.Parameters)
        {
            RequireGradient(parameter.Name, parameter.Value.Gradient, largest);
        }
    }

    private void RequireGradient(string parameter, ReadOnlySpan<float> gradient, float largest)
    {
        var expected = Values($"{name}/{parameter}");
        var waves = new float[gradient.Length];
        Wave(waves, 1, 1);
        var (max, squares, projection) = (0.0, 0.0, 0.0);
        for (var i = 0; i < gradient.Length; i++)
        {
            max = Math.Max(max, Math.Abs(gradient[i]));
            squares += (double)gradient[i] * gradient[i];
            projection += (double)gradient[i] * waves[i];
        }

        // Relative to the parameter's own gradient; where that is a small remainder of large sums (the scale and shift of
        // one gate over all places), to a tenth of the network's largest element, which its rounding goes with.
        var scale = Math.Max(expected[1], 0.1f * largest);
        double[] found = [max, Math.Sqrt(squares), projection];
        // A projection on n sines carries the rounding of all elements, times the sines' norm.
        double[] reach = [1, 1, Math.Sqrt(Math.Max(1, gradient.Length / 2.0))];
        for (var i = 0; i < found.Length; i++)
        {
            var difference = Math.Abs(found[i] - expected[i]) / scale / reach[i];
            Assert.True(
                difference < 1e-5,
                $"{name}, gradient of {parameter}, figure {i}: {found[i]} against {expected[i]}"
            );
        }
    }

    private static void RequireNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, string what)
    {
        var scale = 0f;
        foreach (var value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= 1e-5f * scale,
                $"{what}, element {i}: {found[i]} against {expected[i]}"
            );
        }
    }

    private ReadOnlySpan<float> Values(string tensor) => golden.Tensors.Single(t => t.Name == tensor).Value.Values;

    private static void FillWeights(string parameter, Span<float> values)
    {
        Wave(values, 0.1, System.Text.Encoding.UTF8.GetBytes(parameter).Sum(letter => letter) % 97);
        if (
            parameter.Contains("norm", StringComparison.Ordinal)
            && parameter.EndsWith("weight", StringComparison.Ordinal)
        )
        {
            foreach (ref var value in values)
            {
                value += 1;
            }
        }
    }

    private static void Wave(Span<float> values, double scale, double phase)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(scale * Math.Sin((0.7 * i) + (0.01 * i * Math.Sin(0.37 * i)) + phase));
        }
    }
}
