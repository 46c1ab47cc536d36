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

    internal static Shape ShapeOf(string sizes) => new(Array.ConvertAll(sizes.Split(','), int.Parse));
}
