namespace Mien.Recognition.Runs;

/// <summary>
/// The file <c>timing.json</c>: what a run cost. It is kept apart from the other documents because it is the only thing
/// that differs when a run is repeated.
/// </summary>
public sealed record RunTiming
{
    /// <summary>Seconds of training and prediction, all folds and seeds together, one thread each.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Microseconds to predict one sample, mirror image included; null when it was not measured.</summary>
    public double? InferenceMicroseconds { get; init; }

    /// <summary>
    /// The most native memory that one training took, in bytes: activations, weights, gradients and moments; null for a
    /// method that does not measure it.
    /// </summary>
    public long? PeakBytes { get; init; }

    /// <summary>Reads <c>timing.json</c>.</summary>
    public static RunTiming Read(string path) => RunJson.Read(path, RunJson.Default.RunTiming);

    /// <summary>Writes <c>timing.json</c>.</summary>
    public void Write(string path) => RunJson.Write(path, this, RunJson.Default.RunTiming);
}
