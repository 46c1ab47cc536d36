namespace Mien.Recognition.SupportVectors;

/// <summary>A kernel over samples whose inner products are known.</summary>
/// <param name="products">The inner products.</param>
/// <param name="kind">The kernel.</param>
/// <param name="gamma">Gamma of <see cref="KernelKind.Rbf"/>; not used otherwise.</param>
internal sealed class Kernel(SampleProducts products, KernelKind kind, double gamma)
{
    public double this[int a, int b] =>
        kind == KernelKind.Linear
            ? products[a, b]
            : Math.Exp(-gamma * (products[a, a] + products[b, b] - (2 * products[a, b])));
}
