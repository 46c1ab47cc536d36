using Mien.Foundation;
using Mien.Tensors.Layers;
using Mien.Tensors.Optimization;

namespace Mien.Tensors.Tests.Optimization;

/// <summary>Numbers printed by golden/make_optimization.py with PyTorch 1.13.</summary>
public sealed class OptimizationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_cycle_gives_the_rates_of_PyTorch()
    {
        double[] expected =
        [
            0.00012,
            0.003,
            0.002885819755489735,
            0.0025606619291391342,
            0.002074028852447041,
            0.001500006,
            0.0009259831475529596,
            0.0004393500708608659,
            0.00011419224451026496,
            1.2e-08,
        ];
        var cycle = new OneCycle(3e-3f, expected.Length, 0.2);

        for (var step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], cycle.RateAt(step), 1e-9);
        }

        Assert.Equal(cycle.RateAt(9), cycle.RateAt(50));
        Assert.True(float.IsFinite(new OneCycle(1, 1).RateAt(0)));
    }

    [Fact]
    public void Cosine_gives_the_rates_of_PyTorch_after_a_linear_warm_up()
    {
        double[] expected =
        [
            0.1,
            0.09140576474687263,
            0.06890576474687263,
            0.04109423525312736,
            0.018594235253127367,
            0.01,
        ];
        var plain = new CosineSchedule(0.1f, 5, minimum: 0.01f);
        var warm = new CosineSchedule(0.1f, 9, warmupSteps: 4, minimum: 0.01f);

        for (var step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], plain.RateAt(step), 1e-8);
            Assert.Equal(expected[step], warm.RateAt(step + 4), 1e-8);
        }

        Assert.Equal(0.025f, warm.RateAt(0), 1e-8f);
        Assert.Equal(0.1f, warm.RateAt(3), 1e-8f);
    }

    [Fact]
    public void AdamW_with_clipping_moves_as_PyTorch()
    {
        (double Norm, float[] Value)[] expected =
        [
            (3.627671480178833, [0.8950000405311584f, -1.8899999856948853f, 0.5974999666213989f]),
            (8.049647331237793, [0.7916473150253296f, -1.781285047531128f, 0.6946370005607605f]),
            (13.4179105758667, [0.6907540559768677f, -1.6743537187576294f, 0.7914549708366394f]),
            (19.827713012695312, [0.5930973887443542f, -1.56965970993042f, 0.8879671096801758f]),
            (27.336374282836914, [0.49938035011291504f, -1.4675955772399902f, 0.9841678142547607f]),
        ];
        using var parameter = Start();
        using var adam = new AdamW([new Parameter("p", parameter, Decays: true)], new() { WeightDecay = 0.05f });

        for (var step = 0; step < expected.Length; step++)
        {
            adam.ZeroGradients();
            Descend(parameter, step);
            Assert.Equal(expected[step].Norm, GradientClip.ByNorm([new Parameter("p", parameter, true)], 2.5f), 2e-5);
            adam.Step(0.1f);
            Assert.All(
                expected[step].Value.Zip(parameter.Values.ToArray()),
                pair => Assert.Equal(pair.First, pair.Second, 1e-6f)
            );
        }
    }

    [Fact]
    public void Steps_give_the_rates_of_PyTorch()
    {
        float[] expected = [0.1f, 0.1f, 0.1f, 0.05f, 0.05f, 0.05f, 0.025f, 0.025f];
        var steps = new StepSchedule(0.1f, 0.5, every: 3);

        Assert.Equal(expected, Enumerable.Range(0, 8).Select(steps.RateAt));
        Assert.Equal(0.1f, new StepSchedule(0.1f).RateAt(1_000_000));
    }

    [Fact]
    public void Adam_moves_as_PyTorch()
    {
        float[][] expected =
        [
            [0.8999999761581421f, -1.899999976158142f, 0.5999999642372131f],
            [0.8022986054420471f, -1.8019429445266724f, 0.6944055557250977f],
            [0.7046112418174744f, -1.7042255401611328f, 0.7872017621994019f],
            [0.6061801910400391f, -1.6061351299285889f, 0.8797492980957031f],
        ];
        using var parameter = Start();
        using var adam = new AdamW(
            [new Parameter("p", parameter, Decays: true)],
            new() { WeightDecay = 0.05f, DecayInGradient = true }
        );

        RequirePath(expected, adam, parameter, 0.1f);
    }

    [Fact]
    public void Descent_with_momentum_moves_as_PyTorch()
    {
        float[][] expected =
        [
            [0.9589999914169312f, -1.9900000095367432f, 0.559499979019165f],
            [0.8444209694862366f, -1.9630900621414185f, 0.746770441532135f],
            [0.6391249299049377f, -1.9133509397506714f, 1.1834044456481934f],
            [0.3514593839645386f, -1.8360587358474731f, 2.14322566986084f],
        ];
        using var parameter = Start();
        using var sgd = new Sgd([new Parameter("p", parameter, Decays: true)], momentum: 0.9f, weightDecay: 0.05f);

        RequirePath(expected, sgd, parameter, 0.02f);
    }

    [Fact]
    public void Groups_have_their_own_rate_and_decay()
    {
        using var frozen = Start();
        using var moving = Start();
        using var shrinking = Start();
        using var adam = new AdamW([
            new ParameterGroup([new Parameter("f", frozen, true)], RateFactor: 0),
            new ParameterGroup([new Parameter("m", moving, true)], RateFactor: 0.5f, WeightDecay: 0),
            new ParameterGroup([new Parameter("s", shrinking, true)], WeightDecay: 1),
        ]);
        Array.ForEach([frozen, moving, shrinking], tensor => Descend(tensor, 0));

        adam.Step(0.1f);

        Assert.Equal(1, frozen.Values[0]);
        Assert.Equal(0.95f, moving.Values[0], 1e-5f);
        Assert.Equal(0.8f, shrinking.Values[0], 1e-5f);
    }

    [Fact]
    public void A_saved_optimiser_goes_on_with_the_same_bits()
    {
        var path = Path.Combine(_folder, "adam.safetensors");
        using var first = Start();
        using var second = Start();
        using var writer = new AdamW([new Parameter("p", first, true)]);
        using var reader = new AdamW([new Parameter("p", second, true)]);
        using var other = new AdamW([new Parameter("q", second, true)]);
        Walk(writer, first, 0, 5);
        writer.Save(path);
        reader.Load(path);
        first.Values.CopyTo(second.Values);

        Walk(writer, first, 5, 5);
        Walk(reader, second, 5, 5);

        Assert.Equal(10, reader.Steps);
        Assert.Equal(first.Values.ToArray(), second.Values.ToArray());
        Assert.Throws<InputFaultException>(() => other.Load(path));
    }

    [Fact]
    public void A_parameter_without_gradient_stays_as_it_is()
    {
        using var parameter = Start();
        using var adam = new AdamW([new Parameter("p", parameter, true)]);

        adam.Step(1);

        Assert.Equal([1, -2, 0.5f], parameter.Values.ToArray());
    }

    [Fact]
    public void The_average_of_weights_follows_and_is_exchanged()
    {
        using var parameter = Start();
        using var average = new WeightAverage([("p", parameter)], 0.75f);

        parameter.Values.Fill(3);
        average.Update();
        average.Swap();
        Assert.Equal([1.5f, -0.75f, 1.125f], parameter.Values.ToArray());
        average.Swap();

        Assert.Equal([3, 3, 3], parameter.Values.ToArray());
    }

    private static void RequirePath(float[][] expected, IOptimizer optimizer, Tensor parameter, float rate)
    {
        for (var step = 0; step < expected.Length; step++)
        {
            optimizer.ZeroGradients();
            Descend(parameter, step);
            optimizer.Step(rate);
            Assert.All(
                expected[step].Zip(parameter.Values.ToArray()),
                pair => Assert.Equal(pair.First, pair.Second, 2e-6f)
            );
        }

        Assert.Equal(expected.Length, optimizer.Steps);
    }

    private static Tensor Start()
    {
        var tensor = Tensor.Create(new Shape(3), [1, -2, 0.5f]);
        tensor.RequiresGradient = true;
        return tensor;
    }

    private static void Descend(Tensor parameter, int step)
    {
        float[] curvature = [1, 0.1f, -3];
        for (var i = 0; i < 3; i++)
        {
            parameter.Gradient[i] = 2 * curvature[i] * (step + 1) * parameter.Values[i];
        }
    }

    private static void Walk(AdamW adam, Tensor parameter, int start, int count)
    {
        for (var step = start; step < start + count; step++)
        {
            adam.ZeroGradients();
            Descend(parameter, step);
            adam.Step(0.01f);
        }
    }
}
