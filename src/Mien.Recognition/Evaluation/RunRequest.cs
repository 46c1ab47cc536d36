using System.Globalization;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>The evaluation that a finished run was, from its record and the data.</summary>
public static class RunRequest
{
    /// <summary>Settings of the deal, which stand beside the recipe's in a record, and of a start, which there is none of here.</summary>
    private static readonly string[] NotOfTheRecipe = ["folds", "deal", "start", RunRecord.FramesSetting];

    /// <summary>The request of a run of a network from fresh weights.</summary>
    /// <param name="run">The run's record.</param>
    /// <param name="set">The data, with its true labels.</param>
    /// <param name="sources">Where they came from.</param>
    /// <exception cref="InputFaultException">The data are not the run's, or the run did not train networks from fresh weights.</exception>
    public static EvaluationRequest Of(RunRecord run, PreparedSet set, RunData[] sources)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(sources);
        RequireFreshWeights(run);
        RequireData(run, sources);
        var request = new EvaluationRequest
        {
            Set = run.LabelShuffle is { } seed ? ShuffledLabels.Of(set, seed) : set,
            LabelShuffle = run.LabelShuffle,
            Data = sources,
            Method = NetworkMethod.Require(MethodRegistry.Find(run.Model)),
            Recipe = RecipeFile.With(
                new Recipe(),
                run.Recipe.Where(setting => !NotOfTheRecipe.Contains(setting.Key))
                    .Select(setting => (setting.Key, setting.Value)),
                "of the run"
            ),
            Protocol = Protocol.Find(run.Protocol),
            ProtocolOptions = new ProtocolOptions
            {
                Folds = (int)Whole(run, "folds", int.MaxValue),
                DealSeed = Whole(run, "deal", ulong.MaxValue),
            },
            Seeds = run.Seeds,
            Command = run.Command,
        };
        return run.CountsFrames ? request.AsFrames() : request;
    }

    private static ulong Whole(RunRecord run, string setting, ulong most) =>
        ulong.TryParse(
            run.Recipe.GetValueOrDefault(setting),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var n
        )
        && n <= most
            ? n
            : throw new InputFaultException(
                $"run.json has no whole number for '{setting}' among its recipe's settings: take the file that the run wrote."
            );

    private static void RequireFreshWeights(RunRecord run)
    {
        if (run.Start is not null || run.Protocol == ZeroShotEvaluation.Name)
        {
            throw new InputFaultException(
                "The run used a finished model, which it does not keep: give that model's file instead of the run."
            );
        }
    }

    private static void RequireData(RunRecord run, RunData[] sources)
    {
        if (!run.Data.Select(data => data.Hash).SequenceEqual(sources.Select(data => data.Hash)))
        {
            throw new InputFaultException(
                $"The data are not those of the run, which read {string.Join(", ", run.Data.Select(data => data.Path))}: give --data the same sets in the same order."
            );
        }
    }
}
