using Mien.Data.Filmed;
using Mien.Data.Inputs;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Optimization;

namespace Mien.Cli.Bench;

/// <summary>The measures of <c>mien bench</c>, by name. The duels with other programs are in benchmarks/peers.</summary>
internal static class SpeedMeasures
{
    private const int Classes = 3;
    private const int FlowSide = 224;

    private static readonly (string Name, Func<Workers, SpeedMeasure> Create)[] Known =
    [
        ("gemm", Gemm),
        ("train-step", team => TrainingStep(team, "train-step", "cabm", 64)),
        ("train-step-large", team => TrainingStep(team, "train-step-large", "cabm-256-8", 16)),
        ("predict", Predict),
        (
            "generate",
            team => MakeMaps(team, "generate", 1000, "of formulas", () => new MotionGenerator(new GeneratorOptions()))
        ),
        (
            "film",
            team =>
                MakeMaps(
                    team,
                    "film",
                    64,
                    "filmed",
                    () => new FilmedMotionGenerator(new GeneratorOptions(), new FilmOptions())
                )
        ),
        .. FlowDefinition.Names.Select(name => (name, (Func<Workers, SpeedMeasure>)(team => Flow(team, name)))),
    ];

    /// <summary>All names, in the order in which they are measured.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(measure => measure.Name)];

    /// <summary>The names that were given, or all of them when none was.</summary>
    /// <exception cref="InputFaultException">There is no measure of a name.</exception>
    public static IReadOnlyList<string> Choose(IReadOnlyList<string> given)
    {
        var unknown = given.FirstOrDefault(name => !Names.Contains(name));
        if (unknown is not null)
        {
            throw new InputFaultException(
                $"'{unknown}' is no measure of mien bench: take some of {string.Join(", ", Names)}, or no name for all of them."
            );
        }

        return given.Count > 0 ? given : Names;
    }

    /// <summary>Makes a measure ready.</summary>
    public static SpeedMeasure Create(string name, Workers team) =>
        Known.First(measure => measure.Name == name).Create(team);

    private static SpeedMeasure Gemm(Workers team)
    {
        const int Rows = 4096;
        const int Columns = 256;
        const int Depth = 256;
        var (left, right) = (Noise(new Shape(Rows, Depth)), Noise(new Shape(Depth, Columns)));
        var tape = new Tape(team) { Recording = false };
        void Work()
        {
            tape.MatMul(left, right);
            tape.Reset();
        }

        var flops = 2.0 * Rows * Columns * Depth;
        return new SpeedMeasure("gemm", "matrix product 4096x256 by 256x256", Work, flops, left, right, tape);
    }

    private static SpeedMeasure TrainingStep(Workers team, string name, string model, int batch)
    {
        var network = Network(model);
        var tape = new Tape(team);
        var optimizer = new AdamW(network.Parameters, workers: team);
        var (x, targets) = (Noise(new Shape(batch, 28, 28, 3)), Tensor.Create(new Shape(batch, Classes)));
        for (var i = 0; i < batch; i++)
        {
            targets.Values[(i * Classes) + (i % Classes)] = 1;
        }

        void Work()
        {
            optimizer.ZeroGradients();
            tape.Backward(tape.CrossEntropy(network.Forward(tape, x), targets));
            optimizer.Step(1e-3f);
            tape.Reset();
        }

        return new SpeedMeasure(
            name,
            $"training step of {model}, {batch} maps of 28x28x3",
            Work,
            0,
            network,
            tape,
            optimizer,
            x,
            targets
        );
    }

    private static SpeedMeasure Predict(Workers team)
    {
        var network = Network("cabm");
        var tape = new Tape(team) { Recording = false, Training = false };
        var x = Noise(new Shape(1, 28, 28, 3));
        void Work()
        {
            network.Forward(tape, x);
            tape.Reset();
        }

        return new SpeedMeasure("predict", "logits of cabm for one map of 28x28x3", Work, 0, network, tape, x);
    }

    private static SpeedMeasure MakeMaps(Workers team, string name, int maps, string how, Func<IMotionSource> create)
    {
        var making = new MapMaking(create, maps);
        return new SpeedMeasure(name, $"{maps} made-up maps of 28x28x3, {how}", () => making.Make(team), 0);
    }

    private static SpeedMeasure Flow(Workers team, string name)
    {
        var method = FlowDefinition.Parse(name).Create(FlowSide, FlowSide, team);
        var (first, second) = (Texture(0, 0), Texture(0.8, -0.6));
        var flow = new FlowField(FlowSide, FlowSide);
        return new SpeedMeasure(
            name,
            $"{name} optical flow, {FlowSide}x{FlowSide}",
            () => method.Estimate(first, second, flow),
            0
        );
    }

    private static Module Network(string name) =>
        NetworkRegistry.Find(name).Create(new NetworkShape(28, 28, 3, Classes), new RandomStream(1));

    private static Tensor Noise(Shape shape)
    {
        var random = new RandomStream(2);
        var tensor = Tensor.Create(shape);
        foreach (ref var value in tensor.Values)
        {
            value = (float)random.Normal();
        }

        return tensor;
    }

    /// <summary>A picture of many waves, moved by a part of a pixel.</summary>
    private static Plane Texture(double right, double down)
    {
        var plane = new Plane(FlowSide, FlowSide);
        for (var y = 0; y < FlowSide; y++)
        {
            for (var x = 0; x < FlowSide; x++)
            {
                var (at, to) = (x - right, y - down);
                plane[x, y] = (float)(
                    128
                    + (40 * Math.Sin((0.31 * at) + (0.17 * to)))
                    + (30 * Math.Sin((0.11 * at) - (0.43 * to)))
                    + (20 * Math.Sin((0.71 * at) + (0.59 * to)))
                );
            }
        }

        return plane;
    }
}
