namespace Mien.Recognition.SupportVectors;

/// <summary>How alike two samples are taken to be.</summary>
public enum KernelKind
{
    /// <summary>Their inner product, x'y.</summary>
    Linear,

    /// <summary>The radial basis function exp(-gamma |x - y|^2).</summary>
    Rbf,
}
