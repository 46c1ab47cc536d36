using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>Derives every figure again from the predictions and holds metrics.json against it.</summary>
internal static class MetricsCheck
{
    private const string Name = "metrics follow predictions";

    public static Check Run(RunMetrics stored, RunMetrics derived) =>
        JsonDifference.First(
            RunJson.ToText(stored, RunJson.Default.RunMetrics),
            RunJson.ToText(derived, RunJson.Default.RunMetrics)
        )
            is { } difference
            ? Check.Fails(Name, $"In metrics.json {difference} from predictions.csv: edited metrics or predictions.")
            : Check.Holds(Name, "Every figure of metrics.json comes out again from predictions.csv.");
}
