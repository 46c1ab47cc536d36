using System.Text.Json;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>Writes down an evaluation: what was run, and how the items were dealt.</summary>
internal sealed class RunDocuments(
    EvaluationRequest request,
    PreparedSet units,
    IReadOnlyList<Fold> folds,
    Study study,
    string? baselineLeftOut
)
{
    private const string MixedVectors =
        "Folds of this run were trained with different vector instructions, so its last digits cannot be repeated on one machine.";

    private const string ShuffledText =
        "The labels were shuffled over the clips, so there is nothing to recognise: what is above chance is leak.";

    private const string RealFrames = "Every frame of a sequence is a sample of its own here, and none is imitated.";

    private static readonly string ImitatedFrames =
        $"No real frames were split: {NeighbourFrames.Copies} neighbouring frames of each clip are imitated by shifting its map by up to half a pixel and adding a little noise.";

    /// <summary>The version of Mien.</summary>
    public static string Version => ProductVersion.Text;

    public RunRecord Record(int threads, RunFolder? honest, string[] instructionSets, string[] revisions) =>
        new()
        {
            Version = Version,
            TrainingVersion = TrainingVersion.Current,
            Revisions = revisions.Length > 0 ? revisions : null,
            Command = request.Command,
            Model = request.Method.Name,
            Parameters = study.Parameters,
            Protocol = request.Protocol.Name,
            Leaky = IsLeaky,
            LabelShuffle = request.LabelShuffle,
            Folds = folds.Count,
            Seeds = [.. request.Seeds],
            Recipe = Settings(),
            Start = study.Start,
            Data = request.Data,
            Machine = RunMachine.Describe(threads) with { InstructionSet = string.Join(" and ", instructionSets) },
            Remarks =
            [
                .. FrameRemarks(),
                .. request.LabelShuffle is null ? (string[])[] : [ShuffledText],
                .. instructionSets.Length < 2 ? (string[])[] : [MixedVectors],
                .. study.Start is null ? (string[])[] : StartRemarks(study.Start),
                .. baselineLeftOut is null ? (string[])[] : [baselineLeftOut],
            ],
            SubjectIndependent = honest is null ? null : ScoreOf(honest),
        };

    /// <summary>The folds, each once for all seeds that were dealt and chose alike.</summary>
    public RunSplits Splits(IReadOnlyList<(FoldUnit Unit, UnitResult Result)> results) =>
        new()
        {
            Protocol = request.Protocol.Name,
            Leaky = IsLeaky,
            Items = [.. units.Clips.Select(Item)],
            Folds =
            [
                .. results
                    .GroupBy(x => (x.Unit.Fold.Index, x.Result.Epoch, x.Result.Choice))
                    .OrderBy(group => group.Key.Index)
                    .ThenBy(group => group.Min(x => x.Unit.Seed))
                    .Select(group => FoldOf(folds[group.Key.Index], [.. group])),
            ],
        };

    /// <summary>What a reader must know of the finished model that a run used.</summary>
    public static string[] StartRemarks(RunStart start) =>
        [
            $"The finished model was trained on: {start.TrainingData}",
            .. start.Leaks
                ? (string[])
                    ["LEAK: the finished model has seen people whom this run scores, so the scores are not honest."]
                : [],
        ];

    private string[] FrameRemarks() =>
        request.ProtocolOptions.RealFrames ? [RealFrames]
        : request.Protocol is FrameKFold ? [ImitatedFrames]
        : [];

    private bool IsLeaky => request.Leaky || study.Start is { Leaks: true };

    private SplitFold FoldOf(Fold fold, (FoldUnit Unit, UnitResult Result)[] results) =>
        new()
        {
            Fold = fold.Index,
            Seeds = [.. results.Select(x => x.Unit.Seed)],
            Train = [.. fold.Train],
            Test = [.. fold.Test],
            SelectedOn = request.Recipe.Selection switch
            {
                SelectionKind.InnerSubjects => [.. fold.Train],
                SelectionKind.TestSubject => [.. fold.Test],
                _ => null,
            },
            Epoch = results[0].Result.Epoch,
            Choice = results[0].Result.Choice,
        };

    private static SubjectIndependentScore ScoreOf(RunFolder honest) =>
        new()
        {
            Protocol = honest.Run.Protocol,
            Uf1 = honest.Metrics.Full.Uf1.Mean,
            Uar = honest.Metrics.Full.Uar.Mean,
            Accuracy = honest.Metrics.Full.Accuracy.Mean,
        };

    public static SplitItem Item(PreparedClip clip) =>
        new()
        {
            Dataset = clip.Dataset,
            Subject = clip.Subject,
            Clip = clip.Clip,
            Hash = DataCheck.HashOf(clip.Map),
            LookAlike = LookAlikeHash.Of(clip.Map),
        };

    /// <summary>The recipe's settings with the folds and the deal.</summary>
    private SortedDictionary<string, string> Settings()
    {
        var settings = Settings(request.Recipe);
        settings["folds"] = $"{request.ProtocolOptions.Folds}";
        settings["deal"] = $"{request.ProtocolOptions.DealSeed}";
        if (request.ProtocolOptions.RealFrames)
        {
            settings[RunRecord.FramesSetting] = "real";
        }

        if (request.ProtocolOptions.TrainSubjects > 0)
        {
            settings["trainSubjects"] = $"{request.ProtocolOptions.TrainSubjects}";
        }

        return settings;
    }

    /// <summary>Every setting of a recipe by name.</summary>
    public static SortedDictionary<string, string> Settings(Recipe recipe)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(RecipeFile.Print(recipe));
        Add(settings, "", json.RootElement);
        return settings;
    }

    /// <summary>
    /// Adds settings, those of a part under its name and a dot. The path of a start model is left out: its hash says which
    /// file it was, and paths differ between machines.
    /// </summary>
    private static void Add(SortedDictionary<string, string> settings, string prefix, JsonElement part)
    {
        foreach (var setting in part.EnumerateObject())
        {
            var name = prefix + setting.Name;
            if (setting.Value.ValueKind == JsonValueKind.Object)
            {
                Add(settings, $"{name}.", setting.Value);
            }
            else if (setting.Value.ValueKind != JsonValueKind.Array && name != "start.file")
            {
                settings[name] = setting.Value.ToString();
            }
        }
    }
}
