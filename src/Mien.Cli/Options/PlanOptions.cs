using System.CommandLine;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Training;

namespace Mien.Cli.Options;

/// <summary>What <c>mien compare --recipes</c> evaluates.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string?> _recipes = new("--recipes")
    {
        Description = "Evaluate every recipe of this folder that names its model, instead of taking finished runs.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _only = new("--only")
    {
        Description = "Of the recipes only these, by file name without .json, commas between.",
        HelpName = "A,B",
    };

    private readonly Option<string?> _reference = new("--reference")
    {
        Description = $"The recipe that the others are tested against; {ComparisonPlan.UsualReference} when not given.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _bothWays = new("--both-ways")
    {
        Description =
            "Also show every network with its epoch chosen on each test subject (leaky), from the same trainings; without it, those whose recipe says that their authors' script does so.",
    };

    private readonly Option<string[]> _data = RunOptions.Data();
    private readonly Option<string?> _classes = RunOptions.Classes();
    private readonly Option<int[]> _seeds = RunOptions.Seeds();
    private readonly HoldOutOptions _holdOut = new(withZeroShot: false);

    /// <summary>The options that hold paths, for commands that make them portable.</summary>
    public Option[] Paths => [_recipes, _data];

    public void AddTo(Command command)
    {
        // Finished runs know their data; whoever gives recipes is told that data are missing.
        _data.Required = false;
        _data.Arity = ArgumentArity.ZeroOrMore;
        command.Options.Add(_recipes);
        command.Options.Add(_only);
        command.Options.Add(_reference);
        command.Options.Add(_bothWays);
        command.Options.Add(_data);
        command.Options.Add(_classes);
        command.Options.Add(_seeds);
        _holdOut.AddTo(command);
    }

    /// <summary>Whether recipes are to be evaluated.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_recipes) is not null;

    /// <summary>Reads recipes and data and plans the comparison.</summary>
    /// <exception cref="InputFaultException">Something given cannot be used.</exception>
    public ComparisonPlan Of(ParseResult parsed)
    {
        var recipes = Chosen(parsed, RecipeFolder.Read(parsed.GetValue(_recipes)!));
        if (parsed.GetValue(_data) is not { Length: > 0 } folders)
        {
            throw new InputFaultException("--recipes needs data to evaluate them on: give --data the prepared sets.");
        }

        var (set, sources) = DataFolders.Read(folders, parsed.GetValue(_classes));
        var shared = new EvaluationRequest
        {
            Set = set,
            Data = sources,
            Method = MethodRegistry.All.First(),
            Protocol = Protocol.Find(_holdOut.NameOf(parsed)),
            ProtocolOptions = _holdOut.DealOf(parsed),
            Seeds = parsed.GetRequiredValue(_seeds),
            Command = TypedCommand.Of(parsed),
        };
        return ComparisonPlan.Of(recipes, shared, parsed.GetValue(_reference), parsed.GetValue(_bothWays));
    }

    private IReadOnlyList<NamedRecipe> Chosen(ParseResult parsed, IReadOnlyList<NamedRecipe> recipes)
    {
        if (parsed.GetValue(_only) is not { } only)
        {
            return recipes;
        }

        var names = only.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(name => recipes.All(recipe => recipe.Name != name)) is { } unknown)
        {
            throw new InputFaultException(
                $"--only names '{unknown}', which is none of the recipes: take from {string.Join(", ", recipes.Select(r => r.Name))}."
            );
        }

        return [.. recipes.Where(recipe => names.Contains(recipe.Name))];
    }
}
