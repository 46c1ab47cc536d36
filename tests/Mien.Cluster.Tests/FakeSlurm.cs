using Mien.Cluster.Commands;

namespace Mien.Cluster.Tests;

/// <summary>Slurm's commands without a Slurm: answers what it is told to, and remembers what it was asked.</summary>
internal sealed class FakeSlurm : ICommandRunner
{
    private long _lastJob = 100;

    public List<string> Asked { get; } = [];

    public Dictionary<string, CommandResult> Answers { get; } = new(StringComparer.Ordinal);

    public CommandResult Run(string program, IReadOnlyList<string> arguments)
    {
        Asked.Add($"{program} {string.Join(' ', arguments)}");
        if (Answers.TryGetValue(program, out var answer))
        {
            return answer;
        }

        return new CommandResult(0, program == "sbatch" ? $"{++_lastJob}\n" : "", "");
    }

    public void Answer(string program, string output, int exitCode = 0, string error = "") =>
        Answers[program] = new CommandResult(exitCode, output, error);

    public IEnumerable<string> Submissions() =>
        Asked.Where(line => line.StartsWith("sbatch ", StringComparison.Ordinal));
}
