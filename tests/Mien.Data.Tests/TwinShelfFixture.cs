using Mien.Data.Tests;

[assembly: AssemblyFixture(typeof(TwinShelfFixture))]

namespace Mien.Data.Tests;

/// <summary>Empties the shelf when all tests have run.</summary>
public sealed class TwinShelfFixture : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => TwinShelf.Clear();
}
