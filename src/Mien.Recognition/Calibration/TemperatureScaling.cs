namespace Mien.Recognition.Calibration;

/// <summary>
/// One number that logits are divided by, chosen for the least negative log likelihood. Probabilities stand for logits:
/// their logarithms differ from logits by a constant in each row, which the softmax takes away.
/// </summary>
internal static class TemperatureScaling
{
    private const double Least = 0.05;
    private const double Most = 20;
    private const int Steps = 100;

    // Zero probabilities have no logarithm.
    private const double Floor = 1e-12;

    /// <summary>
    /// The best temperature from 0.05 to 20. The negative log likelihood is convex in 1 / T, so a golden section search in
    /// 1 / T finds its only minimum.
    /// </summary>
    public static double Fit(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> labels)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (1 / Most, 1 / Least);
        for (var step = 0; step < Steps; step++)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) =
                Loss(probabilities, labels, left) <= Loss(probabilities, labels, right) ? (low, right) : (left, high);
        }

        return 2 / (low + high);
    }

    /// <summary>softmax(log p / T).</summary>
    public static double[] Apply(IReadOnlyList<float> probabilities, double temperature)
    {
        var logits = probabilities.Select(p => Math.Log(Math.Max(p, Floor)) / temperature).ToArray();
        var most = logits.Max();
        var powers = logits.Select(logit => Math.Exp(logit - most)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private static double Loss(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> labels, double sharpness)
    {
        var sum = 0.0;
        for (var i = 0; i < labels.Count; i++)
        {
            sum -= Math.Log(Math.Max(Floor, Apply(probabilities[i], 1 / sharpness)[labels[i]]));
        }

        return sum;
    }
}
