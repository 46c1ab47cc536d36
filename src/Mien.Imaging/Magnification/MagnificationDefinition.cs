namespace Mien.Imaging.Magnification;

/// <summary>
/// A magnifier with its parameters, as one line: <c>linear</c>, <c>phase</c>, or with settings such as
/// <c>phase alpha=5 quick=0.3 slow=0.05</c>. The band of motion that is enlarged lies between two running means, of
/// which a frame changes the shares <c>slow</c> and <c>quick</c>: at f frames a second these are cut-offs at about
/// share f / (2 pi) Hz.
/// </summary>
public sealed record MagnificationDefinition
{
    private static readonly StepSettings<EulerianOptions> LinearSettings = new(
        new("alpha", 0, 1000, o => o.Alpha, (o, v) => o with { Alpha = v }),
        new("quick", 0, 1, o => o.QuickShare, (o, v) => o with { QuickShare = v }),
        new("slow", 0, 1, o => o.SlowShare, (o, v) => o with { SlowShare = v }),
        new("wavelength", 1, 1e4, o => o.CutoffWavelength, (o, v) => o with { CutoffWavelength = v }),
        new("bands", 1, 20, o => o.Bands, (o, v) => o with { Bands = (int)v }, IsWhole: true)
    );

    private static readonly StepSettings<RieszOptions> PhaseSettings = new(
        new("alpha", 0, 1000, o => o.Alpha, (o, v) => o with { Alpha = v }),
        new("quick", 0, 1, o => o.QuickShare, (o, v) => o with { QuickShare = v }),
        new("slow", 0, 1, o => o.SlowShare, (o, v) => o with { SlowShare = v }),
        new("smoothing", 0, 50, o => (float)o.Smoothing, (o, v) => o with { Smoothing = v }),
        new("bands", 1, 20, o => o.Bands, (o, v) => o with { Bands = (int)v }, IsWhole: true)
    );

    private readonly EulerianOptions? _linear;
    private readonly RieszOptions? _phase;

    /// <summary>Linear Eulerian magnification with these parameters.</summary>
    public MagnificationDefinition(EulerianOptions options) => _linear = options;

    /// <summary>Phase-based magnification with these parameters.</summary>
    public MagnificationDefinition(RieszOptions options) => _phase = options;

    /// <summary>The names that can be written.</summary>
    public static IReadOnlyList<string> Names { get; } = ["linear", "phase"];

    /// <summary>What can be set, one line a method, for help texts.</summary>
    public static IReadOnlyList<string> Help { get; } =
    [$"linear: {string.Join(", ", LinearSettings.Keys)}", $"phase: {string.Join(", ", PhaseSettings.Keys)}"];

    /// <summary>Reads a line such as <c>phase alpha=5</c>.</summary>
    /// <exception cref="InputFaultException">No such method or setting, or a number out of range.</exception>
    public static MagnificationDefinition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = StepText.Split(text);
        if (steps.Count > 1)
        {
            throw steps[0].Fault("has several steps", "name one magnification");
        }

        return steps[0].Name.ToLowerInvariant() switch
        {
            "linear" => Linear(steps[0]),
            "phase" => Phase(steps[0]),
            _ => throw new InputFaultException(
                $"'{steps[0].Name}' is no magnification: give one of {string.Join(", ", Names)}."
            ),
        };
    }

    /// <summary>A magnifier for frames of one size.</summary>
    public IMagnifier Create(int width, int height) =>
        _linear is not null ? new EulerianMagnifier(width, height, _linear) : new RieszMagnifier(width, height, _phase);

    /// <summary>The line that <see cref="Parse"/> takes back; factor and band are always written.</summary>
    public override string ToString() =>
        _linear is not null
            ? "linear"
                + LinearSettings.Write(
                    _linear,
                    new EulerianOptions
                    {
                        Alpha = -1,
                        QuickShare = -1,
                        SlowShare = -1,
                    }
                )
            : "phase"
                + PhaseSettings.Write(
                    _phase!,
                    new RieszOptions
                    {
                        Alpha = -1,
                        QuickShare = -1,
                        SlowShare = -1,
                    }
                );

    /// <summary>The line with every parameter, for records; <see cref="Parse"/> takes it too.</summary>
    public string InFull() =>
        _linear is not null ? "linear" + LinearSettings.WriteAll(_linear) : "phase" + PhaseSettings.WriteAll(_phase!);

    private static MagnificationDefinition Linear(StepText step)
    {
        var options = LinearSettings.Read(step, new EulerianOptions());
        return options.QuickShare >= options.SlowShare ? new MagnificationDefinition(options) : throw EmptyBand(step);
    }

    private static MagnificationDefinition Phase(StepText step)
    {
        var options = PhaseSettings.Read(step, new RieszOptions());
        return options.QuickShare >= options.SlowShare ? new MagnificationDefinition(options) : throw EmptyBand(step);
    }

    private static InputFaultException EmptyBand(StepText step) =>
        step.Fault($"has no band in the step {step.Name}", "make quick at least slow");
}
