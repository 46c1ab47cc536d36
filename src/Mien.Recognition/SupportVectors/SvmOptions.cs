namespace Mien.Recognition.SupportVectors;

/// <summary>Settings of a C-support vector machine, with the meaning they have in LIBSVM and scikit-learn's <c>SVC</c>.</summary>
public sealed record SvmOptions
{
    /// <summary>The kernel.</summary>
    public KernelKind Kernel { get; init; } = KernelKind.Linear;

    /// <summary>Price of a sample on the wrong side of its margin; above 0.</summary>
    public double C { get; init; } = 1;

    /// <summary>
    /// Gamma of the RBF kernel; null for 1 / (features x variance of all values of the training samples), which is
    /// scikit-learn's <c>scale</c>.
    /// </summary>
    public double? Gamma { get; init; }

    /// <summary>Whether the price of a class is C x samples / (classes x samples of the class), as scikit-learn's <c>balanced</c>.</summary>
    public bool Balanced { get; init; } = true;

    /// <summary>Largest violation of the optimality conditions at which the solver stops.</summary>
    public double Tolerance { get; init; } = 1e-3;
}
