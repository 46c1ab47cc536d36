namespace Mien.Cluster.Commands;

/// <summary>Runs short programs such as <c>sbatch</c>; tests put their own in its place.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="Foundation.InputFaultException">There is no such program on this machine.</exception>
    CommandResult Run(string program, IReadOnlyList<string> arguments);
}
