using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Storage;

namespace Mien.Recognition.Tests.Networks;

/// <summary>What holds for every registered network; a new one is swept without another line here.</summary>
public sealed class NetworkSweepTests
{
    private static readonly NetworkShape Shape = new(28, 28, 3, 3);

    /// <summary>All but those that are too large here: their reduced forms are the same code.</summary>
    public static TheoryData<string> Names =>
        [.. NetworkRegistry.All.Where(entry => entry.Reduced is null).Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_have_the_shape_and_every_parameter_a_finite_gradient_that_is_not_zero(string name)
    {
        using var network = NetworkRegistry.Find(name).Create(ShapeFor(name), new RandomStream(1));
        using var workers = new Workers(2);
        using var tape = new Tape(workers) { Random = new RandomStream(2) };
        using var x = Noise(6, ShapeFor(name));
        using var targets = Targets(6);

        var logits = network.Forward(tape, x);
        var shape = logits.Shape;
        tape.Backward(tape.CrossEntropy(logits, targets));

        Assert.Equal(new Shape(6, 3), shape);
        foreach (var parameter in network.Parameters)
        {
            Assert.True(
                parameter.Value.Gradient.ToArray().All(float.IsFinite),
                $"{parameter.Name} has a gradient that is not finite"
            );
            Assert.True(parameter.Value.Gradient.ToArray().Any(g => g != 0), $"{parameter.Name} gets no gradient");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_scored_alike_alone_and_among_others(string name)
    {
        using var network = NetworkRegistry.Find(name).Create(ShapeFor(name), new RandomStream(1));
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        using var many = Noise(5, ShapeFor(name));
        using var one = Noise(1, ShapeFor(name));
        many.Values.Slice(2 * one.Shape.Length, one.Shape.Length).CopyTo(one.Values);

        var among = network.Forward(tape, many).Values[6..9].ToArray();
        var alone = network.Forward(tape, one).Values.ToArray();

        for (var c = 0; c < 3; c++)
        {
            Assert.Equal(among[c], alone[c], 1e-5f);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_and_statistics_are_saved_and_loaded(string name)
    {
        using var network = NetworkRegistry.Find(name).Create(ShapeFor(name), new RandomStream(1));
        using var other = NetworkRegistry.Find(name).Create(ShapeFor(name), new RandomStream(2));
        var path = Path.Combine(Directory.CreateTempSubdirectory("mien").FullName, "weights.safetensors");
        SafeTensors.Write(path, [.. TensorsOf(network)], new Dictionary<string, string>());
        using (var file = SafeTensors.Read(path))
        {
            file.CopyTo([.. TensorsOf(other)]);
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        using var x = Noise(2, ShapeFor(name));

        Assert.Equal(network.Forward(tape, x).Values.ToArray(), other.Forward(tape, x).Values.ToArray());
    }

    [Theory]
    [InlineData("cabm")]
    [InlineData("cabm-block")]
    [InlineData("cabm-se")]
    [InlineData("cabm-eca")]
    [InlineData("cabm-coordinate")]
    public void Attention_changes_the_output(string name)
    {
        // With all other weights alike, the network without attention must answer otherwise.
        using var with = NetworkRegistry.Find(name).Create(ShapeFor(name), new RandomStream(1));
        using var without = NetworkRegistry.Find("convmixer-32-1").Create(Shape, new RandomStream(1));
        foreach (var parameter in without.Parameters)
        {
            var same = with.Parameters.Single(other => other.Name == parameter.Name);
            parameter.Value.Values.CopyTo(same.Value.Values);
        }

        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        using var x = Noise(2);

        var (a, b) = (with.Forward(tape, x).Values.ToArray(), without.Forward(tape, x).Values.ToArray());

        Assert.True(a.Zip(b).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-3);
    }

    [Fact]
    public void Names_are_unique_and_every_entry_says_where_it_comes_from()
    {
        Assert.All(
            NetworkRegistry.All,
            entry => Assert.True(entry.Summary.Length > 20 && entry.Source.Length > 10, entry.Name)
        );
        Assert.Throws<InputFaultException>(() => NetworkRegistry.Find("resnet-9000"));
    }

    /// <summary>Maps of 1024x1024 leave two million features, a thousand times too many for its first wide layer.</summary>
    [Fact]
    public void A_layer_that_no_tensor_can_hold_is_one_sentence()
    {
        var fault = Assert.Throws<InputFaultException>(() =>
            NetworkRegistry.Find("off-apexnet").Create(new NetworkShape(1024, 1024, 3, 3), new RandomStream(1))
        );

        Assert.Contains("1024x1024x3", fault.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, Tensor Value)> TensorsOf(Module network) =>
        network.Parameters.Select(parameter => (parameter.Name, parameter.Value)).Concat(network.States);

    private static NetworkShape ShapeFor(string name) =>
        NetworkRegistry.Find(name).TakesSequences ? Shape with { Frames = 4 } : Shape;

    private static Tensor Noise(int samples, NetworkShape? shape = null)
    {
        var random = new RandomStream(3);
        var x = Tensor.Create(
            shape is { Frames: > 1 } sequence
                ? new Shape(samples, sequence.Frames, 28, 28, 3)
                : new Shape(samples, 28, 28, 3)
        );
        foreach (ref var value in x.Values)
        {
            value = (float)random.Normal();
        }

        return x;
    }

    private static Tensor Targets(int samples)
    {
        var targets = Tensor.Create(new Shape(samples, 3));
        for (var i = 0; i < samples; i++)
        {
            targets.Values[(i * 3) + (i % 3)] = 1;
        }

        return targets;
    }
}
