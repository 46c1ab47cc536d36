using Mien.Foundation;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Storage;

namespace Mien.Tensors.Tests.Operations;

/// <summary>Outputs and gradients against PyTorch's, from golden/make_ops.py.</summary>
public sealed class GoldenTests
{
    private static readonly Tensor _classes = Tensor.Create(
        new Shape(5, 3),
        [1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0]
    );

    private static readonly Tensor _soft = Tensor.Create(
        new Shape(5, 3),
        [0.2f, 0.3f, 0.5f, 1, 0, 0, 0, 0.6f, 0.4f, 0.1f, 0.1f, 0.8f, 0, 1, 0]
    );

    private static readonly Dictionary<string, Case> _cases = new()
    {
        ["gelu"] = new((tape, x) => tape.Gelu(x[0]), "3,7"),
        ["relu"] = new((tape, x) => tape.Relu(x[0]), "3,7"),
        ["leaky-relu"] = new((tape, x) => tape.LeakyRelu(x[0], 0.2f), "3,7"),
        ["sigmoid"] = new((tape, x) => tape.Sigmoid(x[0]), "3,7"),
        ["tanh"] = new((tape, x) => tape.Tanh(x[0]), "3,7"),
        ["hard-swish"] = new((tape, x) => tape.HardSwish(tape.Scale(x[0], 3)), "3,7"),
        ["softmax"] = new((tape, x) => tape.Softmax(x[0]), "3,19"),
        ["linear"] = new((tape, x) => tape.Linear(x[0], x[1], x[2]), "4,5", "5,3", "3"),
        ["convolve-3x3"] = Convolve(new() { Padding = new Padding(1) }, "1,4,5,3", "3,3,3,5", "5"),
        ["convolve-patch"] = Convolve(new() { Stride = 4 }, "1,8,8,3", "4,4,3,2", "2"),
        ["convolve-same-even"] = Convolve(Convolution.Same, "1,4,5,3", "4,2,3,2", "2"),
        ["convolve-dilated"] = Convolve(
            new()
            {
                Stride = 2,
                Dilation = 2,
                Padding = new Padding(2),
            },
            "1,6,7,2",
            "3,3,2,3",
            "3"
        ),
        ["depthwise"] = Depthwise(Convolution.Same, "1,4,5,3", "5,5,3", "3"),
        ["depthwise-strided"] = Depthwise(new() { Stride = 2, Padding = new Padding(1) }, "1,6,5,17", "3,3,17", "17"),
        ["batch-norm"] = new((tape, x) => Normalize(tape, x, training: true), "2,2,3,5", "5", "5"),
        ["batch-norm-eval"] = new((tape, x) => Normalize(tape, x, training: false), "2,2,3,5", "5", "5"),
        ["max-pool"] = new((tape, x) => tape.MaxPool(x[0], 3, 2, Pool), "1,5,4,3"),
        ["average-pool"] = new((tape, x) => tape.AveragePool(x[0], 3, 2, Pool), "1,5,4,3"),
        ["global-max"] = new((tape, x) => tape.GlobalMaxPool(x[0]), "2,3,2,3"),
        ["global-average"] = new((tape, x) => tape.GlobalAveragePool(x[0]), "2,3,2,3"),
        ["channel-max"] = new((tape, x) => tape.ChannelMax(x[0]), "2,3,2,5"),
        ["channel-mean"] = new((tape, x) => tape.ChannelMean(x[0]), "2,3,2,5"),
        ["channel-gate"] = new((tape, x) => tape.Multiply(x[0], x[1]), "2,3,2,5", "2,1,1,5"),
        ["spatial-gate"] = new((tape, x) => tape.Multiply(x[0], x[1]), "2,3,2,5", "2,3,2,1"),
        ["bias"] = new((tape, x) => tape.Add(x[0], x[1]), "2,3,2,5", "5"),
        ["cross-entropy"] = new((tape, x) => tape.CrossEntropy(x[0], _classes), "5,3"),
        ["cross-entropy-weighted"] = new((tape, x) => tape.CrossEntropy(x[0], _classes, [0.5f, 1, 2], 0.1f), "5,3"),
        ["cross-entropy-soft"] = new(
            (tape, x) => tape.CrossEntropy(x[0], _soft, [0.5f, 1, 2], 0.1f, LossMean.Samples),
            "5,3"
        ),
        ["matmul"] = new((tape, x) => tape.MatMul(x[0], x[1]), "2,3,5", "2,5,4"),
        ["matmul-transposed"] = new((tape, x) => tape.MatMul(x[0], x[1], transposeRight: true), "2,3,5", "2,4,5"),
        ["log-softmax"] = new((tape, x) => tape.LogSoftmax(x[0]), "3,19"),
        ["layer-norm"] = new((tape, x) => tape.LayerNorm(x[0], x[1], x[2]), "2,3,5", "5", "5"),
        ["attention"] = new((tape, x) => tape.Attention(x[0], x[1], x[2], heads: 2), "2,3,6", "2,4,6", "2,4,6"),
        ["permute"] = new((tape, x) => tape.Permute(x[0], 2, 0, 1), "2,3,5"),
        ["slice"] = new((tape, x) => tape.Slice(x[0], 1, 1, 2), "2,4,3"),
        ["grid-sample"] = new((tape, x) => tape.GridSample(x[0], x[1]), "2,4,5,3", "2,3,2,2"),
        ["affine-sample"] = new((tape, x) => tape.AffineSample(x[0], x[1]), "2,5,6,3", "2,2,3"),
        ["convolve-3d"] = new(
            (tape, x) => tape.Convolve3D(x[0], x[1], x[2], new() { Padding = new Padding(1) }, 2, 1),
            "1,3,4,5,2",
            "2,3,3,2,3",
            "3"
        ),
        ["binary-cross-entropy"] = new(
            (tape, x) => tape.BinaryCrossEntropyWithLogits(x[0], _soft, [0.5f, 1, 2]),
            "5,3"
        ),
        ["focal"] = new((tape, x) => tape.FocalLoss(x[0], _soft, 2, [0.5f, 1, 2]), "5,3"),
        ["gru"] = new(Layer(new Gru(3, 5, new RandomStream(1))), "2,4,3", "3,15", "15", "5,15", "15"),
        ["lstm"] = new(Layer(new Lstm(3, 5, new RandomStream(1))), "2,4,3", "3,20", "20", "5,20", "20"),
        ["square-root"] = new((tape, x) => tape.Sqrt(Positive(tape, x[0])), "3,7"),
        ["logarithm"] = new((tape, x) => tape.Log(Positive(tape, x[0])), "3,7"),
        ["reciprocal"] = new((tape, x) => tape.Reciprocal(Positive(tape, x[0])), "3,7"),
        ["adaptive-average"] = new(Layer(new AdaptiveAveragePooling(5, 7, 3, 4)), "2,5,7,3"),
        ["subtract"] = new((tape, x) => tape.Subtract(x[0], x[1]), "2,3,5", "5"),
        ["transpose"] = new((tape, x) => tape.Transpose(x[0]), "2,3,5"),
        ["flatten"] = new((tape, x) => tape.Flatten(x[0]), "2,3,5"),
        ["affine-grid"] = new((tape, x) => tape.AffineGrid(x[0], 3, 4), "2,2,3"),
        ["convolution-stage"] = new(Stage, "2,4,3,16", "3,3,16", "16", "16", "16"),
    };

    private static readonly string _path = Path.Combine(AppContext.BaseDirectory, "golden", "operations.safetensors");

    public static TheoryData<string> Names => [.. _cases.Keys];

    private static Convolution Pool => new() { Stride = 2, Padding = new Padding(1) };

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_and_gradients_are_those_of_PyTorch(string name)
    {
        using var file = SafeTensors.Read(_path);
        var golden = file.Tensors.Single(tensor => tensor.Name == name).Value.Values;
        var number = _cases.Keys.ToList().IndexOf(name);

        var actual = _cases[name].Run(1000u + (uint)number, golden.Length);

        var scale = 1f;
        for (var i = 0; i < golden.Length; i++)
        {
            scale = MathF.Max(scale, MathF.Abs(golden[i]));
        }

        for (var i = 0; i < golden.Length; i++)
        {
            Assert.True(
                MathF.Abs(golden[i] - actual[i]) <= 2e-6f * scale,
                $"number {i}: {actual[i]}, PyTorch has {golden[i]}"
            );
        }
    }

    [Fact]
    public void Every_golden_case_is_tested()
    {
        using var file = SafeTensors.Read(_path);

        Assert.Equal(_cases.Keys, file.Tensors.Select(tensor => tensor.Name));
        Assert.StartsWith("1.13", file.Metadata["torch"], StringComparison.Ordinal);
    }

    private static Case Convolve(Convolution how, params string[] shapes) =>
        new((tape, x) => tape.Convolve(x[0], x[1], x[2], how), shapes);

    private static Case Depthwise(Convolution how, params string[] shapes) =>
        new((tape, x) => tape.ConvolveDepthwise(x[0], x[1], x[2], how), shapes);

    // The inputs after the first take the place of the layer's parameters, and get the gradients of those.
    private static Func<Tape, Tensor[], Tensor> Layer(Module layer) =>
        (tape, x) =>
        {
            for (var i = 1; i < x.Length; i++)
            {
                x[i].Values.CopyTo(layer.Parameters[i - 1].Value.Values);
                x[i].Dispose();
                x[i] = layer.Parameters[i - 1].Value;
            }

            return layer.Forward(tape, x[0]);
        };

    private static Tensor Positive(Tape tape, Tensor x) =>
        tape.Add(tape.Multiply(x, x), tape.Constant(new Shape(1), [0.5f]));

    // The running values stand behind the output in the golden vector; a copy after the operation is what they become.
    private static Tensor Normalize(Tape tape, Tensor[] x, bool training)
    {
        using var mean = Tensor.Create(new Shape(5));
        using var variance = Tensor.Create(new Shape(5));
        mean.Values.Fill(training ? 0 : 0.25f);
        variance.Values.Fill(training ? 1 : 0.5f);
        tape.Training = training;
        var y = tape.BatchNorm(x[0], x[1], x[2], mean, variance);
        if (!training)
        {
            return y;
        }

        return tape.Concat(0, tape.Reshape(y, new Shape(y.Length)), tape.Scale(mean, 1), tape.Scale(variance, 1));
    }

    private static Tensor Stage(Tape tape, Tensor[] x)
    {
        using var mean = Tensor.Create(new Shape(16));
        using var variance = Tensor.Create(new Shape(16));
        var sizes = ConvolveOperation.DepthwiseSizes(x[0], x[1], new Convolution { Padding = new Padding(1) });
        var norm = new NormTensors(x[3], x[4], mean, variance, 1e-5f, 0.1f);
        return tape.ConvolutionStage(in sizes, x[0], x[1], x[2], in norm, x[0]);
    }

    private sealed record Case(Func<Tape, Tensor[], Tensor> Build, params string[] Shapes)
    {
        public float[] Run(uint seed, int length)
        {
            var inputs = Array.ConvertAll(Shapes, shape => Draw(GradientTests.ShapeOf(shape), ref seed));
            Array.ForEach(inputs, input => input.RequiresGradient = true);
            using var workers = new Workers(2);
            using var tape = new Tape(workers);
            var y = Build(tape, inputs);
            using var weights = Draw(y.Shape, ref seed);
            var output = y.Values.ToArray();
            var product = tape.Reshape(tape.Multiply(y, weights), new Shape(y.Length));
            tape.Backward(tape.Scale(tape.Mean(product, 0), y.Length));
            float[] all = [.. output, .. inputs.SelectMany(input => input.Gradient.ToArray())];
            Array.ForEach(inputs, input => input.Dispose());
            Assert.Equal(length, all.Length);
            return all;
        }

        private static Tensor Draw(Shape shape, ref uint state)
        {
            var tensor = Tensor.Create(shape);
            foreach (ref var value in tensor.Values)
            {
                state = (state * 1664525) + 1013904223;
                value = ((state >> 8) / 4194304f) - 2;
            }

            return tensor;
        }
    }
}
