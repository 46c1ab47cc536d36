using System.CommandLine;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Protocols;

namespace Mien.Cli.Options;

/// <summary>What is held out, and how the rest is dealt.</summary>
internal sealed class HoldOutOptions
{
    private readonly Option<string> _protocol;

    private readonly Option<int> _folds = new("--folds")
    {
        Description = "Number of folds of the k-fold protocols.",
        DefaultValueFactory = _ => 10,
        HelpName = "K",
    };

    private readonly Option<int> _deal = new("--deal")
    {
        Description = "Seed of the deal to the folds of the k-fold protocols.",
        DefaultValueFactory = _ => 0,
        HelpName = "N",
    };

    private readonly Option<int[]> _trainSubjects = new("--train-subjects")
    {
        Description = "Numbers of subjects that few-subjects learns from, commas between.",
        DefaultValueFactory = _ => [3, 6, 12, 24],
        CustomParser = result => RunOptions.ParseNumbers(result, "--train-subjects", least: 1),
        HelpName = "3,6,12,24",
    };

    private readonly Option<int> _draws = new("--draws")
    {
        Description = "Random draws of subjects for each of these numbers.",
        DefaultValueFactory = _ => 12,
        HelpName = "N",
    };

    /// <summary>The options.</summary>
    /// <param name="withZeroShot">Whether the command also scores a finished model.</param>
    public HoldOutOptions(bool withZeroShot)
    {
        var names = Protocol.All.Select(protocol => protocol.Leaky ? $"{protocol.Name} (leaky)" : protocol.Name);
        string[] finished = withZeroShot ? [$"{ZeroShotEvaluation.Name} (a model file, nothing trained)"] : [];
        _protocol = new Option<string>("--protocol")
        {
            Description = $"What is held out: {string.Join(", ", names.Concat(finished))}.",
            DefaultValueFactory = _ => "loso",
            HelpName = "NAME",
        };
        _deal.Validators.Add(RunOptions.RequireRange("--deal", 0, int.MaxValue));
        _draws.Validators.Add(RunOptions.RequireRange("--draws", 1, 1000));
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_protocol);
        command.Options.Add(_folds);
        command.Options.Add(_deal);
        command.Options.Add(_trainSubjects);
        command.Options.Add(_draws);
    }

    /// <summary>The protocol's name as it was typed.</summary>
    public string NameOf(ParseResult parsed) => parsed.GetRequiredValue(_protocol);

    /// <summary>Numbers of training subjects, and draws of each, of the protocol few-subjects.</summary>
    public (int[] Sizes, int Draws) FewSubjectsOf(ParseResult parsed) =>
        (parsed.GetRequiredValue(_trainSubjects), parsed.GetValue(_draws));

    /// <summary>The folds and their deal.</summary>
    public ProtocolOptions DealOf(ParseResult parsed) =>
        new() { Folds = parsed.GetValue(_folds), DealSeed = (ulong)parsed.GetValue(_deal) };
}
