using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>How the units of an evaluation are learnt: the method at the data under the recipe, or under each of its candidates.</summary>
internal sealed class UnitTraining
{
    private readonly EvaluationRequest _request;
    private readonly IReadOnlyList<(string Name, Study Study)> _candidates;

    private UnitTraining(EvaluationRequest request, PreparedSet units)
    {
        _request = request;
        Units = units;
        _candidates =
            request.Recipe.Selection == SelectionKind.InnerSubjects
                ? [.. RecipeChoices.Of(request.Recipe).Select(choice => (choice.Name, Begin(choice.Recipe)))]
                : [("", Begin(request.Recipe))];
    }

    /// <summary>What is scored.</summary>
    public PreparedSet Units { get; }

    /// <summary>On whom an epoch or a setting is chosen.</summary>
    public SelectionKind Selection => _request.Recipe.Selection;

    /// <summary>Parts of the training people that a nested selection holds out in turn.</summary>
    public int InnerFolds => _request.Recipe.InnerFolds;

    /// <summary>Seed of every deal.</summary>
    public ulong DealSeed => _request.ProtocolOptions.DealSeed;

    /// <summary>Number of candidates; 1 where nothing is chosen among.</summary>
    public int Candidates => _candidates.Count;

    /// <summary>The last epoch of a training; null without epochs.</summary>
    public int? LastEpoch => _candidates[0].Study.Epochs;

    /// <summary>Makes the method ready.</summary>
    /// <exception cref="InputFaultException">The method cannot use the data, or what the recipe asks for cannot be chosen.</exception>
    public static UnitTraining Of(EvaluationRequest request, PreparedSet units, IReadOnlyList<Fold> folds)
    {
        var training = new UnitTraining(request, units);
        training.RequireEpochs();
        training.RequireSubjects(folds);
        return training;
    }

    /// <summary>A candidate as the recipe writes it.</summary>
    public string NameOf(int candidate) => _candidates[candidate].Name;

    /// <summary>The method under a candidate.</summary>
    public Study StudyOf(int candidate) => _candidates[candidate].Study;

    private Study Begin(Recipe recipe) => _request.Method.Begin(Units, recipe);

    private void RequireEpochs()
    {
        if (Selection == SelectionKind.TestSubject && !_request.Recipe.IsOneNetwork)
        {
            throw new InputFaultException(
                "An epoch is chosen on the test subject for one network only: leave the selection, or 'members' and 'start' of the recipe, out."
            );
        }

        if (Selection == SelectionKind.TestSubject && LastEpoch is null)
        {
            throw new InputFaultException(
                $"{_request.Method.Name} does not learn in epochs, so none can be chosen on the test subject: leave the selection out."
            );
        }
    }

    private void RequireSubjects(IReadOnlyList<Fold> folds)
    {
        if (Selection != SelectionKind.InnerSubjects)
        {
            return;
        }

        foreach (var fold in folds)
        {
            var people = fold.Train.Select(clip => Units.Clips[clip].Person).Distinct().Count();
            if (people < InnerFolds)
            {
                throw new InputFaultException(
                    $"Without {fold.Name} only {people} subjects are left to learn from, and the recipe deals them to {InnerFolds} inner folds: set innerFolds to at most {people}."
                );
            }
        }
    }
}
