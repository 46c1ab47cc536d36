namespace Mien.Tensors.Optimization;

/// <summary>Moves parameters against their gradients.</summary>
public interface IOptimizer : IDisposable
{
    /// <summary>Steps taken so far; set it together with <see cref="Moments"/> to go on from a kept state.</summary>
    int Steps { get; set; }

    /// <summary>The state besides <see cref="Steps"/>, named after the parameters.</summary>
    IReadOnlyList<(string Name, Tensor Value)> Moments { get; }

    /// <summary>Forgets the gradients, before the next backward.</summary>
    void ZeroGradients();

    /// <summary>Takes one step; a parameter for which backward computed nothing stays as it is.</summary>
    /// <param name="learningRate">The rate of this step.</param>
    void Step(float learningRate);
}
