using Mien.Foundation;
using Mien.Tensors.Inspection;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Tests.Inspection;

public sealed class FeatureProbeTests : IDisposable
{
    private readonly Workers _workers = new(1);
    private readonly Tape _tape;
    private readonly Tensor _x = Tensor.Create(new Shape(2, 6, 6, 1));

    public FeatureProbeTests()
    {
        _tape = new Tape(_workers);
        var random = new RandomStream(3);
        foreach (ref var value in _x.Values)
        {
            value = (float)random.Normal(1);
        }
    }

    public void Dispose()
    {
        _tape.Dispose();
        _workers.Dispose();
        _x.Dispose();
    }

    [Fact]
    public void The_map_before_a_flat_head_has_the_weights_of_its_logit_as_gradient()
    {
        using var network = new Streams(1);

        var map = Assert.Single(FeatureProbe.Probe(network, _tape, _x, [2, 0]));

        Assert.Equal((2, 1, 3, 3, 4), (map.Samples, map.MapsPerSample, map.Rows, map.Columns, map.Channels));
        // y_c = sum_i w_ic a_i, so dy_c / da_i = w_ic; a ReLU before the map plays no part.
        Assert.Equal(network.HeadOf(2), map.Gradient[..36]);
        Assert.Equal(network.HeadOf(0), map.Gradient[36..]);
        Assert.Contains(map.Values, value => value > 0);
        Assert.DoesNotContain(map.Values, value => value < 0);
    }

    [Fact]
    public void Every_stream_of_a_network_gives_its_map()
    {
        using var network = new Streams(2);

        var maps = FeatureProbe.Probe(network, _tape, _x, [1, 1]);

        Assert.Equal(2, maps.Count);
        Assert.Equal(network.HeadOf(1).Order(), maps.SelectMany(map => map.Gradient[..36]).Order());
    }

    [Fact]
    public void Places_that_were_rearranged_are_no_places_of_the_picture()
    {
        using var network = new Frames();
        using var x = Tensor.Create(new Shape(2, 6, 6, 3));

        // Channels became frames by a permutation, and after that a place is not known to be a place of the picture.
        Assert.Empty(FeatureProbe.Probe(network, _tape, x, [0, 1]));
    }

    [Fact]
    public void A_part_that_was_cut_out_covers_its_part_of_the_picture()
    {
        using var network = new Halves();

        var maps = FeatureProbe.Probe(network, _tape, _x, [0, 0]).OrderBy(map => map.Window.Top).ToArray();

        Assert.Equal(
            [new PictureWindow(0, 1 / 3.0, 0, 1), new PictureWindow(1 / 3.0, 1, 0, 1)],
            maps.Select(map => map.Window)
        );
    }

    [Fact]
    public void Attention_between_places_leaves_no_map()
    {
        using var network = new Tokens();

        Assert.Empty(FeatureProbe.Probe(network, _tape, _x, [0, 1]));
        Assert.Equal(0, _tape.LiveTensors);
    }

    /// <summary>Convolutions side by side, joined flat before one linear head of three logits.</summary>
    private sealed class Streams : Module
    {
        private readonly Convolution2D[] _convolutions;
        private readonly Linear _head;

        public Streams(int streams)
        {
            var random = new RandomStream(1);
            _convolutions =
            [
                .. Enumerable
                    .Range(0, streams)
                    .Select(i =>
                        Register($"c{i}", new Convolution2D(1, 4, 2, random.Derive((ulong)i), new() { Stride = 2 }))
                    ),
            ];
            _head = Register("head", new Linear(streams * 36, 3, random.Derive("head")));
        }

        /// <summary>The weights of a logit, in the order of the flat features.</summary>
        public float[] HeadOf(int label)
        {
            var weight = _head.Parameters[0].Value;
            // [in, out] or [out, in], whichever the layer keeps.
            var features = weight.Length / 3;
            return
            [
                .. Enumerable
                    .Range(0, features)
                    .Select(i =>
                        weight.Shape[0] == 3 ? weight.Values[(label * features) + i] : weight.Values[(i * 3) + label]
                    ),
            ];
        }

        public override Tensor Forward(Tape tape, Tensor x)
        {
            Tensor[] flat =
            [
                .. _convolutions.Select(convolution =>
                    tape.Reshape(tape.Relu(convolution.Forward(tape, x)), new Shape(x.Shape[0], 36))
                ),
            ];
            return _head.Forward(tape, flat.Length == 1 ? flat[0] : tape.Concat(1, flat));
        }
    }

    /// <summary>Channels as frames, each through one convolution, averaged over frames and places.</summary>
    private sealed class Frames : Module
    {
        private readonly Convolution2D _convolution;

        public Frames() => _convolution = Register("c", new Convolution2D(1, 2, 3, new RandomStream(1)));

        public override Tensor Forward(Tape tape, Tensor x)
        {
            var frames = tape.Reshape(tape.Permute(x, [0, 3, 1, 2]), new Shape(6, 6, 6, 1));
            var pooled = tape.Reshape(tape.GlobalAveragePool(_convolution.Forward(tape, frames)), new Shape(2, 3, 2));
            return tape.Reshape(tape.Mean(pooled, 1), new Shape(2, 2));
        }
    }

    /// <summary>The upper third and the rest through a convolution each.</summary>
    private sealed class Halves : Module
    {
        private readonly Convolution2D _upper;
        private readonly Convolution2D _lower;

        public Halves()
        {
            _upper = Register("u", new Convolution2D(1, 2, 2, new RandomStream(1)));
            _lower = Register("l", new Convolution2D(1, 2, 2, new RandomStream(2)));
        }

        public override Tensor Forward(Tape tape, Tensor x)
        {
            var upper = tape.GlobalAveragePool(_upper.Forward(tape, tape.Slice(x, 1, 0, 2)));
            var lower = tape.GlobalAveragePool(_lower.Forward(tape, tape.Slice(x, 1, 2, 4)));
            return tape.Reshape(tape.Add(upper, lower), new Shape(2, 2));
        }
    }

    /// <summary>Patches as tokens that attend to each other.</summary>
    private sealed class Tokens : Module
    {
        private readonly Convolution2D _patches;
        private readonly MultiHeadAttention _attention;

        public Tokens()
        {
            _patches = Register("p", new Convolution2D(1, 4, 2, new RandomStream(1), new() { Stride = 2 }));
            _attention = Register("a", new MultiHeadAttention(4, 2, new RandomStream(2)));
        }

        public override Tensor Forward(Tape tape, Tensor x)
        {
            var tokens = tape.Reshape(_patches.Forward(tape, x), new Shape(2, 9, 4));
            return tape.Reshape(tape.Mean(_attention.Forward(tape, tokens), 1), new Shape(2, 4));
        }
    }
}
