using Mien.Data.Preparation;
using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>
/// MDMO, main directional mean optical flow (Liu, Zhang, Yan, Wang, Zhao and Fu, IEEE Transactions on Affective Computing 7,
/// 2016): in each of 36 regions the flow is dealt to 8 directions, the fullest of them is the main one, and the mean of its
/// vectors is what the region gives; means are averaged over the frames of a sequence. The feature is the 36 lengths over the
/// largest of them, and then the 36 angles in radians.
/// </summary>
/// <remarks>
/// The paper lays the regions by the landmarks of each clip. A prepared map has lost its own, so they come from the average
/// face of its crop (<see cref="FaceTemplate"/>): <c>face</c> for the crop of <c>mien prepare</c>, <c>tight</c> for the
/// published maps of MEGC2019. The paper's alignment in the flow's domain is what <c>mien prepare --head-motion</c> does.
/// </remarks>
/// <param name="Tight">Whether the crop is the tight one.</param>
public sealed record Mdmo(bool Tight) : FeatureDefinition
{
    internal const string StepName = "mdmo";
    private const int Directions = 8;

    internal static Mdmo Parse(StepText step) => new(step.TakeWord("crop", "face", "tight") == "tight");

    /// <inheritdoc/>
    public override FeatureExtractor For(MapShape shape, IReadOnlyList<string> channels) =>
        new Extractor(
            FaceRegions.PixelsOf(Tight ? FaceTemplate.InTightCrop : FaceTemplate.InFaceCrop, shape),
            shape,
            FlowChannels.Of(channels, StepName)
        );

    /// <inheritdoc/>
    public override string ToString() => $"{StepName} crop={(Tight ? "tight" : "face")}";

    /// <summary>The direction of a vector, each 45 degrees wide about an axis or a diagonal.</summary>
    private static int DirectionOf(float u, float v) =>
        ((int)Math.Round(Math.Atan2(v, u) / (2 * Math.PI) * Directions, MidpointRounding.AwayFromZero) + Directions)
        % Directions;

    private sealed class Extractor(IReadOnlyList<int[]> regions, MapShape shape, FlowChannels flow)
        : FeatureExtractor(2 * FaceRegions.Count)
    {
        public override void Extract(ReadOnlySpan<float> input, Span<float> features)
        {
            var longest = 0.0;
            for (var region = 0; region < regions.Count; region++)
            {
                var (u, v) = MeanOf(input, regions[region]);
                var length = Math.Sqrt((u * u) + (v * v));
                longest = Math.Max(longest, length);
                features[region] = (float)length;
                features[FaceRegions.Count + region] = (float)Math.Atan2(v, u);
            }

            BlockHistograms.Scale(features[..FaceRegions.Count], longest > 0 ? 1 / longest : 0);
        }

        private (double U, double V) MeanOf(ReadOnlySpan<float> input, int[] pixels)
        {
            var (sumU, sumV) = (0.0, 0.0);
            for (var frame = 0; frame < shape.Frames; frame++)
            {
                var (u, v) = MainOf(input.Slice(frame * shape.FrameLength, shape.FrameLength), pixels);
                (sumU, sumV) = (sumU + (u / shape.Frames), sumV + (v / shape.Frames));
            }

            return (sumU, sumV);
        }

        /// <summary>The mean vector of the fullest direction, the first of equals; none for a region without pixels.</summary>
        private (double U, double V) MainOf(ReadOnlySpan<float> frame, int[] pixels)
        {
            Span<int> counts = stackalloc int[Directions];
            Span<double> sumsU = stackalloc double[Directions];
            Span<double> sumsV = stackalloc double[Directions];
            counts.Clear();
            sumsU.Clear();
            sumsV.Clear();
            foreach (var pixel in pixels)
            {
                var (u, v) = (frame[(pixel * shape.Channels) + flow.U], frame[(pixel * shape.Channels) + flow.V]);
                var direction = DirectionOf(u, v);
                counts[direction]++;
                sumsU[direction] += u;
                sumsV[direction] += v;
            }

            var main = 0;
            for (var direction = 1; direction < Directions; direction++)
            {
                main = counts[direction] > counts[main] ? direction : main;
            }

            var count = Math.Max(1, counts[main]);
            return (sumsU[main] / count, sumsV[main] / count);
        }
    }
}
