using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>
/// Derives every figure again from the predictions and holds metrics.json against it as it lies on disk, so that what was
/// added shows as well.
/// </summary>
internal static class MetricsCheck
{
    private const string Name = "metrics follow predictions";

    public static Check Run(RunFolder folder, RunMetrics derived)
    {
        var expected = derived.Of(folder.Run);
        var found = RunJson.ReadText(Path.Combine(folder.Path, RunFolder.MetricsFile));
        return JsonDifference.First(found, Text(expected)) is { } difference
            ? Check.Fails(Name, $"In metrics.json {difference} from predictions.csv: edited metrics or predictions.")
            : Check.Holds(Name, "Every figure of metrics.json comes out again from predictions.csv.");
    }

    private static string Text(RunMetrics metrics) => RunJson.ToText(metrics, RunJson.Default.RunMetrics);
}
