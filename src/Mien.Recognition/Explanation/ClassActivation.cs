using Mien.Tensors;
using Mien.Tensors.Inspection;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Explanation;

/// <summary>
/// Class activation by gradients: the last feature maps A_k, weighted by the logit's gradient, summed over k, and cut at
/// zero. Grad-CAM (Selvaraju et al. 2017) averages the gradient over places first, as a pooled head does by itself; where
/// the head keeps places that average can point elsewhere, and the gradient of each place is to be taken (HiResCAM,
/// Draelos and Carin 2020), which for a pooled head is the same. Here A_k is taken relative to its value when nothing
/// moves, since a network's biases and borders light up without any motion.
/// </summary>
internal static class ClassActivation
{
    /// <summary>The maps of samples, at the size of the input; null for a network without feature maps.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tape">Where to compute; it is reset.</param>
    /// <param name="inputs">[N, H, W, C].</param>
    /// <param name="rest">The same clips at rest; null for plain Grad-CAM.</param>
    /// <param name="labels">The class to explain of each sample.</param>
    /// <param name="averaged">Whether the gradient is averaged over places: Grad-CAM; otherwise HiResCAM.</param>
    public static EvidenceMap[]? Of(
        Module network,
        Tape tape,
        Tensor inputs,
        Tensor? rest,
        ReadOnlySpan<int> labels,
        bool averaged
    )
    {
        var maps = FeatureProbe.Probe(network, tape, inputs, labels);
        if (maps.Count == 0)
        {
            return null;
        }

        var still = rest is null ? null : FeatureProbe.Probe(network, tape, rest, labels);
        var (height, width) = (inputs.Shape[1], inputs.Shape[2]);
        return
        [
            .. Enumerable.Range(0, labels.Length).Select(sample => Sum(maps, still, sample, height, width, averaged)),
        ];
    }

    /// <summary>The streams of a network add up; what speaks against the class is cut after that.</summary>
    private static EvidenceMap Sum(
        IReadOnlyList<FeatureMap> maps,
        IReadOnlyList<FeatureMap>? still,
        int sample,
        int height,
        int width,
        bool averaged
    )
    {
        var sum = new float[height * width];
        for (var m = 0; m < maps.Count; m++)
        {
            var cells = Weigh(maps[m], still?[m].Values, sample, averaged);
            Lay(cells, maps[m], sum, height, width);
        }

        return new EvidenceMap(height, width, [.. sum.Select(value => Math.Max(0, value))]);
    }

    /// <summary>Adds a coarse map to the part of the picture that it shows.</summary>
    private static void Lay(float[] cells, FeatureMap map, float[] sum, int height, int width)
    {
        var (top, bottom) = (Pixel(map.Window.Top, height), Pixel(map.Window.Bottom, height));
        var (left, right) = (Pixel(map.Window.Left, width), Pixel(map.Window.Right, width));
        var large = EvidenceMap.Enlarge(cells, map.Rows, map.Columns, bottom - top, right - left);
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                sum[(y * width) + x] += large.Values[((y - top) * (right - left)) + x - left];
            }
        }

        static int Pixel(double share, int side) => (int)Math.Round(share * side);
    }

    private static float[] Weigh(FeatureMap map, float[]? still, int sample, bool averaged)
    {
        var (places, channels) = (map.Rows * map.Columns, map.Channels);
        var cells = new float[places];
        for (var part = 0; part < map.MapsPerSample; part++)
        {
            var start = ((sample * map.MapsPerSample) + part) * places * channels;
            var gradient = map.Gradient.AsSpan(start, places * channels);
            var alpha = MeanOverPlaces(gradient, channels);
            for (var i = 0; i < places * channels; i++)
            {
                var change = map.Values[start + i] - (still is null ? 0 : still[start + i]);
                cells[i / channels] += (float)((averaged ? alpha[i % channels] : gradient[i]) * change);
            }
        }

        return cells;
    }

    private static double[] MeanOverPlaces(ReadOnlySpan<float> gradient, int channels)
    {
        var alpha = new double[channels];
        for (var i = 0; i < gradient.Length; i++)
        {
            alpha[i % channels] += gradient[i];
        }

        for (var k = 0; k < channels; k++)
        {
            alpha[k] *= (double)channels / gradient.Length;
        }

        return alpha;
    }
}
