namespace Mien.Tensors.Optimization;

/// <summary>
/// A linear warm-up, then half a cosine from <paramref name="maximum"/> to <paramref name="minimum"/> (Loshchilov and
/// Hutter 2017, without restarts).
/// </summary>
/// <param name="maximum">The rate after the warm-up.</param>
/// <param name="totalSteps">Steps of the training; later steps keep the last rate.</param>
/// <param name="warmupSteps">Steps that rise, the last of them at the maximum.</param>
/// <param name="minimum">The rate at the end.</param>
public sealed class CosineSchedule(float maximum, int totalSteps, int warmupSteps = 0, float minimum = 0) : ISchedule
{
    /// <inheritdoc/>
    public float RateAt(int step)
    {
        if (step < warmupSteps)
        {
            return maximum * (step + 1) / warmupSteps;
        }

        var share = Math.Min(1, (double)(step - warmupSteps) / Math.Max(1, totalSteps - warmupSteps));
        return (float)(minimum + ((maximum - minimum) / 2 * (1 + Math.Cos(Math.PI * share))));
    }
}
