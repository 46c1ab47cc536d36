namespace Mien.Recognition.Features;

/// <summary>A feature made ready for inputs of one size. It may keep working memory, so every thread needs its own.</summary>
/// <param name="length">Values of a clip's feature.</param>
public abstract class FeatureExtractor(int length)
{
    /// <summary>Values of a clip's feature.</summary>
    public int Length { get; } = length;

    /// <summary>Computes the feature of one input.</summary>
    /// <param name="input">HWC values.</param>
    /// <param name="features">Receives <see cref="Length"/> values.</param>
    public abstract void Extract(ReadOnlySpan<float> input, Span<float> features);
}
