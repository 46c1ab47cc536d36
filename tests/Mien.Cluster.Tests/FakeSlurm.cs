using Mien.Cluster.Commands;

namespace Mien.Cluster.Tests;

/// <summary>Slurm's commands without a Slurm: answers what it is told to, and remembers what it was asked.</summary>
internal sealed class FakeSlurm : ICommandRunner
{
    private long _lastJob = 100;

    /// <summary>Jobs that the site takes from a user.</summary>
    public int Room { get; set; } = int.MaxValue;

    public List<string> Asked { get; } = [];

    public Dictionary<string, CommandResult> Answers { get; } = new(StringComparer.Ordinal);

    public CommandResult Run(string program, IReadOnlyList<string> arguments)
    {
        Asked.Add($"{program} {string.Join(' ', arguments)}");
        if (Answers.TryGetValue(program, out var answer))
        {
            return answer;
        }

        Room += program == "scancel" ? arguments.Count : 0;
        if (program != "sbatch")
        {
            return new CommandResult(0, "", "");
        }

        return Room > 0 && --Room >= 0
            ? new CommandResult(0, $"{++_lastJob}\n", "")
            : new CommandResult(1, "", "sbatch: error: Job violates accounting/QOS policy (job submit limit, ...)\n");
    }

    public void Answer(string program, string output, int exitCode = 0, string error = "") =>
        Answers[program] = new CommandResult(exitCode, output, error);

    public IEnumerable<string> Submissions() =>
        Asked.Where(line => line.StartsWith("sbatch ", StringComparison.Ordinal));
}
