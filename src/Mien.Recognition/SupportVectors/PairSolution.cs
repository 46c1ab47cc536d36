namespace Mien.Recognition.SupportVectors;

/// <summary>What the solver found.</summary>
/// <param name="Alpha">The dual variables.</param>
/// <param name="Offset">rho, which is subtracted in the decision function.</param>
/// <param name="Steps">Steps that were taken.</param>
internal readonly record struct PairSolution(double[] Alpha, double Offset, long Steps);
