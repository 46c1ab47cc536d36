using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// The evaluations that a comparison is made of: one for each recipe, over the same data, folds and seeds, so that every
/// pair of them can be tested clip by clip. The reference comes first, the others by name.
/// </summary>
/// <param name="Runs">The evaluations.</param>
public sealed record ComparisonPlan(IReadOnlyList<PlannedRun> Runs)
{
    /// <summary>The recipe that the others are held against when none is named.</summary>
    public const string UsualReference = "cabm";

    /// <summary>Plans a comparison.</summary>
    /// <param name="recipes">The recipes, each naming its method.</param>
    /// <param name="shared">What all evaluations share; its method and recipe are replaced by each recipe's.</param>
    /// <param name="reference">Name of the reference; null for <see cref="UsualReference"/>, or the first where there is none.</param>
    /// <param name="bothWays">
    /// Whether every network is also shown with its epoch chosen on the test subject; otherwise those alone whose recipe
    /// says that their authors' script does so.
    /// </param>
    /// <exception cref="InputFaultException">
    /// There are fewer than two recipes, one names an unknown method, or the reference is none of them.
    /// </exception>
    public static ComparisonPlan Of(
        IReadOnlyList<NamedRecipe> recipes,
        EvaluationRequest shared,
        string? reference = null,
        bool bothWays = false
    )
    {
        ArgumentNullException.ThrowIfNull(recipes);
        ArgumentNullException.ThrowIfNull(shared);
        if (recipes.Count < 2)
        {
            throw new InputFaultException(
                $"A comparison needs two or more recipes, and there is only {recipes[0].Name}: add another, or take 'mien evaluate'."
            );
        }

        var first = ReferenceOf(recipes, reference);
        return new ComparisonPlan([
            .. recipes
                .OrderBy(recipe => recipe.Name == first ? 0 : 1)
                .ThenBy(recipe => recipe.Name, StringComparer.Ordinal)
                .Select(recipe => Plan(recipe, shared, bothWays)),
        ]);
    }

    private static string ReferenceOf(IReadOnlyList<NamedRecipe> recipes, string? reference)
    {
        var wanted = reference ?? UsualReference;
        if (recipes.Any(recipe => recipe.Name == wanted))
        {
            return wanted;
        }

        return reference is null
            ? recipes[0].Name
            : throw new InputFaultException(
                $"--reference {reference} is none of the recipes: take one of {string.Join(", ", recipes.Select(r => r.Name))}."
            );
    }

    private static PlannedRun Plan(NamedRecipe recipe, EvaluationRequest shared, bool bothWays) =>
        new(
            recipe.Name,
            shared with
            {
                Method = MethodOf(recipe),
                Recipe = recipe.Recipe,
            },
            bothWays || recipe.Recipe.Script == SelectionKind.TestSubject
        );

    private static Method MethodOf(NamedRecipe recipe)
    {
        try
        {
            return MethodRegistry.Find(recipe.Recipe.Model);
        }
        catch (InputFaultException fault)
        {
            throw new InputFaultException($"The recipe {recipe.Name} cannot be used: {fault.Message}", fault);
        }
    }
}
