using System.CommandLine;
using Mien.Cluster.Slurm;

namespace Mien.Cli.Options;

/// <summary>What a site wants to know of its jobs: a profile file, and options that go before it.</summary>
internal sealed class SlurmOptions
{
    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "A profile file (JSON) with the site's settings; see docs/scale.md.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _partition = Text("--partition", "Partition.", "NAME");
    private readonly Option<string?> _account = Text("--account", "Account.", "NAME");
    private readonly Option<string?> _qos = Text("--qos", "Quality of service.", "NAME");
    private readonly Option<string?> _time = Text("--time", "Time limit of a task, as Slurm writes it.", "LIMIT");
    private readonly Option<string?> _memory = Text("--mem", "Memory of a task, such as 4G.", "SIZE");
    private readonly Option<string?> _gres = Text("--gres", "Generic resources, such as gpu:1.", "NAME");
    private readonly Option<int?> _cpus = Number("--cpus", "Cores of a task; as many units run at once in it.");
    private readonly Option<int?> _atOnce = Number("--at-once", "Tasks that may run at the same time.");
    private readonly Option<int?> _unitsPerTask = Number(
        "--units-per-task",
        "Units of a task, instead of measuring one."
    );

    private readonly Option<bool> _noProbe = new("--no-probe")
    {
        Description = "Submit all units at once, without trying one on a node first.",
    };

    private IEnumerable<Option> All =>
        [_profile, _partition, _account, _qos, _time, _memory, _cpus, _gres, _atOnce, _unitsPerTask, _noProbe];

    /// <summary>Adds the options to a command, shown in its help or not.</summary>
    public void AddTo(Command command, bool hidden)
    {
        foreach (var option in All)
        {
            option.Hidden = hidden;
            command.Options.Add(option);
        }
    }

    /// <summary>The profile file, or <paramref name="known"/>, with what was given on the command line in its place.</summary>
    public SlurmProfile Of(ParseResult parsed, SlurmProfile known)
    {
        var profile = parsed.GetValue(_profile) is { } file ? SlurmProfileFile.Read(file) : known;
        var unitsPerTask = parsed.GetValue(_unitsPerTask);
        profile = profile with
        {
            Partition = parsed.GetValue(_partition) ?? profile.Partition,
            Account = parsed.GetValue(_account) ?? profile.Account,
            Qos = parsed.GetValue(_qos) ?? profile.Qos,
            Time = parsed.GetValue(_time) ?? profile.Time,
            Memory = parsed.GetValue(_memory) ?? profile.Memory,
            Gres = parsed.GetValue(_gres) ?? profile.Gres,
            Cpus = parsed.GetValue(_cpus) ?? profile.Cpus,
            AtOnce = parsed.GetValue(_atOnce) ?? profile.AtOnce,
            UnitsPerTask = unitsPerTask ?? profile.UnitsPerTask,
            Probe = profile.Probe && !parsed.GetValue(_noProbe),
        };
        return SlurmProfileFile.Checked(profile, "The command line");
    }

    /// <summary>The words that were typed for these options, to hand them on to another command.</summary>
    public IEnumerable<string> Typed(ParseResult parsed) =>
        All.SelectMany(option =>
            parsed.GetResult(option) is { Implicit: false } result
                ? [option.Name, .. result.Tokens.Select(token => token.Value)]
                : Array.Empty<string>()
        );

    private static Option<string?> Text(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    private static Option<int?> Number(string name, string description) =>
        new(name) { Description = description, HelpName = "N" };
}
