namespace Mien.Cluster.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mien-cluster-").FullName;

    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose()
    {
        // Tasks that a test ended may write their last lines while the folder goes.
        for (var tries = 300; Directory.Exists(Path); tries--)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (tries > 0)
            {
                Thread.Sleep(100);
            }
        }
    }
}
