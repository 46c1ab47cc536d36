using System.CommandLine;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Foundation;

namespace Mien.Cli.Options;

/// <summary>Where the units of a command are done. Hidden are the words that the jobs of a run use among themselves.</summary>
internal sealed class ExecutorOptions
{
    public const string InProcess = "in-process";
    public const string Local = "local";
    public const string Slurm = "slurm";

    private readonly Option<string> _executor = new("--executor")
    {
        Description =
            "Where the work is done: in-process, local (several processes), or slurm (options as of 'mien cluster run').",
        DefaultValueFactory = _ => InProcess,
        HelpName = "NAME",
    };

    private readonly Option<int> _processes = new("--processes")
    {
        Description = "Processes of the executor 'local'.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        HelpName = "N",
    };

    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Submit and return.", Hidden = true };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write the scripts only.", Hidden = true };
    private readonly Option<string?> _units = new("--units") { Description = "Do these units.", Hidden = true };
    private readonly Option<int> _task = new("--task") { Description = "Of this task.", Hidden = true };
    private readonly Option<bool> _finish = new("--finish") { Description = "Gather, or go on.", Hidden = true };
    private readonly Option<bool> _gather = new("--gather") { Description = "Gather.", Hidden = true };
    private readonly SlurmOptions _slurm = new();

    private IEnumerable<Option> All => [_executor, _processes, _noWait, _dryRun, _units, _task, _finish, _gather];

    public void AddTo(Command command)
    {
        _executor.AcceptOnlyFromAmong(InProcess, Local, Slurm);
        _processes.Validators.Add(RunOptions.RequireRange("--processes", 1, 1024));
        foreach (var option in All)
        {
            command.Options.Add(option);
        }

        _slurm.AddTo(command, hidden: true);
    }

    /// <summary>What was chosen; a run that was submitted before keeps its profile.</summary>
    public ExecutorChoice Of(ParseResult parsed, string folder) =>
        new()
        {
            Executor = parsed.GetRequiredValue(_executor),
            Processes = parsed.GetValue(_processes),
            Wait = !parsed.GetValue(_noWait),
            DryRun = parsed.GetValue(_dryRun),
            Units = parsed.GetValue(_units),
            Task = parsed.GetValue(_task),
            Finish = parsed.GetValue(_finish),
            Gather = parsed.GetValue(_gather),
            Profile = _slurm.Of(parsed, KnownProfile(folder)),
        };

    /// <summary>Refuses another place than this process for what is no list of units.</summary>
    /// <exception cref="InputFaultException">Another executor was chosen.</exception>
    public void RequireInProcess(ParseResult parsed, string what)
    {
        if (parsed.GetRequiredValue(_executor) is var executor and not InProcess)
        {
            throw new InputFaultException(
                $"{what} holds no units that could be spread: leave out --executor {executor}."
            );
        }
    }

    /// <summary>
    /// The command as every machine understands it: without the options of this class and those in <paramref name="left"/>,
    /// and with full paths for those in <paramref name="paths"/>.
    /// </summary>
    public string[] PortableWords(ParseResult parsed, Option[] paths, Option[] left)
    {
        var own = new Command("own");
        AddTo(own);
        var leave = own.Options.Concat(left).Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            parsed.CommandResult.Command.Name,
            .. parsed
                .CommandResult.Command.Options.Where(option => !leave.Contains(option.Name))
                .SelectMany(option => Words(parsed, option, paths.Contains(option))),
        ];
    }

    private static SlurmProfile KnownProfile(string folder)
    {
        var cluster = new ClusterFolder(folder);
        return cluster.Exists ? cluster.ReadRecord().Profile : new SlurmProfile();
    }

    private static IEnumerable<string> Words(ParseResult parsed, Option option, bool isPath) =>
        parsed.GetResult(option) is { Implicit: false } result
            ? [option.Name, .. result.Tokens.Select(token => isPath ? Path.GetFullPath(token.Value) : token.Value)]
            : [];
}
