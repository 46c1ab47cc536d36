using System.Globalization;
using Mien.Cluster.Commands;
using Mien.Cluster.Executors;
using Mien.Cluster.Nap;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;

// Mien.Cluster.Nap FOLDER UNITS SECONDS --units LIST|--finish --threads N: what 'mien evaluate' is, with sleep for training.
var (folder, units, seconds) = (
    args[0],
    int.Parse(args[1], CultureInfo.InvariantCulture),
    double.Parse(args[2], CultureInfo.InvariantCulture)
);
var threads = int.Parse(args[^1], CultureInfo.InvariantCulture);
var slurm = new SlurmCommands(new CommandRunner());
if (args[3] == "--units")
{
    return new UnitTask(slurm, SlurmTask.FromEnvironment(), Console.WriteLine).Run(
        args[4],
        threads,
        () => new NapWork(folder, units, seconds)
    );
}

var gather = new GatherTask(new ClusterFolder(folder), Console.WriteLine);
try
{
    gather.GatherOrGoOn(new NapWork(folder, units, seconds), threads, slurm, OwnJob.Number());
    return 0;
}
catch (InvalidOperationException fault)
{
    Console.WriteLine(fault.Message);
    return 1;
}
