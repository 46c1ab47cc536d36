using Mien.Foundation;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Tests.Operations;

public sealed class GradientTests
{
    [Theory]
    [InlineData("2,3,5,17", "2,3,5,17")]
    [InlineData("2,3,5,17", "17")]
    [InlineData("2,3,5,33", "3,5,33")]
    [InlineData("3,4,5,17", "3,1,1,17")]
    [InlineData("3,4,5,17", "3,4,5,1")]
    [InlineData("3,4,5,17", "3,4,1,17")]
    [InlineData("3,4,5,17", "3,1,5,17")]
    [InlineData("3,4,5,2", "4,1,2")]
    [InlineData("3,4,5,2", "1")]
    public void Add_and_multiply_with_every_spread(string large, string small)
    {
        GradientCheck.Smooth((tape, x) => tape.Add(x[0], x[1]), ShapeOf(large), ShapeOf(small));
        GradientCheck.Smooth((tape, x) => tape.Multiply(x[0], x[1]), ShapeOf(large), ShapeOf(small));
    }

    [Fact]
    public void A_tensor_used_twice_gets_both_gradients()
    {
        GradientCheck.Smooth((tape, x) => tape.Multiply(x[0], x[0]), new Shape(5, 7));
        GradientCheck.Smooth((tape, x) => tape.Add(x[0], tape.Gelu(x[0])), new Shape(5, 7));
        GradientCheck.Smooth((tape, x) => tape.Add(tape.Gelu(x[0]), x[0]), new Shape(5, 7));
    }

    [Theory]
    [InlineData("5,7")]
    [InlineData("3,33,177")]
    public void Smooth_activations(string shape)
    {
        GradientCheck.Smooth((tape, x) => tape.Gelu(x[0]), ShapeOf(shape));
        GradientCheck.Smooth((tape, x) => tape.Sigmoid(x[0]), ShapeOf(shape));
        GradientCheck.Smooth((tape, x) => tape.Tanh(x[0]), ShapeOf(shape));
        GradientCheck.Smooth((tape, x) => tape.Scale(x[0], -1.5f), ShapeOf(shape));
        GradientCheck.Smooth((tape, x) => tape.Softmax(x[0]), ShapeOf(shape));
    }

    [Theory]
    [InlineData("5,7")]
    [InlineData("3,33,177")]
    public void Root_logarithm_and_reciprocal(string shape)
    {
        Tensor Positive(Tape tape, Tensor x) => tape.Add(tape.Multiply(x, x), tape.Constant(new Shape(1), [0.5f]));
        GradientCheck.Smooth((tape, x) => tape.Sqrt(Positive(tape, x[0])), ShapeOf(shape));
        GradientCheck.Smooth((tape, x) => tape.Log(Positive(tape, x[0])), ShapeOf(shape));
        GradientCheck.Smooth((tape, x) => tape.Reciprocal(Positive(tape, x[0])), ShapeOf(shape));
    }

    [Fact]
    public void Activations_with_kinks()
    {
        GradientCheck.WithKinks((tape, x) => tape.Relu(x[0]), new Shape(5, 7));
        GradientCheck.WithKinks((tape, x) => tape.LeakyRelu(x[0], 0.2f), new Shape(5, 7));
        GradientCheck.WithKinks((tape, x) => tape.HardSwish(tape.Add(x[0], x[0])), new Shape(5, 3));
    }

    [Theory]
    [InlineData("5,7", 3)]
    [InlineData("2,3,5,17", 5)]
    [InlineData("70,48", 33)]
    [InlineData("130,3", 64)]
    public void Linear(string shape, int outputs)
    {
        var x = ShapeOf(shape);
        GradientCheck.Smooth(
            (tape, t) => tape.Linear(t[0], t[1], t[2]),
            x,
            new Shape(x.Last, outputs),
            new Shape(outputs)
        );
        GradientCheck.Smooth((tape, t) => tape.Linear(t[0], t[1]), x, new Shape(x.Last, outputs));
    }

    [Theory]
    [InlineData("2,7,6,3", 3, 17, 1, 1, true)]
    [InlineData("2,8,8,3", 4, 5, 4, 1, false)]
    [InlineData("1,9,7,5", 2, 3, 2, 2, true)]
    [InlineData("2,5,5,2", 7, 1, 1, 1, true)]
    [InlineData("2,5,5,17", 1, 16, 1, 1, false)]
    [InlineData("2,5,5,17", 1, 3, 2, 1, false)]
    public void Convolve(string shape, int kernel, int outputs, int stride, int dilation, bool same)
    {
        var how = new Convolution
        {
            Stride = stride,
            Dilation = dilation,
            Padding = same ? Padding.Same : Padding.Valid,
        };
        var x = ShapeOf(shape);
        GradientCheck.Smooth(
            (tape, t) => tape.Convolve(t[0], t[1], t[2], how),
            x,
            new Shape(kernel, kernel, x.Last, outputs),
            new Shape(outputs)
        );
    }

    [Theory]
    [InlineData("13,5,6,2", 7, 1, 1, 1, true)]
    [InlineData("33,6,5,3", 3, 2, 2, 1, true)]
    [InlineData("70,5,7,1", 2, 4, 1, 2, false)]
    public void Convolve_with_few_channels(
        string shape,
        int kernel,
        int outputs,
        int stride,
        int dilation,
        bool same
    ) => Convolve(shape, kernel, outputs, stride, dilation, same);

    [Theory]
    [InlineData("5,64", 3)]
    [InlineData("33,101", 1)]
    [InlineData("40,300", 4)]
    public void Linear_with_few_outputs(string shape, int outputs) => Linear(shape, outputs);

    [Theory]
    [InlineData("2,7,6,3", 3, 1, 1, true)]
    [InlineData("2,8,8,17", 4, 1, 1, true)]
    [InlineData("1,9,7,5", 2, 2, 2, true)]
    [InlineData("2,7,7,32", 5, 1, 1, true)]
    [InlineData("2,7,7,33", 3, 3, 1, false)]
    public void ConvolveDepthwise(string shape, int kernel, int stride, int dilation, bool same)
    {
        var how = new Convolution
        {
            Stride = stride,
            Dilation = dilation,
            Padding = same ? Padding.Same : Padding.Valid,
        };
        var x = ShapeOf(shape);
        GradientCheck.Smooth(
            (tape, t) => tape.ConvolveDepthwise(t[0], t[1], t[2], how),
            x,
            new Shape(kernel, kernel, x.Last),
            new Shape(x.Last)
        );
    }

    [Theory]
    [InlineData("2,3,3,17", true)]
    [InlineData("40,3", true)]
    [InlineData("9,7,5,1", true)]
    [InlineData("9,7,5,32", true)]
    [InlineData("40,3", false)]
    public void BatchNorm(string shape, bool training)
    {
        var x = ShapeOf(shape);
        using var mean = Tensor.Create(new Shape(x.Last));
        using var variance = Tensor.Create(new Shape(x.Last));
        variance.Values.Fill(0.7f);
        GradientCheck.Smooth(
            (tape, t) =>
            {
                tape.Training = training;
                return tape.BatchNorm(t[0], t[1], t[2], mean, variance);
            },
            x,
            new Shape(x.Last),
            new Shape(x.Last)
        );
    }

    [Fact]
    public void BatchNorm_after_an_activation_with_and_without_another_reader()
    {
        var x = new Shape(3, 3, 2, 5);
        using var mean = Tensor.Create(new Shape(5));
        using var variance = Tensor.Create(new Shape(5));
        Tensor Normalize(Tape tape, Tensor y, Tensor[] t) => tape.BatchNorm(y, t[1], t[2], mean, variance);
        GradientCheck.Smooth((tape, t) => Normalize(tape, tape.Gelu(t[0]), t), x, new Shape(5), new Shape(5));
        GradientCheck.Smooth(
            (tape, t) =>
            {
                var y = tape.Gelu(tape.Scale(t[0], 1.5f));
                return tape.Add(Normalize(tape, y, t), y);
            },
            x,
            new Shape(5),
            new Shape(5)
        );
        GradientCheck.Smooth(
            (tape, t) =>
            {
                var scaled = tape.Scale(t[0], 1.5f);
                return tape.Multiply(Normalize(tape, tape.Gelu(scaled), t), scaled);
            },
            x,
            new Shape(5),
            new Shape(5)
        );
    }

    [Fact]
    public void Pools_and_means()
    {
        var x = new Shape(2, 5, 6, 19);
        GradientCheck.WithKinks((tape, t) => tape.GlobalMaxPool(t[0]), new Shape(2, 3, 3, 3));
        GradientCheck.WithKinks((tape, t) => tape.ChannelMax(t[0]), new Shape(2, 3, 3, 3));
        GradientCheck.WithKinks((tape, t) => tape.MaxPool(t[0], 2, 3), new Shape(1, 4, 5, 2));
        GradientCheck.Smooth((tape, t) => tape.GlobalAveragePool(t[0]), x);
        GradientCheck.Smooth((tape, t) => tape.ChannelMean(t[0]), x);
        GradientCheck.Smooth((tape, t) => tape.Mean(t[0], 1), x);
        GradientCheck.Smooth((tape, t) => tape.Mean(t[0], 0), x);
        GradientCheck.Smooth(
            (tape, t) => tape.AveragePool(t[0], 3, 2, new Convolution { Stride = 2, Padding = new Padding(1) }),
            x
        );
    }

    [Theory]
    [InlineData(5, 6, 2, 3)]
    [InlineData(5, 6, 3, 4)]
    [InlineData(5, 6, 5, 6)]
    public void Adaptive_average_pooling(int height, int width, int rows, int columns)
    {
        using var pooling = new AdaptiveAveragePooling(height, width, rows, columns);
        GradientCheck.Smooth((tape, t) => pooling.Forward(tape, t[0]), new Shape(2, height, width, 17));
    }

    [Fact]
    public void Channel_dropout_with_a_fixed_mask()
    {
        using var dropout = new ChannelDropout(0.4f);
        GradientCheck.Smooth((tape, t) => dropout.Forward(tape, t[0]), new Shape(3, 2, 4, 17));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Concat(int axis)
    {
        var first = new Shape(2, 3, 2, 5);
        GradientCheck.Smooth((tape, t) => tape.Concat(axis, t[0], t[1], t[0]), first, first.With(axis, 4));
    }

    [Fact]
    public void Dropout_with_a_fixed_mask() =>
        GradientCheck.Smooth((tape, t) => tape.Dropout(t[0], 0.4f), new Shape(5, 37));

    [Fact]
    public void CrossEntropy()
    {
        using var targets = Tensor.Create(new Shape(4, 3), [1, 0, 0, 0, 1, 0, 0.3f, 0.3f, 0.4f, 0, 0, 1]);
        GradientCheck.Smooth((tape, t) => tape.CrossEntropy(t[0], targets, [0.5f, 1, 2], 0.1f), new Shape(4, 3));
        GradientCheck.Smooth((tape, t) => tape.CrossEntropy(t[0], targets, mean: LossMean.Samples), new Shape(4, 3));
    }

    [Theory]
    [InlineData("2,3,17", "2,17,5", "2,5,17")]
    [InlineData("5,33", "33,40", "40,33")]
    [InlineData("2,3,4,5", "2,3,5,3", "2,3,3,5")]
    public void MatMul(string left, string right, string transposed)
    {
        GradientCheck.Smooth((tape, t) => tape.MatMul(t[0], t[1]), ShapeOf(left), ShapeOf(right));
        GradientCheck.Smooth(
            (tape, t) => tape.MatMul(t[0], t[1], transposeRight: true),
            ShapeOf(left),
            ShapeOf(transposed)
        );
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(32)]
    public void LayerNorm_and_log_softmax(int channels)
    {
        var x = new Shape(3, 7, channels);
        GradientCheck.Smooth(
            (tape, t) => tape.LayerNorm(t[0], t[1], t[2]),
            x,
            new Shape(channels),
            new Shape(channels)
        );
        GradientCheck.Smooth((tape, t) => tape.LogSoftmax(t[0]), x);
    }

    [Fact]
    public void Attention_with_and_without_shared_inputs()
    {
        var (query, key) = (new Shape(2, 5, 6), new Shape(2, 7, 6));
        GradientCheck.Smooth((tape, t) => tape.Attention(t[0], t[1], t[2], 2), query, key, key);
        GradientCheck.Smooth((tape, t) => tape.Attention(t[0], t[0], t[0], 3), query);
        GradientCheck.Smooth(
            (tape, t) => tape.Attention(t[0], t[1], t[1], 1),
            new Shape(1, 20, 17),
            new Shape(1, 18, 17)
        );
    }

    [Fact]
    public void Subtract_flatten_and_reshape()
    {
        GradientCheck.Smooth((tape, t) => tape.Gelu(tape.Reshape(t[0], new Shape(5, 12))), new Shape(3, 4, 5));
        GradientCheck.Smooth((tape, t) => tape.Subtract(t[0], t[1]), new Shape(3, 4, 5), new Shape(4, 1));
        GradientCheck.Smooth((tape, t) => tape.Flatten(t[0]), new Shape(3, 4, 5));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ConvolutionStage(bool training)
    {
        var (x, channels) = (new Shape(3, 4, 3, 16), new Shape(16));
        using var mean = Tensor.Create(channels);
        using var variance = Tensor.Create(channels);
        variance.Values.Fill(0.7f);
        GradientCheck.Smooth(
            (tape, t) =>
            {
                tape.Training = training;
                var sizes = ConvolveOperation.DepthwiseSizes(t[0], t[1], Convolution.Same);
                var norm = new NormTensors(t[3], t[4], mean, variance, 1e-5f, 0.1f);
                return tape.ConvolutionStage(in sizes, t[0], t[1], t[2], in norm, t[0]);
            },
            x,
            new Shape(3, 3, 16),
            channels,
            channels,
            channels
        );
    }

    [Fact]
    public void Slice_and_permute()
    {
        var x = new Shape(3, 4, 5, 2);
        GradientCheck.Smooth((tape, t) => tape.Slice(t[0], 1, 1, 2), x);
        GradientCheck.Smooth((tape, t) => tape.Add(tape.Slice(t[0], 3, 0, 1), tape.Slice(t[0], 3, 1, 1)), x);
        GradientCheck.Smooth((tape, t) => tape.Permute(t[0], 3, 0, 2, 1), x);
        GradientCheck.Smooth(
            (tape, t) => tape.Multiply(tape.Permute(t[0], 1, 0), tape.Transpose(t[0])),
            new Shape(70, 3)
        );
    }

    [Fact]
    public void Sampling()
    {
        GradientCheck.Smooth(
            (tape, t) =>
                tape.AffineSample(t[0], tape.Constant(new Shape(1, 2, 3), [0.9f, 0.2f, 0.3f, -0.1f, 1.1f, 0.4f])),
            new Shape(1, 5, 7, 3)
        );
        GradientCheck.Smooth((tape, t) => tape.AffineGrid(t[0], 3, 5), new Shape(2, 2, 3));
        // Places are moved by less than the distance to the next pixel, where the surface has a kink.
        GradientCheck.Smooth(
            (tape, t) =>
                tape.GridSample(
                    t[0],
                    tape.Add(tape.Scale(tape.Tanh(t[1]), 0.3f), tape.Constant(new Shape(2), [1.5f, 2.5f]))
                ),
            new Shape(2, 5, 6, 3),
            new Shape(2, 3, 4, 2)
        );
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(17, 3)]
    public void Convolve3D(int inputs, int outputs) =>
        GradientCheck.Smooth(
            (tape, t) =>
                tape.Convolve3D(t[0], t[1], t[2], new Convolution { Stride = 2, Padding = new Padding(1) }, 1, 1),
            new Shape(2, 3, 5, 4, inputs),
            new Shape(3, 3, 2, inputs, outputs),
            new Shape(outputs)
        );

    [Fact]
    public void Binary_and_focal_losses()
    {
        using var targets = Tensor.Create(new Shape(3, 3), [1, 0, 0, 0, 0.7f, 0.3f, 0, 0, 1]);
        var x = new Shape(3, 3);
        GradientCheck.Smooth((tape, t) => tape.BinaryCrossEntropyWithLogits(t[0], targets, [1, 2, 3]), x);
        GradientCheck.Smooth((tape, t) => tape.FocalLoss(t[0], targets, 1.5f, [1, 2, 0.5f]), x);
    }

    [Fact]
    public void Recurrent_layers()
    {
        using var gru = new Gru(3, 5, new RandomStream(1));
        using var lstm = new Lstm(3, 5, new RandomStream(2));
        GradientCheck.Smooth((tape, t) => gru.Forward(tape, t[0]), new Shape(2, 4, 3));
        GradientCheck.Smooth((tape, t) => lstm.Forward(tape, t[0]), new Shape(2, 4, 3));
    }

    internal static Shape ShapeOf(string sizes) => new(Array.ConvertAll(sizes.Split(','), int.Parse));
}
