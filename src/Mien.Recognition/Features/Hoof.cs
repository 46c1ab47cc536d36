using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>
/// HOOF, histograms of oriented optical flow (Chaudhry, Ravichandran, Hager and Vidal, CVPR 2009), one for each block: each
/// vector counts by its length in the bin of its angle to the horizontal axis, left and right alike, so that -pi/2 to pi/2 is
/// cut into the bins; each histogram sums to 1. The frames of a sequence are counted together.
/// </summary>
/// <param name="Bins">Bins of a histogram.</param>
/// <param name="Grid">The blocks.</param>
public sealed record Hoof(int Bins, BlockGrid Grid) : FeatureDefinition
{
    internal const string StepName = "hoof";

    internal static Hoof Parse(StepText step) => new(step.TakeInteger("bins", 8, 1, 360), BlockGrid.Take(step, 5));

    /// <inheritdoc/>
    public override FeatureExtractor For(MapShape shape, IReadOnlyList<string> channels)
    {
        Grid.RequireFits(shape.Height, shape.Width, StepName);
        return new Extractor(this, shape, FlowChannels.Of(channels, StepName));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{StepName} bins={Bins} {Grid}";

    /// <summary>The bin of a vector's angle to the horizontal axis; upright ones are in the first or the last.</summary>
    private static int BinOf(float u, float v, int bins)
    {
        var angle = Math.Atan2(v, Math.Abs((double)u));
        return Math.Clamp((int)Math.Floor(((angle / Math.PI) + 0.5) * bins), 0, bins - 1);
    }

    private sealed class Extractor(Hoof hoof, MapShape shape, FlowChannels flow)
        : FeatureExtractor(hoof.Grid.Count * hoof.Bins)
    {
        public override void Extract(ReadOnlySpan<float> input, Span<float> features)
        {
            features.Clear();
            for (var i = 0; i < input.Length / shape.Channels; i++)
            {
                var (u, v) = (input[(i * shape.Channels) + flow.U], input[(i * shape.Channels) + flow.V]);
                var (y, x) = (i / shape.Width % shape.Height, i % shape.Width);
                var block = hoof.Grid.BlockOf(y, x, shape.Height, shape.Width);
                features[(block * hoof.Bins) + BinOf(u, v, hoof.Bins)] += MathF.Sqrt((u * u) + (v * v));
            }

            BlockHistograms.NormalizeEach(features, hoof.Bins);
        }
    }
}
