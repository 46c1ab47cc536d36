using Mien.Benchmarks.Rivals;
using Mien.Foundation;
using Mien.Tensors.Layers;
using Mien.Tensors.Onnx;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Tests.Onnx;

/// <summary>
/// Every operation of inference leaves as ONNX and comes back: for several batch sizes Mien's own reader and ONNX Runtime give
/// what the operation itself gives. The input is [N, 4, 6, 5].
/// </summary>
public sealed class OnnxOperationTests : IDisposable
{
    private static readonly Shape _sample = new(4, 6, 5);

    private static readonly Dictionary<string, Case> _cases = new()
    {
        ["relu"] = new((tape, x, _) => tape.Relu(x)),
        ["leaky-relu"] = new((tape, x, _) => tape.LeakyRelu(x, 0.2f)),
        ["sigmoid"] = new((tape, x, _) => tape.Sigmoid(x)),
        ["tanh"] = new((tape, x, _) => tape.Tanh(x)),
        ["hard-swish"] = new((tape, x, _) => tape.HardSwish(tape.Scale(x, 3))),
        ["gelu"] = new((tape, x, _) => tape.Gelu(x)),
        ["roots"] = new((tape, x, _) => tape.Log(tape.Sqrt(tape.Reciprocal(tape.Sigmoid(x))))),
        ["dropout"] = new((tape, x, _) => tape.Dropout(x, 0.5f)),
        ["add-bias"] = new((tape, x, p) => tape.Add(x, p[0]), "5"),
        ["add-bias-to-a-convolution"] = new((tape, x, p) => tape.Add(Mixed(tape, x, p), p[2]), "1,1,5,5", "5", "5"),
        ["add-place-to-a-convolution"] = new(
            (tape, x, p) => tape.Add(Mixed(tape, x, p), p[2]),
            "1,1,5,5",
            "5",
            "4,6,1"
        ),
        ["add-the-input-to-a-convolution"] = new((tape, x, p) => tape.Add(Mixed(tape, x, p), x), "1,1,5,5", "5"),
        ["add-a-convolution-to-the-input"] = new((tape, x, p) => tape.Add(x, Mixed(tape, x, p)), "1,1,5,5", "5"),
        ["subtract"] = new((tape, x, p) => tape.Subtract(x, p[0]), "6,1"),
        ["channel-gate"] = new((tape, x, _) => tape.Multiply(x, tape.GlobalAveragePool(x))),
        ["place-gate"] = new((tape, x, _) => tape.Multiply(x, tape.ChannelMean(x))),
        ["channel-gate-of-a-convolution"] = new(
            (tape, x, p) => tape.Multiply(Mixed(tape, x, p), tape.Sigmoid(tape.Linear(tape.GlobalMaxPool(x), p[2]))),
            "1,1,5,5",
            "5",
            "5,5"
        ),
        ["linear"] = new((tape, x, p) => tape.Linear(x, p[0], p[1]), "5,3", "3"),
        ["linear-of-features"] = new((tape, x, p) => tape.Linear(tape.Flatten(x), p[0], p[1]), "120,3", "3"),
        ["matmul"] = new((tape, x, _) => tape.MatMul(Tokens(tape, x), tape.Transpose(Tokens(tape, x)))),
        ["matmul-transposed"] = new(
            (tape, x, _) => tape.MatMul(Tokens(tape, x), Tokens(tape, x), transposeRight: true)
        ),
        ["convolve"] = new(
            (tape, x, p) => tape.Convolve(x, p[0], p[1], new() { Stride = 2, Padding = new Padding(1, 0, 2, 1) }),
            "3,2,5,7",
            "7"
        ),
        ["convolve-dilated"] = new(
            (tape, x, p) => tape.Convolve(x, p[0], null, new() { Dilation = 2, Padding = Padding.Same }),
            "3,3,5,7"
        ),
        ["depthwise"] = new((tape, x, p) => tape.ConvolveDepthwise(x, p[0], p[1], Convolution.Same), "3,3,5", "5"),
        ["convolve-3d"] = new(
            (tape, x, p) =>
                tape.Convolve3D(Volume(tape, x), p[0], p[1], new() { Stride = 2, Padding = new Padding(1) }, 1, 1),
            "2,3,3,5,4",
            "4"
        ),
        ["batch-norm"] = new(Normalize, "5", "5", "5", "5"),
        ["batch-norm-of-features"] = new(
            (tape, x, p) => Normalize(tape, tape.Reshape(tape.Mean(tape.Mean(x, 1), 2), new Shape(x.Shape[0], 5)), p),
            "5",
            "5",
            "5",
            "5"
        ),
        ["batch-norm-of-a-volume"] = new((tape, x, p) => Normalize(tape, Volume(tape, x), p), "5", "5", "5", "5"),
        ["layer-norm"] = new((tape, x, p) => tape.LayerNorm(x, p[0], p[1]), "5", "5"),
        ["layer-norm-of-a-convolution"] = new(
            (tape, x, p) => tape.LayerNorm(Mixed(tape, x, p), p[2], p[3]),
            "1,1,5,5",
            "5",
            "5",
            "5"
        ),
        ["max-pool"] = new((tape, x, _) => tape.MaxPool(x, 3, 2, new() { Stride = 2, Padding = new Padding(1) })),
        ["average-pool"] = new(
            (tape, x, _) => tape.AveragePool(x, 2, 3, new() { Stride = 2, Padding = new Padding(0, 1, 1, 1) })
        ),
        ["pool-a-convolution"] = new((tape, x, p) => tape.MaxPool(Mixed(tape, x, p), 2, 2), "1,1,5,5", "5"),
        ["channel-max"] = new((tape, x, _) => tape.Concat(3, tape.ChannelMax(x), tape.ChannelMean(x))),
        ["channel-max-of-a-convolution"] = new((tape, x, p) => tape.ChannelMax(Mixed(tape, x, p)), "1,1,5,5", "5"),
        ["mean"] = new((tape, x, _) => tape.Mean(x, 2)),
        ["mean-of-a-volume"] = new((tape, x, _) => tape.Mean(Volume(tape, x), 1)),
        ["softmax"] = new((tape, x, _) => tape.Softmax(x)),
        ["log-softmax"] = new((tape, x, _) => tape.LogSoftmax(tape.Flatten(x))),
        ["concat-mixed"] = new((tape, x, p) => tape.Concat(3, Mixed(tape, x, p), x), "1,1,5,5", "5"),
        ["concat-rows"] = new((tape, x, p) => tape.Concat(1, x, Mixed(tape, x, p)), "1,1,5,5", "5"),
        ["slice"] = new((tape, x, _) => tape.Slice(tape.Slice(x, 2, 1, 3), 3, 0, 2)),
        ["slice-a-convolution"] = new((tape, x, p) => tape.Slice(Mixed(tape, x, p), 3, 1, 3), "1,1,5,5", "5"),
        ["reshape"] = new((tape, x, _) => tape.Reshape(x, new Shape(x.Shape[0] * 4, 6, 5))),
        ["permute"] = new((tape, x, _) => tape.Permute(x, 0, 3, 1, 2)),
        ["permute-to-the-batch-and-back"] = new(
            (tape, x, _) => tape.Permute(tape.Permute(Tokens(tape, x), 1, 0, 2), 1, 0, 2)
        ),
        ["attention"] = new(
            (tape, x, _) => tape.Attention(tape.Slice(Tokens(tape, x), 1, 0, 7), Tokens(tape, x), Tokens(tape, x), 5)
        ),
        ["grid-sample"] = new(
            (tape, x, _) => tape.GridSample(x, tape.Scale(tape.Slice(x, 3, 0, 2), 3)),
            tolerance: 2e-5f
        ),
        ["affine-sample"] = new(
            (tape, x, p) => tape.AffineSample(x, tape.Reshape(Transform(tape, x, p), new Shape(x.Shape[0], 2, 3))),
            2e-5f,
            "5,6"
        ),
        ["affine-grid"] = new(
            (tape, x, p) => tape.AffineGrid(tape.Reshape(Transform(tape, x, p), new Shape(x.Shape[0], 2, 3)), 3, 5),
            "5,6"
        ),
        ["constants"] = new(
            (tape, x, _) =>
                tape.Multiply(tape.Add(x, tape.Constant(new Shape(5), [1, 2, 3, 4, 5])), tape.Zeros(new Shape(6, 1)))
        ),
        ["begin-with-a-constant"] = new(
            (tape, x, _) => tape.Add(tape.Zeros(x.Shape), tape.Subtract(tape.Zeros(x.Shape), x))
        ),
        ["gru"] = new(new Gru(5, 3, new RandomStream(1))),
        ["lstm"] = new(new Lstm(5, 3, new RandomStream(1))),
        ["multi-head-attention"] = new(new MultiHeadAttention(5, 1, new RandomStream(1))),
    };

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("mien").FullName, "model.onnx");

    public static TheoryData<string> Names => [.. _cases.Keys];

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Mien_reads_back_what_it_wrote(string name)
    {
        var network = _cases[name].Network;
        OnnxExchange.Write(_path, network, _sample, new Dictionary<string, string>(), "test");
        var (back, _) = OnnxExchange.Read(_path);

        foreach (var batch in new[] { 1, 3, 4 })
        {
            using var x = Noise(batch);
            RequireNear(Run(network, x), Run(back, x), _cases[name].Tolerance);
        }

        back.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_computes_the_same(string name)
    {
        OnnxLibrary.Require();
        var network = _cases[name].Network;
        OnnxExchange.Write(_path, network, _sample, new Dictionary<string, string>(), "test");
        using var runtime = new OnnxRuntime(_path, 1, "input", "logits");

        foreach (var batch in new[] { 1, 4 })
        {
            using var x = Noise(batch);
            var expected = Run(network, x);
            var found = new float[expected.Length];
            runtime.Run(x.Values, [batch, 4, 6, 5], found);
            RequireNear(expected, found, _cases[name].Tolerance);
        }
    }

    [Fact]
    public void A_network_for_sequences_is_written_and_read_back()
    {
        var network = new Lambda(
            (tape, x, p) =>
            {
                var y = tape.Convolve3D(x, p[0], p[1], new() { Padding = new Padding(1) }, 1, 1);
                y = tape.Add(tape.Relu(Normalize(tape, y, p[2..])), y);
                y = tape.Convolve3D(y, p[6], null, null, 2);
                return tape.Flatten(tape.Mean(y, 1));
            },
            ["3,3,3,5,4", "4", "4", "4", "4", "4", "2,1,1,4,3"]
        );
        OnnxExchange.Write(_path, network, new Shape(6, 4, 4, 5), new Dictionary<string, string>(), "test");
        var (back, _) = OnnxExchange.Read(_path);
        using var x = Tensor.Create(new Shape(3, 6, 4, 4, 5));
        GradientCheck.Normal(x, new RandomStream(1));
        var expected = Run(network, x);

        RequireNear(expected, Run(back, x), 1e-5f);
        back.Dispose();
        OnnxLibrary.Require();
        using var runtime = new OnnxRuntime(_path, 1, "input", "logits");
        var found = new float[expected.Length];
        runtime.Run(x.Values, [3, 6, 4, 4, 5], found);
        RequireNear(expected, found, 1e-5f);
    }

    [Fact]
    public void An_operation_that_is_not_heard_is_refused_and_not_frozen()
    {
        var network = new Lambda((tape, x, _) => tape.Add(x, tape.Output(x.Shape, differentiable: false)), []);

        Assert.Throws<NotSupportedException>(() =>
            OnnxExchange.Write(_path, network, _sample, new Dictionary<string, string>(), "test")
        );
    }

    [Fact]
    public void A_size_that_varies_with_the_samples_is_not_taken_for_a_constant()
    {
        // The samples stand in the second axis when the value is reshaped.
        var network = new Lambda(
            (tape, x, _) => tape.Reshape(tape.Permute(Tokens(tape, x), 1, 0, 2), new Shape(20, 6 * x.Shape[0])),
            []
        );

        Assert.Throws<NotSupportedException>(() =>
            OnnxExchange.Write(_path, network, _sample, new Dictionary<string, string>(), "test")
        );
    }

    private static float[] Run(Module network, Tensor x)
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        return network.Forward(tape, x).Values.ToArray();
    }

    // Puts the value into the order that ONNX has pictures in.
    private static Tensor Mixed(Tape tape, Tensor x, Tensor[] p) => tape.Convolve(x, p[0], p[1]);

    private static Tensor Tokens(Tape tape, Tensor x) => tape.Reshape(x, new Shape(x.Shape[0], 24, 5));

    private static Tensor Volume(Tape tape, Tensor x) => tape.Reshape(x, new Shape(x.Shape[0], 2, 2, 6, 5));

    private static Tensor Transform(Tape tape, Tensor x, Tensor[] p) =>
        tape.Linear(tape.Reshape(tape.GlobalAveragePool(x), new Shape(x.Shape[0], 5)), p[0]);

    private static Tensor Normalize(Tape tape, Tensor x, Tensor[] p) =>
        tape.BatchNorm(x, p[0], p[1], p[2], tape.Sigmoid(p[3]));

    private static Tensor Noise(int batch)
    {
        var x = Tensor.Create(new Shape(batch, 4, 6, 5));
        GradientCheck.Normal(x, new RandomStream((ulong)batch));
        return x;
    }

    private static void RequireNear(float[] expected, float[] found, float tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        var scale = Math.Max(1e-3f, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= tolerance * scale,
                $"number {i}: {found[i]} against {expected[i]}"
            );
        }
    }

    private sealed class Case
    {
        public Case(Func<Tape, Tensor, Tensor[], Tensor> forward, params string[] parameters)
            : this(forward, 1e-5f, parameters) { }

        public Case(Func<Tape, Tensor, Tensor[], Tensor> forward, float tolerance, params string[] parameters) =>
            (Network, Tolerance) = (new Lambda(forward, parameters), tolerance);

        /// <summary>A layer over sequences; each picture's rows and columns are its times.</summary>
        public Case(Module layer) =>
            Network = new Lambda((tape, x, _) => layer.Forward(tape, Tokens(tape, x)), [], layer);

        public Module Network { get; }

        public float Tolerance { get; } = 1e-5f;
    }

    private sealed class Lambda : Module
    {
        private readonly Func<Tape, Tensor, Tensor[], Tensor> _forward;
        private readonly Tensor[] _parameters;

        public Lambda(Func<Tape, Tensor, Tensor[], Tensor> forward, string[] parameters, Module? layer = null)
        {
            _forward = forward;
            _parameters =
            [
                .. parameters.Select(
                    (sizes, i) => Parameter($"p{i}", Mien.Tensors.Tests.Operations.GradientTests.ShapeOf(sizes))
                ),
            ];
            for (var i = 0; i < _parameters.Length; i++)
            {
                GradientCheck.Normal(_parameters[i], new RandomStream((ulong)i + 10));
            }

            if (layer is not null)
            {
                Register("layer", layer);
            }
        }

        public override Tensor Forward(Tape tape, Tensor x) => _forward(tape, x, _parameters);
    }
}
