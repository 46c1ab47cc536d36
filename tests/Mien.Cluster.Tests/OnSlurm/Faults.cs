using Mien.Cluster.Slurm;

namespace Mien.Cluster.Tests.OnSlurm;

internal static class Faults
{
    public static SlurmProfile SixUnitsATask =>
        new()
        {
            UnitsPerTask = 6,
            Probe = false,
            WarnSeconds = 10,
        };
}
