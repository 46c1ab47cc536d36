using System.Globalization;
using Mien.Cluster.Commands;
using Mien.Cluster.Executors;
using Mien.Cluster.Nap;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;

// What 'mien evaluate' is, with sleep for training:
//   Mien.Cluster.Nap FOLDER UNITS SECONDS --units LISTS --task N --threads N   a task of a job array
//   Mien.Cluster.Nap FOLDER UNITS SECONDS --finish --threads 1         the job after the array
// and what docs/scale.md is measured with:
//   Mien.Cluster.Nap FOLDER UNITS SECONDS --slurm TASKS --threads 1    the whole run on Slurm, so many tasks at once
//   Mien.Cluster.Nap FOLDER UNITS SECONDS --here --threads N           the whole run in this process
//   Mien.Cluster.Nap FOLDER UNITS SECONDS --status --threads 1         how long it takes to look at it
var work = () =>
    new NapWork(
        args[0],
        int.Parse(args[1], CultureInfo.InvariantCulture),
        double.Parse(args[2], CultureInfo.InvariantCulture)
    );
var threads = int.Parse(args[^1], CultureInfo.InvariantCulture);
var slurm = new SlurmCommands(new CommandRunner());
try
{
    switch (args[3])
    {
        case "--units":
            return new UnitTask(slurm, SlurmTask.FromEnvironment(), Console.WriteLine).Run(
                args[4],
                int.Parse(args[6], CultureInfo.InvariantCulture),
                threads,
                work
            );
        case "--finish":
            new GatherTask(new ClusterFolder(args[0]), Console.WriteLine).GatherOrGoOn(
                work(),
                threads,
                slurm,
                OwnJob.Number()
            );
            return 0;
        default:
            Measurement.Take(args[3], work(), args, slurm, threads);
            return 0;
    }
}
catch (InvalidOperationException fault)
{
    Console.WriteLine(fault.Message);
    return 1;
}
