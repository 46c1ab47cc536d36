using System.CommandLine;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Models;
using Mien.Recognition.Starting;
using Mien.Recognition.Training;

namespace Mien.Cli.Options;

/// <summary>Beginning from a finished model instead of from fresh weights.</summary>
internal sealed class StartOptions
{
    private readonly Option<string?> _file = new("--start")
    {
        Description = "A finished model file to begin from; it decides the network and its input.",
        HelpName = "FILE",
    };

    private readonly Option<string> _mode = new("--start-mode")
    {
        Description =
            $"How to begin from it: {string.Join(", ", StartModes.Names)} (trained further; its features under a new linear head; its answers averaged with those of a network trained on the data).",
        DefaultValueFactory = _ => StartModes.NameOf(new StartRecipe().Mode),
        HelpName = "MODE",
    };

    /// <summary>The option with the file, for commands that make paths portable.</summary>
    public Option<string?> File => _file;

    /// <summary>Both options.</summary>
    public IEnumerable<Option> All => [_file, _mode];

    /// <summary>Whether a model to begin from was named.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_file) is not null;

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>
    /// The network and the recipe of a run. A model to begin from that is named on the command line takes the place of the
    /// recipe's own; where nothing is trained from fresh weights, the network is the model's unless one is named.
    /// </summary>
    /// <exception cref="InputFaultException">A name is unknown, a file is not usable, or they do not fit each other.</exception>
    public (Method Method, Recipe Recipe) Choose(ParseResult parsed, Option<string> model, Option<string?> recipe)
    {
        var mode = StartModes.Find(parsed.GetRequiredValue(_mode));
        var isNamed = parsed.GetResult(model) is { Implicit: false };
        if (parsed.GetValue(_file) is not { } file)
        {
            RequireFileFor(parsed);
            var chosen = RecipeChoice.Of(parsed.GetValue(recipe));
            var method = MethodRegistry.Find(
                isNamed ? parsed.GetRequiredValue(model) : NetworkOf(chosen, parsed, model)
            );
            return (method, RecipeChoice.For(method, chosen, parsed.GetValue(recipe)));
        }

        using var start = ModelFile.Read(file);
        var trainsFresh = mode == StartMode.Average;
        var name = isNamed || trainsFresh ? parsed.GetRequiredValue(model) : start.Description.Network;
        var begun = MethodRegistry.Find(name);
        var own = RecipeChoice.For(begun, RecipeChoice.Of(parsed.GetValue(recipe)), parsed.GetValue(recipe));
        var asked = own with
        {
            Members = trainsFresh ? Math.Max(1, own.Members) : 0,
            Input = start.Description.Recipe.Input,
            Start = (own.Start ?? new StartRecipe()) with { File = file, Hash = "", Mode = mode },
        };
        return (begun, StartFile.Complete(asked, Environment.CurrentDirectory));
    }

    /// <summary>Refuses a model to begin from where nothing is trained.</summary>
    /// <exception cref="InputFaultException">One was named.</exception>
    public void RequireNone(ParseResult parsed, string protocol)
    {
        if (parsed.GetValue(_file) is not null)
        {
            throw new InputFaultException(
                $"--protocol {protocol} trains nothing, so nothing can begin from --start: name the file with --model."
            );
        }
    }

    private void RequireFileFor(ParseResult parsed)
    {
        if (parsed.GetResult(_mode) is { Implicit: false })
        {
            throw new InputFaultException("--start-mode says how to begin from a model: name the model with --start.");
        }
    }

    /// <summary>A recipe may say for which network it is; the usual one otherwise.</summary>
    private static string NetworkOf(Recipe? recipe, ParseResult parsed, Option<string> model) =>
        recipe is { Model.Length: > 0 } ? recipe.Model : parsed.GetRequiredValue(model);
}
