using Mien.Foundation;

namespace Mien.Cluster.Tests;

internal sealed class NoProgress : IProgress<ProgressStep>
{
    public void Report(ProgressStep value) { }
}
