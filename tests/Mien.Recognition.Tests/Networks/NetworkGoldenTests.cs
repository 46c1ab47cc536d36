using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Operations;
using Mien.Tensors.Storage;

namespace Mien.Recognition.Tests.Networks;

/// <summary>
/// Whole networks against PyTorch 1.13.1 in double precision: logits, loss, and of every parameter's gradient the largest element, the norm
/// and a projection. The values are in golden/networks.safetensors; golden/make_networks.py made them.
/// </summary>
public sealed class NetworkGoldenTests : IDisposable
{
    private readonly TensorFile _golden = SafeTensors.Read(
        Path.Combine(RealData.Repository, "tests", "Mien.Recognition.Tests", "golden", "networks.safetensors")
    );

    public static TheoryData<string> Names =>
        [
            "cabm",
            "cabm-block",
            "cabm-se",
            "cabm-eca",
            "cabm-coordinate",
            "convmixer-32-1",
            "convmixer-256-8",
            "cabm-256-8",
        ];

    public void Dispose() => _golden.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_and_gradients_are_PyTorchs(string name)
    {
        using var network = Build(name);
        foreach (var parameter in network.Parameters)
        {
            FillWeights(parameter.Name, parameter.Value.Values);
        }

        using var workers = new Workers(2);
        using var tape = new Tape(workers);
        using var x = Tensor.Create(new Shape(4, 28, 28, 3));
        using var targets = Tensor.Create(new Shape(4, 3), [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0]);
        Wave(x.Values, 1, 0);

        var logits = network.Forward(tape, x);
        var loss = tape.CrossEntropy(logits, targets, [0.5f, 1, 2], 0.1f);
        tape.Backward(loss);

        RequireNear(Golden($"{name}/logits"), logits.Values, $"{name} logits");
        RequireNear(Golden($"{name}/loss"), loss.Values, $"{name} loss");
        var largest = network.Parameters.Max(parameter => Golden($"{name}/{parameter.Name}")[0]);
        foreach (var parameter in network.Parameters)
        {
            RequireGradient(name, parameter.Name, parameter.Value.Gradient, largest);
        }
    }

    /// <summary>The registered network with its dropout taken out, which no two libraries draw alike.</summary>
    private static Tensors.Layers.Module Build(string name)
    {
        var shape = new NetworkShape(28, 28, 3, 3);
        var random = new RandomStream(1);
        var options = name switch
        {
            "convmixer-32-1" => Cabm.Recommended with { Attention = Recognition.Networks.Attention.AttentionKind.None },
            "cabm" => Cabm.Recommended,
            "cabm-block" => Cabm.Recommended with
            {
                AttentionPlace = Recognition.Networks.Attention.AttentionPlace.EveryBlock,
            },
            "cabm-se" => Cabm.Recommended with
            {
                Attention = Recognition.Networks.Attention.AttentionKind.SqueezeExcitation,
            },
            "cabm-eca" => Cabm.Recommended with
            {
                Attention = Recognition.Networks.Attention.AttentionKind.EfficientChannel,
            },
            "cabm-coordinate" => Cabm.Recommended with
            {
                Attention = Recognition.Networks.Attention.AttentionKind.Coordinate,
            },
            _ => null,
        };
        return options is null
            ? NetworkRegistry.Find(name).Create(shape, random)
            : new ConvMixer(shape, options with { Dropout = 0 }, random);
    }

    private void RequireGradient(string network, string parameter, ReadOnlySpan<float> gradient, float largest)
    {
        var golden = Golden($"{network}/{parameter}");
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
        var scale = Math.Max(golden[1], 0.1f * largest);
        double[] found = [max, Math.Sqrt(squares), projection];
        // A projection on n sines carries the rounding of all elements, times the sines' norm.
        double[] reach = [1, 1, Math.Sqrt(Math.Max(1, gradient.Length / 2.0))];
        for (var i = 0; i < found.Length; i++)
        {
            var difference = Math.Abs(found[i] - golden[i]) / scale / reach[i];
            Assert.True(
                difference < 1e-5,
                $"{network}, gradient of {parameter}, figure {i}: {found[i]} against {golden[i]}"
            );
        }
    }

    private static void RequireNear(ReadOnlySpan<float> golden, ReadOnlySpan<float> found, string what)
    {
        var scale = 0f;
        foreach (var value in golden)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        for (var i = 0; i < golden.Length; i++)
        {
            Assert.True(
                Math.Abs(golden[i] - found[i]) <= 1e-5f * scale,
                $"{what}, element {i}: {found[i]} against {golden[i]}"
            );
        }
    }

    private ReadOnlySpan<float> Golden(string name) =>
        _golden.Tensors.Single(tensor => tensor.Name == name).Value.Values;

    private static void FillWeights(string name, Span<float> values)
    {
        Wave(values, 0.1, System.Text.Encoding.UTF8.GetBytes(name).Sum(letter => letter) % 97);
        if (name.Contains("norm", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal))
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
