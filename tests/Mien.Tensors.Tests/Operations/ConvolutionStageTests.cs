using Mien.Foundation;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Tests.Operations;

/// <summary>Convolution, GELU and normalisation in one operation give what they give one after the other.</summary>
public sealed class ConvolutionStageTests
{
    private const float Tolerance = 2e-5f;

    [Theory]
    [InlineData(16, 1, true)]
    [InlineData(16, 3, true)]
    [InlineData(80, 3, true)]
    [InlineData(80, 3, false)]
    [InlineData(17, 3, true)]
    public void Stage_of_a_dense_convolution_equals_its_operations(int channels, int kernel, bool training)
    {
        using var convolution = new Convolution2D(5, channels, kernel, new RandomStream(1), Convolution.Same);
        using var norm = new BatchNormalization(channels);
        Compare(
            new Shape(3, 9, 7, 5),
            training,
            [convolution, norm],
            (tape, x) => norm.ForwardAfterGelu(tape, convolution, x),
            (tape, x) => norm.Forward(tape, tape.Gelu(convolution.Forward(tape, x)))
        );
    }

    [Theory]
    [InlineData(16, true, true)]
    [InlineData(80, true, true)]
    [InlineData(80, false, true)]
    [InlineData(80, true, false)]
    [InlineData(17, true, true)]
    public void Stage_of_a_depthwise_convolution_equals_its_operations(int channels, bool residual, bool training)
    {
        using var convolution = new DepthwiseConvolution2D(channels, 5, new RandomStream(1));
        using var norm = new BatchNormalization(channels);
        Compare(
            new Shape(3, 9, 7, channels),
            training,
            [convolution, norm],
            (tape, x) => norm.ForwardAfterGelu(tape, convolution, x, residual ? x : null),
            (tape, x) =>
            {
                var y = norm.Forward(tape, tape.Gelu(convolution.Forward(tape, x)));
                return residual ? tape.Add(x, y) : y;
            }
        );
    }

    [Fact]
    public void Stage_has_the_same_bits_for_any_number_of_threads()
    {
        var first = Run(1);
        Assert.Equal(first, Run(2));
        Assert.Equal(first, Run(3));

        static float[] Run(int threads)
        {
            using var team = new Workers(threads);
            using var convolution = new DepthwiseConvolution2D(48, 5, new RandomStream(1));
            using var norm = new BatchNormalization(48);
            using var x = Filled(new Shape(7, 13, 11, 48), 2);
            return Results(
                team,
                true,
                x,
                [convolution, norm],
                (tape, input) => norm.ForwardAfterGelu(tape, convolution, input, input)
            );
        }
    }

    [Fact]
    public void Stage_allocates_nothing_after_the_first_step()
    {
        using var team = new Workers(2);
        using var convolution = new DepthwiseConvolution2D(48, 5, new RandomStream(1));
        using var norm = new BatchNormalization(48);
        using var x = Filled(new Shape(7, 13, 11, 48), 2);
        using var tape = new Tape(team);
        Step();
        Step();
        var native = tape.NativeBytes;

        Assert.Equal(0, Allocations.Least(Step));
        Assert.Equal(native, tape.NativeBytes);

        void Step()
        {
            var y = norm.ForwardAfterGelu(tape, convolution, x, x);
            tape.Backward(tape.Mean(tape.Reshape(y, new Shape(y.Length)), 0));
            tape.Reset();
        }
    }

    [Fact]
    public void Stage_refuses_to_train_on_one_row()
    {
        using var team = new Workers(1);
        using var convolution = new Convolution2D(3, 16, 1, new RandomStream(1));
        using var norm = new BatchNormalization(16);
        using var x = Filled(new Shape(1, 1, 1, 3), 2);
        using var tape = new Tape(team);
        Assert.Throws<ArgumentException>(() => norm.ForwardAfterGelu(tape, convolution, x));
    }

    private static void Compare(
        Shape shape,
        bool training,
        Module[] modules,
        Func<Tape, Tensor, Tensor> stage,
        Func<Tape, Tensor, Tensor> single
    )
    {
        using var team = new Workers(2);
        using var x = Filled(shape, 2);
        AssertClose(Results(team, training, x, modules, single), Results(team, training, x, modules, stage));
        AssertClose(Inference(team, x, single), Inference(team, x, stage));
    }

    /// <summary>Output, all gradients and the running values after one step from the same start.</summary>
    private static float[] Results(
        Workers team,
        bool training,
        Tensor x,
        Module[] modules,
        Func<Tape, Tensor, Tensor> forward
    )
    {
        foreach (var state in modules.SelectMany(module => module.States))
        {
            state.Value.Values.Fill(state.Name.EndsWith("var", StringComparison.Ordinal) ? 0.7f : 0.2f);
        }

        using var tape = new Tape(team) { Training = training };
        var parameters = modules.SelectMany(module => module.Parameters).Select(parameter => parameter.Value).ToArray();
        Array.ForEach([x, .. parameters], tensor => tensor.Gradient.Clear());
        x.RequiresGradient = true;
        var y = forward(tape, tape.Scale(x, 1));
        using var weights = Filled(y.Shape, 4);
        var output = y.Values.ToArray();
        var product = tape.Reshape(tape.Multiply(y, weights), new Shape(y.Length));
        tape.Backward(tape.Scale(tape.Mean(product, 0), y.Length));
        float[] results = [.. output, .. x.Gradient];
        results = [.. results, .. parameters.SelectMany(tensor => tensor.Gradient.ToArray())];
        return [.. results, .. modules.SelectMany(m => m.States).SelectMany(state => state.Value.Values.ToArray())];
    }

    private static float[] Inference(Workers team, Tensor x, Func<Tape, Tensor, Tensor> forward)
    {
        using var tape = new Tape(team) { Training = false, Recording = false };
        return forward(tape, x).Values.ToArray();
    }

    private static Tensor Filled(Shape shape, ulong seed)
    {
        var tensor = Tensor.Create(shape);
        var random = new RandomStream(seed);
        foreach (ref var value in tensor.Values)
        {
            value = (float)random.NextBits() / ulong.MaxValue - 0.5f;
        }

        return tensor;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance * scale, $"{i}: {actual[i]}, not {expected[i]}");
        }
    }
}
