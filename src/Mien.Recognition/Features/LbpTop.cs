using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>
/// LBP-TOP, local binary patterns on three orthogonal planes (Zhao and Pietikäinen, IEEE TPAMI 29, 2007): each pixel of a grey
/// sequence that has its neighbours is compared with them in the planes XY, XT and YT, and in each block each plane has a
/// histogram of the codes, which sums to 1. Neighbours are taken at the nearest pixel and frame, as the authors' program does
/// without interpolation.
/// </summary>
/// <param name="Points">Neighbours in each plane.</param>
/// <param name="RadiusX">Their distance across.</param>
/// <param name="RadiusY">Their distance down.</param>
/// <param name="RadiusT">Their distance in time.</param>
/// <param name="Uniform">Whether uniform patterns alone have bins of their own.</param>
/// <param name="Grid">The blocks.</param>
public sealed record LbpTop(int Points, int RadiusX, int RadiusY, int RadiusT, bool Uniform, BlockGrid Grid)
    : FeatureDefinition
{
    internal const string StepName = "lbp-top";

    /// <summary>The usual settings are those of the baseline of MEGC2019: radii 1, 1, 4, four neighbours, 5x5 blocks.</summary>
    internal static LbpTop Parse(StepText step) =>
        new(
            step.TakeInteger("points", 4, 2, 16),
            step.TakeInteger("rx", 1, 1, 64),
            step.TakeInteger("ry", 1, 1, 64),
            step.TakeInteger("rt", 4, 1, 64),
            step.TakeWord("patterns", "uniform", "all") == "uniform",
            BlockGrid.Take(step, 5)
        );

    /// <inheritdoc/>
    public override bool NeedsSequences => true;

    /// <inheritdoc/>
    public override FeatureExtractor For(MapShape shape, IReadOnlyList<string> channels)
    {
        var side = (2 * Math.Max(RadiusX, RadiusY)) + 1;
        GraySequence.Require(shape, channels, StepName, (2 * RadiusT) + 1, side);
        Grid.RequireFits(shape.Height - (2 * RadiusY), shape.Width - (2 * RadiusX), StepName);
        return new Extractor(this, shape, LocalBinaryPatterns.BinsOf(Points, Uniform));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{StepName} points={Points} rx={RadiusX} ry={RadiusY} rt={RadiusT} patterns={(Uniform ? "uniform" : "all")} {Grid}";

    private sealed class Extractor : FeatureExtractor
    {
        private const int Planes = 3;

        private readonly LbpTop _lbp;
        private readonly MapShape _shape;
        private readonly int[] _bins;
        private readonly int _count;
        private readonly int[][] _neighbours;

        public Extractor(LbpTop lbp, MapShape shape, (int[] Bins, int Count) patterns)
            : base(lbp.Grid.Count * Planes * patterns.Count)
        {
            (_lbp, _shape, _bins, _count) = (lbp, shape, patterns.Bins, patterns.Count);
            var frame = shape.Height * shape.Width;
            _neighbours =
            [
                Offsets(lbp.RadiusX, lbp.RadiusY, 1, shape.Width),
                Offsets(lbp.RadiusX, lbp.RadiusT, 1, frame),
                Offsets(lbp.RadiusY, lbp.RadiusT, shape.Width, frame),
            ];
        }

        /// <summary>
        /// Blocks cut the pixels that have all neighbours; a histogram's place is its block's, then its plane's.
        /// </summary>
        public override void Extract(ReadOnlySpan<float> input, Span<float> features)
        {
            features.Clear();
            var (height, width) = (_shape.Height - (2 * _lbp.RadiusY), _shape.Width - (2 * _lbp.RadiusX));
            for (var t = _lbp.RadiusT; t < _shape.Frames - _lbp.RadiusT; t++)
            {
                for (var y = 0; y < height; y++)
                {
                    var row = (((t * _shape.Height) + y + _lbp.RadiusY) * _shape.Width) + _lbp.RadiusX;
                    for (var x = 0; x < width; x++)
                    {
                        var block = _lbp.Grid.BlockOf(y, x, height, width);
                        for (var plane = 0; plane < Planes; plane++)
                        {
                            var bin = _bins[CodeOf(input, row + x, _neighbours[plane])];
                            features[(((block * Planes) + plane) * _count) + bin]++;
                        }
                    }
                }
            }

            BlockHistograms.NormalizeEach(features, _count);
        }

        private int[] Offsets(int along, int across, int alongStep, int acrossStep) =>
            [
                .. LocalBinaryPatterns
                    .NeighboursOf(_lbp.Points, along, across)
                    .Select(place => (place.Along * alongStep) + (place.Across * acrossStep)),
            ];

        private static int CodeOf(ReadOnlySpan<float> input, int centre, int[] neighbours)
        {
            var (code, value) = (0, input[centre]);
            for (var i = 0; i < neighbours.Length; i++)
            {
                code |= input[centre + neighbours[i]] >= value ? 1 << i : 0;
            }

            return code;
        }
    }
}
