namespace Mien.Tensors.Optimization;

/// <summary>
/// A rate that is multiplied by <paramref name="factor"/> after every <paramref name="every"/> steps, as PyTorch's StepLR
/// (and, with the steps of one epoch, its ExponentialLR). Factor 1 is a constant rate.
/// </summary>
/// <param name="rate">The first rate.</param>
/// <param name="factor">What it is multiplied by.</param>
/// <param name="every">Steps between two changes.</param>
public sealed class StepSchedule(float rate, double factor = 1, int every = 1) : ISchedule
{
    /// <inheritdoc/>
    public float RateAt(int step) => (float)(rate * Math.Pow(factor, step / every));
}
