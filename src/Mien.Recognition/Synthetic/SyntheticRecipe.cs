using Mien.Data.Filmed;
using Mien.Data.Synthetic;
using Mien.Recognition.Training;

namespace Mien.Recognition.Synthetic;

/// <summary>
/// How a model is trained on made-up motion. Maps of formulas are made anew and seen once; filmed ones are drawn from a stock,
/// by default 120,000 draws of all members from 24,000 maps, so that each is seen about five times. There are no epochs: the
/// length is counted in draws.
/// </summary>
public sealed record SyntheticRecipe
{
    /// <summary>The network, a ConvMixer of the registry.</summary>
    public string Network { get; init; } = "cabm";

    /// <summary>Networks that answer together; each sees maps of formulas of its own.</summary>
    public int Members { get; init; } = 3;

    /// <summary>What maps are made.</summary>
    public GeneratorOptions Generator { get; init; } = new();

    /// <summary>Draws of each member: maps of formulas, each once, and of the filmed stock.</summary>
    public int Samples { get; init; } = 80_000;

    /// <summary>
    /// Share of the maps that are measured on filmed faces (<see cref="FilmedMotionGenerator"/>) instead of made by
    /// formulas alone, 0 to 1.
    /// </summary>
    public float FilmedShare { get; init; } = 0.5f;

    /// <summary>
    /// Filmed maps in all. They take long to make, so all members draw from one stock, each map mirrored every second time.
    /// </summary>
    public int FilmedStock { get; init; } = 24_000;

    /// <summary>How faces are filmed.</summary>
    public FilmOptions Film { get; init; } = new();

    /// <summary>Weight of the units' binary cross-entropy beside the classes' cross-entropy.</summary>
    public float UnitWeight { get; init; } = 10;

    /// <summary>Fresh maps on which thresholds are set and the made-up score is taken.</summary>
    public int Calibration { get; init; } = 8192;

    /// <summary>
    /// Input, batch, rate, decay and smoothing; what does not apply to a stream of draws (epochs, augmentation, class
    /// weights, clipping) is set to nothing. The rate rises linearly and falls by half a cosine.
    /// </summary>
    public Recipe Recipe { get; init; } =
        new()
        {
            Input = "centred",
            Augmentation = "none",
            Epochs = 1,
            Batch = 128,
            MaxRate = 3e-3f,
            WarmUp = 0.1f,
            WeightDecay = 0.02f,
            ClipNorm = 0,
            LabelSmoothing = 0.1f,
            ClassWeightPower = 0,
        };
}
