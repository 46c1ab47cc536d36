namespace Mien.Recognition.Training;

/// <summary>Weights that make rare classes count: (N / (C n_c))^power, counted on the training clips only.</summary>
public static class ClassWeights
{
    /// <summary>One weight a class; a class without a training clip gets 1, which no clip ever uses.</summary>
    public static float[] Of(ReadOnlySpan<int> labels, IReadOnlyList<int> clips, int classes, float power)
    {
        ArgumentNullException.ThrowIfNull(clips);
        var counts = new int[classes];
        foreach (var clip in clips)
        {
            counts[labels[clip]]++;
        }

        return
        [
            .. counts.Select(count =>
                count == 0 ? 1f : (float)Math.Pow(clips.Count / ((double)classes * count), power)
            ),
        ];
    }
}
