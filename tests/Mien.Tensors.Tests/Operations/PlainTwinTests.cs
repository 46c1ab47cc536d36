using Mien.Foundation;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Tests.Operations;

/// <summary>Vector loops over several blocks and odd sizes against plain loops in double precision.</summary>
public sealed class PlainTwinTests : IDisposable
{
    private readonly Workers _workers = new(2);
    private readonly Tape _tape;
    private readonly RandomStream _random = new(5);

    public PlainTwinTests() => _tape = new Tape(_workers);

    public void Dispose()
    {
        _tape.Dispose();
        _workers.Dispose();
    }

    [Theory]
    [InlineData(20000, 1)]
    [InlineData(9001, 3)]
    [InlineData(5003, 5)]
    [InlineData(1501, 17)]
    [InlineData(777, 32)]
    [InlineData(301, 100)]
    public void Statistics_of_a_batch_far_from_zero(int rows, int channels)
    {
        using var x = Draw(new Shape(rows, channels), mean: 300);
        using var gamma = Draw(new Shape(channels));
        using var beta = Draw(new Shape(channels));
        using var mean = Tensor.Create(new Shape(channels));
        using var variance = Tensor.Create(new Shape(channels));

        var y = _tape.BatchNorm(x, gamma, beta, mean, variance, momentum: 1);

        for (var c = 0; c < channels; c++)
        {
            var values = Enumerable.Range(0, rows).Select(row => (double)x.Values[(row * channels) + c]).ToArray();
            var exactMean = values.Average();
            var exactVariance = values.Sum(value => (value - exactMean) * (value - exactMean)) / rows;
            Assert.Equal(exactMean, mean.Values[c], 1e-4);
            Assert.Equal(exactVariance * rows / (rows - 1), variance.Values[c], 1e-5 * exactVariance);
            for (var row = 0; row < rows; row += 97)
            {
                var exact =
                    ((values[row] - exactMean) / Math.Sqrt(exactVariance + 1e-5) * gamma.Values[c]) + beta.Values[c];
                Assert.Equal(exact, y.Values[(row * channels) + c], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(20001, 1)]
    [InlineData(9001, 3)]
    [InlineData(1501, 17)]
    [InlineData(777, 32)]
    [InlineData(3, 20000)]
    public void Means_over_rows_and_over_channels(int rows, int channels)
    {
        using var x = Draw(new Shape(rows, channels));

        var overRows = _tape.Mean(x, 0);
        var overChannels = _tape.Mean(x, 1);
        var largest = _tape.ChannelMax(x);

        for (var c = 0; c < channels; c += 7)
        {
            var exact = Enumerable.Range(0, rows).Average(row => (double)x.Values[(row * channels) + c]);
            Assert.Equal(exact, overRows.Values[c], 1e-6);
        }

        for (var row = 0; row < rows; row += 13)
        {
            var values = x.Values.Slice(row * channels, channels).ToArray();
            Assert.Equal(values.Average(value => (double)value), overChannels.Values[row], 1e-6);
            Assert.Equal(values.Max(), largest.Values[row]);
        }
    }

    [Theory]
    [InlineData(17)]
    [InlineData(32)]
    public void Gates_over_several_blocks(int channels)
    {
        using var x = Draw(new Shape(40, 9, 7, channels));
        using var channel = Draw(new Shape(40, 1, 1, channels));
        using var pixel = Draw(new Shape(40, 9, 7, 1));

        var y = _tape.Multiply(_tape.Multiply(x, channel), pixel);

        for (var i = 0; i < x.Length; i += 11)
        {
            var (picture, place, c) = (i / (63 * channels), i / channels, i % channels);
            Assert.Equal(x.Values[i] * channel.Values[(picture * channels) + c] * pixel.Values[place], y.Values[i]);
        }
    }

    [Theory]
    [InlineData(13, 2, 1, 7, 1)]
    [InlineData(70, 3, 4, 3, 2)]
    [InlineData(64, 2, 1, 7, 1)]
    public void Convolution_with_few_channels(int pictures, int inputs, int outputs, int kernel, int stride)
    {
        using var x = Draw(new Shape(pictures, 6, 7, inputs));
        using var weight = Draw(new Shape(kernel, kernel, inputs, outputs));
        using var bias = Draw(new Shape(outputs));
        var reach = (kernel - 1) / 2;

        var y = _tape.Convolve(x, weight, bias, new Convolution { Stride = stride, Padding = Padding.Same });

        for (var i = 0; i < y.Length; i += 7)
        {
            var (o, column, row) = (i % outputs, i / outputs % y.Shape[2], i / outputs / y.Shape[2] % y.Shape[1]);
            var sum = (double)bias.Values[o];
            for (var tap = 0; tap < kernel * kernel * inputs; tap++)
            {
                var (c, j, k) = (tap % inputs, tap / inputs % kernel, tap / inputs / kernel);
                var (fromRow, fromColumn) = ((row * stride) + k - reach, (column * stride) + j - reach);
                if (fromRow is >= 0 and < 6 && fromColumn is >= 0 and < 7)
                {
                    var pixel = ((((i / (outputs * y.Shape[2] * y.Shape[1]) * 6) + fromRow) * 7) + fromColumn) * inputs;
                    sum += (double)x.Values[pixel + c] * weight.Values[(tap * outputs) + o];
                }
            }

            Assert.Equal(sum, y.Values[i], 2e-5);
        }
    }

    [Theory]
    [InlineData(2, 2, 0, 16)]
    [InlineData(3, 2, 1, 33)]
    [InlineData(5, 3, 2, 19)]
    [InlineData(3, 1, 1, 35)]
    public void Pools_and_their_gradients(int kernel, int stride, int padding, int channels)
    {
        const int rows = 9,
            columns = 8;
        using var x = Draw(new Shape(3, rows, columns, channels));
        x.RequiresGradient = true;
        var how = new Convolution { Stride = stride, Padding = new Padding(padding) };
        var (largest, mean) = (_tape.MaxPool(x, kernel, kernel, how), _tape.AveragePool(x, kernel, kernel, how));
        using var direction = Draw(largest.Shape);
        var expected = new double[x.Length];
        for (var i = 0; i < largest.Length; i++)
        {
            var (c, column, row) = (
                i % channels,
                i / channels % largest.Shape[2],
                i / channels / largest.Shape[2] % largest.Shape[1]
            );
            var picture = i / (channels * largest.Shape[2] * largest.Shape[1]) * rows * columns;
            var cells = Enumerable
                .Range(0, kernel * kernel)
                .Select(cell =>
                    (
                        Row: (row * stride) + (cell / kernel) - padding,
                        Column: (column * stride) + (cell % kernel) - padding
                    )
                )
                .Where(cell => cell.Row is >= 0 and < rows && cell.Column is >= 0 and < columns)
                .Select(cell => ((picture + (cell.Row * columns) + cell.Column) * channels) + c)
                .ToArray();
            var best = cells.MaxBy(cell => x.Values[cell]);
            Assert.Equal(x.Values[best], largest.Values[i]);
            Assert.Equal(cells.Sum(cell => (double)x.Values[cell]) / (kernel * kernel), mean.Values[i], 1e-6);
            expected[best] += direction.Values[i];
            Array.ForEach(cells, cell => expected[cell] += direction.Values[i] / (double)(kernel * kernel));
        }

        var both = _tape.Multiply(_tape.Add(largest, mean), direction);
        _tape.Backward(_tape.Scale(_tape.Mean(_tape.Reshape(both, new Shape(both.Length)), 0), both.Length));

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], x.Gradient[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(49)]
    [InlineData(1000)]
    public void Softmax_of_large_numbers(int length)
    {
        using var x = Draw(new Shape(31, length), mean: 500, deviation: 20);

        var y = _tape.Softmax(x);

        for (var row = 0; row < 31; row++)
        {
            var values = x.Values.Slice(row * length, length).ToArray();
            var sum = values.Sum(value => Math.Exp((double)value - values.Max()));
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(Math.Exp((double)values[i] - values.Max()) / sum, y.Values[(row * length) + i], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    public void Dropout_drops_the_wanted_share_and_keeps_the_mean(float probability)
    {
        using var x = Tensor.Create(new Shape(300_000));
        x.Values.Fill(1);
        var (first, second) = (_tape.Dropout(x, probability), _tape.Dropout(x, probability));

        var dropped = first.Values.ToArray().Count(value => value == 0) / 300_000.0;
        var both =
            first.Values.ToArray().Zip(second.Values.ToArray()).Count(pair => pair is { First: 0, Second: 0 })
            / 300_000.0;

        Assert.Equal(probability, dropped, 0.005);
        Assert.Equal(probability * probability, both, 0.005);
        Assert.Equal(1 / (1 - probability), first.Values.ToArray().Max(), 1e-6f);
        _tape.Training = false;
        Assert.Same(x, _tape.Dropout(x, probability));
    }

    private Tensor Draw(Shape shape, double mean = 0, double deviation = 1)
    {
        var tensor = Tensor.Create(shape);
        foreach (ref var value in tensor.Values)
        {
            value = (float)(mean + _random.Normal(deviation));
        }

        return tensor;
    }
}
