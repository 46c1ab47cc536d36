using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Data.Filmed;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Synthetic;

namespace Mien.Cli.Commands;

/// <summary>The part of <c>mien train</c> that trains on made-up motion instead of data.</summary>
internal sealed class SyntheticOptions
{
    private const int FewestSamples = 1024;
    private const int MostSamples = 100_000_000;

    private readonly Option<bool> _synthetic = new("--synthetic")
    {
        Description = "Train on made-up motion of action units instead of --data: no face is involved.",
    };

    private readonly Option<bool> _none = new("--none")
    {
        Description = "With --synthetic: a fourth class 'none' (still, blinking, looking, moving, talking), for video.",
    };

    private readonly Option<int> _size = new("--size")
    {
        Description = "With --synthetic: pixels along a side of the maps.",
        DefaultValueFactory = _ => new GeneratorOptions().Size,
        HelpName = "N",
    };

    private readonly Option<int> _samples = new("--samples")
    {
        Description = "With --synthetic: made-up maps that each network sees.",
        DefaultValueFactory = _ => new SyntheticRecipe().Samples,
        HelpName = "N",
    };

    private readonly Option<int> _members = new("--members")
    {
        Description = "With --synthetic: networks that answer together.",
        DefaultValueFactory = _ => new SyntheticRecipe().Members,
        HelpName = "N",
    };

    private readonly Option<float> _filmed = new("--filmed")
    {
        Description =
            "With --synthetic: share of the maps that are measured by optical flow on drawn faces, 0 to 1; the others are formulas.",
        DefaultValueFactory = _ => new SyntheticRecipe().FilmedShare,
        HelpName = "SHARE",
    };

    private readonly Option<string> _crop = new("--crop")
    {
        Description =
            "With --synthetic: how faces lie in the maps, tight (as in the maps of micro-expression datasets) or aligned (as mien prepare and mien analyze crop them).",
        DefaultValueFactory = _ => CropLayout.Tight.Name,
        HelpName = "NAME",
    };

    public SyntheticOptions()
    {
        _crop.AcceptOnlyFromAmong([.. CropLayout.Named.Keys]);
        _filmed.Validators.Add(RequireShare);
        _size.Validators.Add(RunOptions.RequireRange("--size", 8, 256));
        _samples.Validators.Add(RunOptions.RequireRange("--samples", FewestSamples, MostSamples));
        _members.Validators.Add(RunOptions.RequireRange("--members", 1, ModelNetwork.MostMembers));
    }

    public IEnumerable<Option> All => [_synthetic, _none, _size, _samples, _members, _filmed, _crop];

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_synthetic);

    /// <summary>Refuses what cannot go together.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasData">Whether something else than made-up motion is learnt from.</param>
    /// <param name="ofData">Options that say how to learn from data.</param>
    /// <exception cref="InputFaultException">
    /// Neither data nor made-up motion was asked for, or both, or an option of the one beside the other.
    /// </exception>
    public void Check(ParseResult parsed, bool hasData, IEnumerable<Option> ofData)
    {
        if (IsAsked(parsed) == hasData)
        {
            throw new InputFaultException(
                hasData
                    ? "--data and --synthetic exclude each other: give one of them."
                    : "There is nothing to train on: give --data DIR, or --synthetic for made-up motion."
            );
        }

        var others = IsAsked(parsed) ? ofData : All;
        if (others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } stray)
        {
            throw new InputFaultException(
                IsAsked(parsed)
                    ? $"{stray.Name} says how to learn from clips, and --synthetic makes up its own: leave one of them out."
                    : $"{stray.Name} says what to make up: give --synthetic with it, or leave it out."
            );
        }
    }

    /// <summary>Trains on made-up motion; the network is null for the usual one.</summary>
    public Model Train(ParseResult parsed, string? network, int seed, int threads, bool quiet)
    {
        var usual = new SyntheticRecipe();
        var layout = CropLayout.Named[parsed.GetRequiredValue(_crop)];
        var recipe = usual with
        {
            Network = network ?? usual.Network,
            Samples = parsed.GetValue(_samples),
            Members = parsed.GetValue(_members),
            FilmedShare = parsed.GetValue(_filmed),
            Film = layout == CropLayout.Aligned ? FilmOptions.Aligned : usual.Film,
            Generator = new GeneratorOptions
            {
                Size = parsed.GetValue(_size),
                NoExpression = parsed.GetValue(_none),
                Layout = layout,
            },
        };
        var trainer = new SyntheticTrainer(recipe, seed, threads);
        return WorkProgress.Run(quiet, progress => trainer.Train(progress, CancellationToken.None));
    }

    private static void RequireShare(OptionResult result)
    {
        if (
            result.Tokens.Count == 1
            && float.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var share)
            && share is not (>= 0 and <= 1)
        )
        {
            result.AddError($"--filmed {result.Tokens[0].Value} is no share: give a number from 0 to 1");
        }
    }
}
