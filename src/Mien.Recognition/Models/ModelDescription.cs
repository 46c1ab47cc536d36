using Mien.Recognition.Calibration;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Recognition.Models;

/// <summary>What travels with a network's weights: all that is needed to use them and to judge them.</summary>
public sealed record ModelDescription
{
    /// <summary>The network's registered name.</summary>
    public required string Network { get; init; }

    /// <summary>Height, width and channels of its input, and the number of its classes.</summary>
    public required NetworkShape Shape { get; init; }

    /// <summary>
    /// How faces lie in the maps that it was made for: <c>tight</c> or <c>aligned</c>
    /// (<see cref="Data.Synthetic.CropLayout"/>); empty where only the training data know.
    /// </summary>
    public string Crop { get; init; } = "";

    /// <summary>Class names, in the order of its outputs.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The recipe, the input definition among it.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>What it was trained on, one or two sentences.</summary>
    public required string TrainingData { get; init; }

    /// <summary>
    /// Everybody it has seen in training, those of the model that it began from among them, as dataset/subject; empty for
    /// made-up motion. Null when the file does not say, as those written by earlier versions.
    /// </summary>
    public IReadOnlyList<string>? People { get; init; }

    /// <summary>SHA-256 of the training set; empty when it was made up while training.</summary>
    public string DataHash { get; init; } = "";

    /// <summary>The seed of its weights.</summary>
    public required int Seed { get; init; }

    /// <summary>
    /// Number of networks that answer together, each with a head for action units beside the class head; 0 for one network
    /// with a class head alone.
    /// </summary>
    public int Members { get; init; }

    /// <summary>Several networks of different kinds that answer together; empty for one network or committee.</summary>
    public IReadOnlyList<ModelPart> Parts { get; init; } = [];

    /// <summary>
    /// Probability from which each action unit and side counts as shown, order of
    /// <see cref="Data.Synthetic.ActionUnitSides"/>; empty without a unit head.
    /// </summary>
    public IReadOnlyList<float> UnitThresholds { get; init; } = [];

    /// <summary>Calibrated probabilities and prediction sets; null when it was never calibrated.</summary>
    public ModelCalibration? Calibration { get; init; }

    /// <summary>The version of Mien that trained it.</summary>
    public required string Version { get; init; }
}
