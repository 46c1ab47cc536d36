using System.CommandLine;
using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Models;
using Mien.Spotting.Learning;
using Mien.Spotting.Scoring;

namespace Mien.Cli.Commands;

/// <summary>The part of <c>mien train</c> that trains what decides in <c>mien analyze --spotter</c>.</summary>
internal sealed class SpotterChoices
{
    private readonly Option<string?> _analyses = new("--spotter")
    {
        Description =
            "Train a spotter instead, on the motion series of long videos: the folder of their analyses (--out of mien analyze).",
        HelpName = "DIR",
    };

    private readonly Option<string?> _truth = new("--truth")
    {
        Description =
            "With --spotter: what truly happens in the videos: truth.csv of made-up ones, the coding table of CAS(ME)^2 or SAMM Long Videos, or any table that mien score reads.",
        HelpName = "FILE",
    };

    public IEnumerable<Option> All => [_analyses, _truth];

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_analyses) is not null;

    /// <summary>Refuses what cannot go together.</summary>
    /// <exception cref="InputFaultException">One of both is missing, or there is other training data.</exception>
    public void Check(ParseResult parsed, bool hasOther)
    {
        if (IsAsked(parsed) != parsed.GetValue(_truth) is not null)
        {
            throw new InputFaultException(
                "--spotter DIR and --truth FILE belong together: the analyses of long videos, and what truly happens in them."
            );
        }

        if (IsAsked(parsed) && hasOther)
        {
            throw new InputFaultException("--spotter excludes --data, --synthetic and --start: give one of them.");
        }
    }

    /// <summary>Trains on the analyses.</summary>
    public Model Train(
        ParseResult parsed,
        Option<string> model,
        Option<string?> recipe,
        int seed,
        int threads,
        bool quiet
    )
    {
        var folder = parsed.GetValue(_analyses)!;
        if (!Directory.Exists(folder))
        {
            throw new InputFaultException($"{folder} does not exist: give the --out of mien analyze.");
        }

        var truth = IntervalTable.Read(parsed.GetValue(_truth)!);
        var network = NetworkMethod.Require(MethodRegistry.Find(parsed.GetRequiredValue(model))).Network;
        var how = parsed.GetValue(recipe) is { } file ? RecipeChoice.Of(file)! : SpotterTraining.Recipe;
        return WorkProgress.Run(
            quiet,
            progress => SpotterTraining.Train(folder, truth, network, how, seed, threads, progress)
        );
    }
}
