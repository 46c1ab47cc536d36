using System.Globalization;
using System.Runtime.InteropServices;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Metrics;
using Mien.Recognition.Networks;
using Mien.Recognition.Networks.Rivals;
using Mien.Recognition.Training;
using Mien.Tensors;

namespace Mien.Recognition.Tests.Networks;

/// <summary>
/// STSTNet with the weights that its authors publish, one set for each held-out subject, on the real maps: every clip must
/// get the published logits and class. SMIC and CASME II, whose maps are at hand.
/// </summary>
public sealed class StstNetWeightsTests
{
    private const int Classes = 3;
    private static readonly int[] StreamWidths = [3, 5, 8];

    [Fact]
    public void The_published_weights_give_the_published_predictions_for_all_309_clips()
    {
        var folder = RealData.Require("ststnet-golden");
        var set = PreparedSet.Read(RealData.Require("megc2019-motion"));
        var expected = Published(Path.Combine(folder, "expected.csv"));
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        var inputs = new InputMatrix(set, InputDefinition.Parse("ststnet"));
        var matrices = new Dictionary<string, ConfusionMatrix>();

        var right = 0;
        foreach (var subject in Enumerable.Range(0, set.Clips.Count).GroupBy(i => set.Clips[i].Subject))
        {
            using var network = new StstNet(new NetworkShape(28, 28, 3, Classes), new RandomStream(1));
            Load(network, Path.Combine(folder, "weights", $"{subject.Key}.bin"));
            foreach (var clip in subject)
            {
                var published = expected[$"{set.Clips[clip].Dataset}/{subject.Key}/{set.Clips[clip].Clip}"];
                var logits = Logits(tape, network, inputs[clip]);
                Assert.All(logits.Zip(published.Logits), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
                var found = Array.IndexOf(logits, logits.Max());
                right += found == published.Predicted ? 1 : 0;
                var matrix = matrices.TryGetValue(set.Clips[clip].Dataset, out var kept) ? kept : new(Classes);
                matrix.Add(set.Labels[clip], found);
                matrices[set.Clips[clip].Dataset] = matrix;
            }
        }

        Assert.Equal(309, expected.Count);
        Assert.Equal(309, right);
        // The authors' README and our own arithmetic on their weights: .687 and .830.
        Assert.Equal(.687, Figure.Uf1.Of(matrices["smic"]), 3);
        Assert.Equal(.830, Figure.Uf1.Of(matrices["casme2"]), 3);
    }

    private static float[] Logits(Tape tape, StstNet network, ReadOnlySpan<float> input)
    {
        using var x = Tensor.Create(new Shape(1, 28, 28, 3), input);
        var logits = network.Forward(tape, x).Values.ToArray();
        tape.Reset();
        return logits;
    }

    private static Dictionary<string, (int Predicted, float[] Logits)> Published(string path) =>
        File.ReadLines(path)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(
                row => $"{row[0]}/{row[1]}/{row[2]}",
                row =>
                    (
                        int.Parse(row[4], CultureInfo.InvariantCulture),
                        row[5..].Select(text => float.Parse(text, CultureInfo.InvariantCulture)).ToArray()
                    )
            );

    /// <summary>
    /// Little-endian floats in the order of ORDER.txt: three convolutions [out, in, rows, columns], three normalisations
    /// (weight, bias, mean, variance), the head [classes, 16 channels of 5x5].
    /// </summary>
    private static void Load(StstNet network, string path)
    {
        var values = new Queue<float>(MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray());
        var tensors = network.Contents.ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
        var first = 0;
        foreach (var width in StreamWidths)
        {
            for (var i = 0; i < width * 3 * 9; i++)
            {
                var (filter, channel, cell) = (first + (i / 27), i / 9 % 3, i % 9);
                tensors["streams.weight"].Values[(((cell * 3) + channel) * 16) + filter] = values.Dequeue();
            }

            Take(values, tensors["streams.bias"].Values.Slice(first, width));
            first += width;
        }

        first = 0;
        foreach (var width in StreamWidths)
        {
            foreach (var name in (string[])["weight", "bias", "running_mean", "running_var"])
            {
                Take(values, tensors[$"norm.{name}"].Values.Slice(first, width));
            }

            first += width;
        }

        for (var i = 0; i < Classes * 400; i++)
        {
            var (label, channel, place) = (i / 400, i % 400 / 25, i % 25);
            tensors["head.weight"].Values[(((place * 16) + channel) * Classes) + label] = values.Dequeue();
        }

        Take(values, tensors["head.bias"].Values);
        Assert.Empty(values);
    }

    private static void Take(Queue<float> values, Span<float> target)
    {
        foreach (ref var value in target)
        {
            value = values.Dequeue();
        }
    }
}
