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
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_protocol);
        command.Options.Add(_folds);
        command.Options.Add(_deal);
    }

    /// <summary>The protocol's name as it was typed.</summary>
    public string NameOf(ParseResult parsed) => parsed.GetRequiredValue(_protocol);

    /// <summary>The folds and their deal.</summary>
    public ProtocolOptions DealOf(ParseResult parsed) =>
        new() { Folds = parsed.GetValue(_folds), DealSeed = (ulong)parsed.GetValue(_deal) };
}
