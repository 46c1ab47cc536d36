using Mien.Foundation;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Tests;

/// <summary>
/// Compares recorded gradients with numerical ones: the loss is a fixed random weighting of all outputs, summed in double
/// precision, and differences are central ones at h and 2h, extrapolated so that the error falls with h^4.
/// </summary>
internal static class GradientCheck
{
    private const float Step = 0.02f;
    private const int Samples = 60;

    /// <summary>Inputs drawn so that no two values of one tensor, and no value and zero, lie closer than four steps.</summary>
    public static void WithKinks(Func<Tape, Tensor[], Tensor> build, params Shape[] shapes) =>
        Run(build, Separated, 2e-3, shapes);

    public static void Smooth(Func<Tape, Tensor[], Tensor> build, params Shape[] shapes) =>
        Run(build, Normal, 2e-3, shapes);

    public static void Run(
        Func<Tape, Tensor[], Tensor> build,
        Action<Tensor, RandomStream> fill,
        double tolerance,
        params Shape[] shapes
    )
    {
        var random = new RandomStream(7);
        var inputs = Array.ConvertAll(shapes, Tensor.Create);
        foreach (var input in inputs)
        {
            fill(input, random);
            input.RequiresGradient = true;
        }

        using var workers = new Workers(2);
        using var tape = new Tape(workers);
        var weights = Record(tape, build, inputs, random);
        for (var i = 0; i < inputs.Length; i++)
        {
            Compare(tape, build, inputs, i, weights, tolerance, random);
        }

        Array.ForEach(inputs, input => input.Dispose());
    }

    public static void Normal(Tensor tensor, RandomStream random)
    {
        foreach (ref var value in tensor.Values)
        {
            value = (float)random.Normal();
        }
    }

    private static void Separated(Tensor tensor, RandomStream random)
    {
        for (var i = 0; i < tensor.Length; i++)
        {
            tensor.Values[i] = ((i / 2) + 1) * 8 * Step / MathF.Max(1, tensor.Length / 40f) * (i % 2 == 0 ? 1 : -1);
        }

        random.Shuffle(tensor.Values);
    }

    private static float[] Record(Tape tape, Func<Tape, Tensor[], Tensor> build, Tensor[] inputs, RandomStream random)
    {
        tape.Random = new RandomStream(3);
        var y = build(tape, inputs);
        using var weights = Tensor.Create(y.Shape);
        Normal(weights, random);
        var product = tape.Reshape(tape.Multiply(y, weights), new Shape(y.Length));
        tape.Backward(tape.Scale(tape.Mean(product, 0), y.Length));
        var copy = weights.Values.ToArray();
        tape.Reset();
        return copy;
    }

    private static void Compare(
        Tape tape,
        Func<Tape, Tensor[], Tensor> build,
        Tensor[] inputs,
        int which,
        float[] weights,
        double tolerance,
        RandomStream random
    )
    {
        var input = inputs[which];
        var scale = 1e-3;
        foreach (var value in input.Gradient)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        for (var sample = 0; sample < Math.Min(Samples, input.Length); sample++)
        {
            var at = input.Length <= Samples ? sample : random.Below(input.Length);
            var near = Difference(tape, build, inputs, input, at, weights, Step);
            var far = Difference(tape, build, inputs, input, at, weights, 2 * Step);
            var expected = ((4 * near) - far) / 3;
            Assert.True(
                Math.Abs(expected - input.Gradient[at]) <= tolerance * scale,
                $"input {which} element {at}: recorded {input.Gradient[at]}, numerical {expected}, scale {scale}"
            );
        }
    }

    private static double Difference(
        Tape tape,
        Func<Tape, Tensor[], Tensor> build,
        Tensor[] inputs,
        Tensor input,
        int at,
        float[] weights,
        float step
    )
    {
        var old = input.Values[at];
        input.Values[at] = old + step;
        var (up, high) = (Loss(tape, build, inputs, weights), input.Values[at]);
        input.Values[at] = old - step;
        var (down, low) = (Loss(tape, build, inputs, weights), input.Values[at]);
        input.Values[at] = old;
        return (up - down) / ((double)high - low);
    }

    private static double Loss(Tape tape, Func<Tape, Tensor[], Tensor> build, Tensor[] inputs, float[] weights)
    {
        tape.Recording = false;
        tape.Random = new RandomStream(3);
        var y = build(tape, inputs);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += (double)weights[i] * y.Values[i];
        }

        tape.Recording = true;
        tape.Reset();
        return sum;
    }
}
