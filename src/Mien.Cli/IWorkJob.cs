using Mien.Cluster.Units;

namespace Mien.Cli;

/// <summary>A command's work, wherever its units are done: what it consists of, and what is written and shown at its end.</summary>
internal interface IWorkJob
{
    /// <summary>Reads the data and opens the work; a machine that cannot is told from a command that is wrong.</summary>
    IUnitWork Open();

    /// <summary>Does what is missing in this process, with its progress shown, and gathers.</summary>
    void RunHere();

    /// <summary>Writes the reports of the gathered work.</summary>
    void WriteReports();

    /// <summary>Shows the gathered work on the terminal.</summary>
    /// <returns>The exit code.</returns>
    int Show(TextWriter output);
}
