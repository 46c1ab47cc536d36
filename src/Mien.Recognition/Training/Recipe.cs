using System.Text.Json.Serialization;

namespace Mien.Recognition.Training;

/// <summary>
/// How a method learns: everything but the data, the method's name and the seed. The default is the recipe of the
/// default CABM. A recipe that names a classifier is one for a hand-crafted rival: the settings of a training by epochs do
/// not belong to it, and are neither read nor written. Unless <see cref="Selection"/> says otherwise nothing is chosen: the
/// number of epochs is fixed and the last epoch is used.
/// </summary>
public sealed record Recipe
{
    /// <summary>What the recipe shows, its expected score, its expected minutes, and the exact command; for readers.</summary>
    public IReadOnlyList<string> About { get; set; } = [];

    /// <summary>The method that the recipe is for; empty when it is for any network.</summary>
    public string Model { get; set; } = "";

    /// <summary>
    /// Networks that are trained from fresh weights, each with a seed of its own, and answer together by the mean of their
    /// class probabilities. 0 when only what <see cref="Start"/> gives is to answer.
    /// </summary>
    public int Members { get; set; } = 1;

    /// <summary>A finished model to begin from; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StartRecipe? Start { get; set; }

    /// <summary>From motion map to network input, as the line that <c>InputDefinition</c> parses.</summary>
    public string Input { get; set; } = "centred";

    /// <summary>What a hand-crafted rival computes of the input, as the line that <c>FeatureDefinition</c> parses; empty for networks.</summary>
    public string Features { get; set; } = "";

    /// <summary>What learns from the features, as the line that <c>ClassifierDefinition</c> parses; empty for networks.</summary>
    public string Classifier { get; set; } = "";

    /// <summary>What is drawn anew for each sample and epoch, as the line that <c>AugmentationDefinition</c> parses; <c>none</c> for nothing. A classifier takes <c>mirror</c>, mirrored copies beside the clips, or <c>none</c>.</summary>
    public string Augmentation { get; set; } = "mirror p=0.5 | affine rotation=6 scale=0.05 shift=1.5";

    /// <summary>Passes over the training clips.</summary>
    public int Epochs { get; set; } = 40;

    /// <summary>Clips a step.</summary>
    public int Batch { get; set; } = 64;

    /// <summary>
    /// Whether an epoch's last step is left out when it is not full; one of a single clip always is. A set smaller than one
    /// batch is one step.
    /// </summary>
    public bool DropLast { get; set; } = true;

    /// <summary>What moves the weights.</summary>
    public OptimizerKind Optimizer { get; set; } = OptimizerKind.AdamW;

    /// <summary>Share of the last step that stays in the next, of the optimiser <c>sgd</c> only; 0 to below 1.</summary>
    public float Momentum { get; set; }

    /// <summary>How the learning rate goes through the training.</summary>
    public ScheduleKind Schedule { get; set; } = ScheduleKind.OneCycle;

    /// <summary>The highest learning rate.</summary>
    public float MaxRate { get; set; } = 3e-3f;

    /// <summary>Share of the steps in which the rate rises, of the schedules <c>one-cycle</c> and <c>cosine</c>.</summary>
    public float WarmUp { get; set; } = 0.2f;

    /// <summary>What the rate is multiplied by, of the schedule <c>steps</c> only; above 0, at most 1.</summary>
    public float DecayFactor { get; set; } = 1;

    /// <summary>Epochs between two changes of the rate, of the schedule <c>steps</c> only.</summary>
    public int DecayEvery { get; set; } = 1;

    /// <summary>
    /// Weight decay on tensors of two or more dimensions, as the optimiser takes it; biases and normalisation never decay.
    /// </summary>
    public float WeightDecay { get; set; } = 0.05f;

    /// <summary>Largest norm of the gradient over all parameters; 0 for no limit.</summary>
    public float ClipNorm { get; set; } = 1;

    /// <summary>What the training makes small.</summary>
    public LossKind Loss { get; set; } = LossKind.CrossEntropy;

    /// <summary>Share of the target that is spread over all classes, 0 to below 1.</summary>
    public float LabelSmoothing { get; set; } = 0.1f;

    /// <summary>Class weight = (N / (C n_c))^power, counted on the fold's training clips; 0 for none.</summary>
    public float ClassWeightPower { get; set; } = 0.5f;

    /// <summary>Whether a prediction is the mean over the map and its mirror image.</summary>
    public bool MirrorInTest { get; set; } = true;

    /// <summary>On whom an epoch or a setting is chosen.</summary>
    public SelectionKind Selection { get; set; } = SelectionKind.None;

    /// <summary>
    /// What the selection <c>inner-subjects</c> chooses among, candidates with bars between, each a list of settings that
    /// replace those of the recipe: <c>epochs=20 | epochs=40 | epochs=40 maxRate=0.001</c>. A value with blanks or bars
    /// stands in single quotes.
    /// </summary>
    public string Choices { get; set; } = "";

    /// <summary>Parts of the training people that the selection <c>inner-subjects</c> holds out in turn.</summary>
    public int InnerFolds { get; set; } = 3;

    /// <summary>
    /// On whom the published script of the network's authors chooses its epoch: <c>mien compare</c> then also shows the same
    /// trainings so, beside the honest run. It changes nothing in a run.
    /// </summary>
    public SelectionKind Script { get; set; } = SelectionKind.None;

    /// <summary>Whether one network with fresh weights is all that is trained.</summary>
    [JsonIgnore]
    public bool IsOneNetwork => Members == 1 && Start is null;
}
