using Mien.Data.Prepared;

namespace Mien.Recognition.Features;

/// <summary>The input's own values, as they are.</summary>
public sealed record InputValues : FeatureDefinition
{
    internal const string StepName = "values";

    /// <inheritdoc/>
    public override FeatureExtractor For(MapShape shape, IReadOnlyList<string> channels) => new Copy(shape.Length);

    /// <inheritdoc/>
    public override string ToString() => StepName;

    private sealed class Copy(int length) : FeatureExtractor(length)
    {
        public override void Extract(ReadOnlySpan<float> input, Span<float> features) => input.CopyTo(features);
    }
}
