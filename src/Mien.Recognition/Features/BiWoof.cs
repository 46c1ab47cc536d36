using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>
/// Bi-WOOF, bi-weighted oriented optical flow (Liong, See, Wong and Phan, Signal Processing: Image Communication 62, 2018):
/// in each block a histogram of the flow's direction, -pi to pi, in which each vector counts by its length and which sums to 1
/// (the local weight), times the block's mean strain (the global weight); the whole is brought to length 1, as the authors'
/// program does. The strain must not be centred: below 0 it counts as none. The frames of a sequence are counted together.
/// </summary>
/// <param name="Bins">Bins of a histogram.</param>
/// <param name="Grid">The blocks; the authors' program takes 5x5.</param>
public sealed record BiWoof(int Bins, BlockGrid Grid) : FeatureDefinition
{
    internal const string StepName = "bi-woof";

    internal static BiWoof Parse(StepText step) => new(step.TakeInteger("bins", 8, 1, 360), BlockGrid.Take(step, 5));

    /// <inheritdoc/>
    public override FeatureExtractor For(MapShape shape, IReadOnlyList<string> channels)
    {
        Grid.RequireFits(shape.Height, shape.Width, StepName);
        return new Extractor(this, shape, FlowChannels.Of(channels, StepName, withStrain: true));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{StepName} bins={Bins} {Grid}";

    /// <summary>The bin of a vector's direction; the direction pi is that of -pi.</summary>
    private static int BinOf(float u, float v, int bins)
    {
        var turn = (Math.Atan2(v, u) / (2 * Math.PI)) + 0.5;
        return (int)Math.Floor(turn * bins) % bins;
    }

    private sealed class Extractor(BiWoof definition, MapShape shape, FlowChannels flow)
        : FeatureExtractor(definition.Grid.Count * definition.Bins)
    {
        private readonly double[] _strain = new double[definition.Grid.Count];
        private readonly int[] _pixels = new int[definition.Grid.Count];

        public override void Extract(ReadOnlySpan<float> input, Span<float> features)
        {
            features.Clear();
            _strain.AsSpan().Clear();
            _pixels.AsSpan().Clear();
            for (var i = 0; i < input.Length / shape.Channels; i++)
            {
                var pixel = input.Slice(i * shape.Channels, shape.Channels);
                var (u, v) = (pixel[flow.U], pixel[flow.V]);
                var (y, x) = (i / shape.Width % shape.Height, i % shape.Width);
                var block = definition.Grid.BlockOf(y, x, shape.Height, shape.Width);
                features[(block * definition.Bins) + BinOf(u, v, definition.Bins)] += MathF.Sqrt((u * u) + (v * v));
                _strain[block] += pixel[flow.Strain];
                _pixels[block]++;
            }

            BlockHistograms.NormalizeEach(features, definition.Bins);
            for (var block = 0; block < _strain.Length; block++)
            {
                BlockHistograms.Scale(
                    features.Slice(block * definition.Bins, definition.Bins),
                    Math.Max(0, _strain[block] / _pixels[block])
                );
            }

            BlockHistograms.NormalizeLength(features);
        }
    }
}
