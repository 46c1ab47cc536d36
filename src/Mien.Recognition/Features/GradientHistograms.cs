using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>
/// 3DHOG, histograms of gradients in space and time (Polikovsky, Kameda and Ohta, ICDP 2009; in the planes XY, XT and YT as
/// Davison et al. 2018 take it): central differences across, down and in time, and in each block for each plane a histogram of
/// the gradient's direction, -pi to pi, in which each pixel counts by the gradient's length and which sums to 1.
/// </summary>
/// <remarks>
/// Polikovsky et al. lay twelve regions by hand; here blocks take their place, as in the other hand-crafted rivals. At the
/// borders the difference is one-sided.
/// </remarks>
/// <param name="Bins">Bins of a histogram.</param>
/// <param name="Grid">The blocks.</param>
public sealed record GradientHistograms(int Bins, BlockGrid Grid) : FeatureDefinition
{
    internal const string StepName = "3dhog";
    private const int Planes = 3;

    internal static GradientHistograms Parse(StepText step) =>
        new(step.TakeInteger("bins", 8, 1, 360), BlockGrid.Take(step, 5));

    /// <inheritdoc/>
    public override bool NeedsSequences => true;

    /// <inheritdoc/>
    public override FeatureExtractor For(MapShape shape, IReadOnlyList<string> channels)
    {
        GraySequence.Require(shape, channels, StepName, frames: 2, side: 2);
        Grid.RequireFits(shape.Height, shape.Width, StepName);
        return new Extractor(this, shape);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{StepName} bins={Bins} {Grid}";

    private sealed class Extractor(GradientHistograms definition, MapShape shape)
        : FeatureExtractor(definition.Grid.Count * Planes * definition.Bins)
    {
        public override void Extract(ReadOnlySpan<float> input, Span<float> features)
        {
            features.Clear();
            var (row, frame) = (shape.Width, shape.Width * shape.Height);
            for (var i = 0; i < input.Length; i++)
            {
                var (t, y, x) = (i / frame, i / row % shape.Height, i % row);
                var across = Difference(input, i, x, shape.Width, 1);
                var down = Difference(input, i, y, shape.Height, row);
                var time = Difference(input, i, t, shape.Frames, frame);
                var block = definition.Grid.BlockOf(y, x, shape.Height, shape.Width) * Planes;
                Count(features, block, across, down);
                Count(features, block + 1, across, time);
                Count(features, block + 2, down, time);
            }

            BlockHistograms.NormalizeEach(features, definition.Bins);
        }

        private static float Difference(ReadOnlySpan<float> input, int at, int place, int size, int step)
        {
            var (before, after) = (place > 0 ? 1 : 0, place < size - 1 ? 1 : 0);
            return (input[at + (after * step)] - input[at - (before * step)]) / (before + after);
        }

        private void Count(Span<float> features, int histogram, float first, float second)
        {
            var turn = (Math.Atan2(second, first) / (2 * Math.PI)) + 0.5;
            var bin = (int)Math.Floor(turn * definition.Bins) % definition.Bins;
            features[(histogram * definition.Bins) + bin] += MathF.Sqrt((first * first) + (second * second));
        }
    }
}
