using Mien.Data.Prepared;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>All that defines an evaluation.</summary>
public sealed record EvaluationRequest
{
    /// <summary>The clips.</summary>
    public required PreparedSet Set { get; init; }

    /// <summary>Where the clips came from, for the record.</summary>
    public required RunData[] Data { get; init; }

    /// <summary>The method.</summary>
    public required Method Method { get; init; }

    /// <summary>How it learns.</summary>
    public Recipe Recipe { get; init; } = new();

    /// <summary>What is held out.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>Settings of the protocol.</summary>
    public ProtocolOptions ProtocolOptions { get; init; } = new();

    /// <summary>The method learns anew for each seed and fold.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [1];

    /// <summary>
    /// Seed with which the labels of <see cref="Set"/> were shuffled over the clips, for the record; null for true labels.
    /// </summary>
    public ulong? LabelShuffle { get; init; }

    /// <summary>The command as it was typed, for the record.</summary>
    public string Command { get; init; } = "";

    /// <summary>Whether test content has a say in training or in the choice of the epoch.</summary>
    public bool Leaky => Protocol.Leaky || Recipe.Selection == SelectionKind.TestSubject;

    /// <summary>
    /// The evaluation with every frame of a sequence as a sample of its own, where they are split one by one and the method
    /// takes single maps; otherwise the evaluation as it is.
    /// </summary>
    internal EvaluationRequest OverFrames() => Protocol is FrameKFold && CanCountFrames ? AsFrames() : this;

    /// <summary>The evaluation with every frame of a sequence as a sample of its own (<see cref="SequenceFrames"/>).</summary>
    internal EvaluationRequest AsFrames() =>
        this with
        {
            Set = SequenceFrames.Of(Set),
            ProtocolOptions = ProtocolOptions with { RealFrames = true },
        };

    /// <summary>Whether the set holds sequences and the method takes single maps.</summary>
    internal bool CanCountFrames => Set.Shape.IsSequence && !Method.NeedsSequences(Recipe);

    /// <summary>
    /// The honest evaluation of the same model: subjects held out, nothing chosen on them; null for one that is honest.
    /// </summary>
    public EvaluationRequest? HonestTwin()
    {
        if (!Leaky)
        {
            return null;
        }

        var honest =
            Recipe.Selection == SelectionKind.TestSubject
                ? this with
                {
                    Recipe = Recipe with { Selection = SelectionKind.None },
                }
                : this;
        var folds = Math.Min(ProtocolOptions.Folds, Set.Persons.Count);
        return Protocol.Leaky
            ? honest with
            {
                Protocol = new SubjectKFold(),
                ProtocolOptions = ProtocolOptions with { Folds = folds },
            }
            : honest;
    }
}
