namespace Mien.Imaging.Flow;

/// <summary>
/// A flow method with its parameters, as one line: <c>tvl1</c>, <c>dis-fast</c>, or with settings such as
/// <c>tvl1 lambda=0.3 median=5</c>. Two definitions are equal when they give the same field.
/// </summary>
public sealed record FlowDefinition
{
    private static readonly StepSettings<TvL1Options> TvL1Settings = new(
        new("tau", 1e-6, 0.25, o => o.Tau, (o, v) => o with { Tau = v }),
        new("lambda", 1e-6, 1e6, o => o.Lambda, (o, v) => o with { Lambda = v }),
        new("theta", 1e-6, 1e6, o => o.Theta, (o, v) => o with { Theta = v }),
        new("scales", 1, 100, o => o.Scales, (o, v) => o with { Scales = (int)v }, IsWhole: true),
        new("zoom", 0.3, 0.95, o => o.Zoom, (o, v) => o with { Zoom = v }),
        new("warps", 1, 1000, o => o.Warps, (o, v) => o with { Warps = (int)v }, IsWhole: true),
        new("epsilon", 1e-6, 1, o => o.Epsilon, (o, v) => o with { Epsilon = v }),
        new("iterations", 1, 10_000, o => o.MaxIterations, (o, v) => o with { MaxIterations = (int)v }, IsWhole: true),
        new("median", 0, 5, o => o.MedianWindow, (o, v) => o with { MedianWindow = (int)v }, IsWhole: true)
    );

    private static readonly StepSettings<FarnebackOptions> FarnebackSettings = new(
        new("scale", 0.1, 0.99, o => (float)o.PyramidScale, (o, v) => o with { PyramidScale = v }),
        new("levels", 0, 20, o => o.Levels, (o, v) => o with { Levels = (int)v }, IsWhole: true),
        new("window", 3, 31, o => o.Window, (o, v) => o with { Window = (int)v }, IsWhole: true),
        new("gaussian", 0, 1, o => o.GaussianWindow ? 1 : 0, (o, v) => o with { GaussianWindow = v == 1 }, true),
        new("iterations", 1, 100, o => o.Iterations, (o, v) => o with { Iterations = (int)v }, IsWhole: true),
        new("radius", 1, 15, o => o.PolynomialRadius, (o, v) => o with { PolynomialRadius = (int)v }, IsWhole: true),
        new("sigma", 0.1, 15, o => (float)o.PolynomialSigma, (o, v) => o with { PolynomialSigma = v })
    );

    private static readonly StepSettings<DisOptions> DisSettings = new(
        new("finest", 0, 10, o => o.FinestScale, (o, v) => o with { FinestScale = (int)v }, IsWhole: true),
        new("stride", 1, 8, o => o.PatchStride, (o, v) => o with { PatchStride = (int)v }, IsWhole: true),
        new("descent", 2, 1000, o => o.DescentIterations, (o, v) => o with { DescentIterations = (int)v }, true),
        new(
            "refinement",
            0,
            100,
            o => o.RefinementIterations,
            (o, v) => o with { RefinementIterations = (int)v },
            true
        ),
        new("alpha", 0, 1e6, o => o.Alpha, (o, v) => o with { Alpha = v }),
        new("delta", 0, 1e6, o => o.Delta, (o, v) => o with { Delta = v }),
        new("gamma", 0, 1e6, o => o.Gamma, (o, v) => o with { Gamma = v })
    );

    private static readonly (string Name, FlowDefinition Definition)[] Known =
    [
        ("tvl1", new FlowDefinition(new TvL1Options())),
        ("farneback", new FlowDefinition(new FarnebackOptions())),
        ("dis", new FlowDefinition(DisOptions.Medium)),
        ("dis-fast", new FlowDefinition(DisOptions.Fast)),
        ("dis-ultrafast", new FlowDefinition(DisOptions.Ultrafast)),
    ];

    private readonly TvL1Options? _tvL1;
    private readonly FarnebackOptions? _farneback;
    private readonly DisOptions? _dis;

    /// <summary>TV-L1 with these parameters.</summary>
    public FlowDefinition(TvL1Options options) => _tvL1 = options;

    /// <summary>Farnebäck's method with these parameters.</summary>
    public FlowDefinition(FarnebackOptions options) => _farneback = options;

    /// <summary>Dense inverse search with these parameters.</summary>
    public FlowDefinition(DisOptions options) => _dis = options;

    /// <summary>The names that can be written; <c>dis</c> is OpenCV's preset medium.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>What can be set, one line a method, for help texts.</summary>
    public static IReadOnlyList<string> Help { get; } =
    [
        $"tvl1: {string.Join(", ", TvL1Settings.Keys)}",
        $"farneback: {string.Join(", ", FarnebackSettings.Keys)}",
        $"dis: {string.Join(", ", DisSettings.Keys)}",
    ];

    /// <summary>A method with its default parameters.</summary>
    public static implicit operator FlowDefinition(FlowKind kind) => Of(kind);

    /// <summary>A method with its default parameters.</summary>
    public static FlowDefinition Of(FlowKind kind) => Known[(int)kind].Definition;

    /// <summary>Reads a line such as <c>dis</c> or <c>tvl1 lambda=0.3 median=5</c>.</summary>
    /// <exception cref="InputFaultException">No such method or setting, or a number out of range.</exception>
    public static FlowDefinition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = StepText.Split(text);
        if (steps.Count > 1)
        {
            throw steps[0].Fault("has several steps", "name one flow method");
        }

        var known = Array.Find(Known, k => k.Name.Equals(steps[0].Name, StringComparison.OrdinalIgnoreCase)).Definition;
        return known is null
            ? throw new InputFaultException(
                $"'{steps[0].Name}' is no flow method: give one of {string.Join(", ", Names)}."
            )
            : known.With(steps[0]);
    }

    /// <summary>A method for pictures of one size.</summary>
    /// <param name="width">Width of the pictures, at least <see cref="FlowMethods.SmallestSide"/>.</param>
    /// <param name="height">Height of the pictures, at least <see cref="FlowMethods.SmallestSide"/>.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone.</param>
    public IFlowMethod Create(int width, int height, Workers? workers = null) =>
        _tvL1 is not null ? new TvL1(width, height, _tvL1, workers)
        : _farneback is not null ? new Farneback(width, height, _farneback, workers)
        : new Dis(width, height, _dis, workers);

    /// <summary>The line that <see cref="Parse"/> takes back: the name, and what differs from its defaults.</summary>
    public override string ToString() =>
        _tvL1 is not null ? "tvl1" + TvL1Settings.Write(_tvL1, new TvL1Options())
        : _farneback is not null ? "farneback" + FarnebackSettings.Write(_farneback, new FarnebackOptions())
        : Array.Find(Known, known => known.Definition == this).Name
            ?? "dis" + DisSettings.Write(_dis!, DisOptions.Medium);

    /// <summary>The line with every parameter, for records; <see cref="Parse"/> takes it too.</summary>
    public string InFull() =>
        _tvL1 is not null ? "tvl1" + TvL1Settings.WriteAll(_tvL1)
        : _farneback is not null ? "farneback" + FarnebackSettings.WriteAll(_farneback)
        : "dis" + DisSettings.WriteAll(_dis!);

    private FlowDefinition With(StepText step)
    {
        if (_tvL1 is not null)
        {
            var options = TvL1Settings.Read(step, _tvL1);
            return options.MedianWindow is 0 or 3 or 5
                ? new FlowDefinition(options)
                : throw step.Fault($"sets median={options.MedianWindow} in the step tvl1", "give 0, 3 or 5");
        }

        if (_farneback is not null)
        {
            var options = FarnebackSettings.Read(step, _farneback);
            return Math.Pow(options.PyramidScale, options.Levels) >= 0.1
                ? new FlowDefinition(options)
                : throw step.Fault(
                    "makes the coarsest picture smaller than a tenth in the step farneback",
                    "give fewer levels or a larger scale"
                );
        }

        return new FlowDefinition(DisSettings.Read(step, _dis!));
    }
}
