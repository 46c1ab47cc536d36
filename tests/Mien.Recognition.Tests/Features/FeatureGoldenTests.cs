using System.Globalization;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Recognition.Features;

namespace Mien.Recognition.Tests.Features;

/// <summary>Expected values: golden/features.csv, which golden/features.py made with NumPy and scikit-image.</summary>
public sealed class FeatureGoldenTests
{
    private static readonly Dictionary<string, float[]> Golden = File.ReadLines(
            Path.Combine(RealData.Repository, "tests", "Mien.Recognition.Tests", "golden", "features.csv")
        )
        .Select(line => line.Split(','))
        .ToDictionary(
            cells => cells[0],
            cells => cells.Skip(1).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray()
        );

    public static TheoryData<string> Names => [.. Golden.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_has_the_values_of_an_independent_computation(string name)
    {
        var (input, line) = (name.Split('|')[0].Split(' '), name.Split('|')[1]);
        var sizes = input.Skip(1).Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        var map = input[0] == "flow" ? Flow(sizes[0]) : Gray(sizes[0], sizes[1], sizes[2]);
        var definition = FeatureDefinition.Parse(line);
        var extractor = definition.For(map.Shape, ChannelNames.For(map.Shape.Channels));
        var found = new float[extractor.Length];

        extractor.Extract(map.Values, found);

        Assert.Equal(line, definition.ToString());
        Assert.Equal(Golden[name].Length, found.Length);
        Assert.All(Golden[name].Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
    }

    private static MotionMap Flow(int frames)
    {
        var shape = new MapShape(23, 20, 3, frames);
        var values = Enumerable.Range(0, shape.Length).Select(i => ValueAt(i, i % 3 == 2)).ToArray();
        return new MotionMap(shape, values);

        static float ValueAt(long i, bool strain)
        {
            var value = ((((i * i * 31) + (i * 17)) % 997) - 498) / 30f;
            return strain ? Math.Abs(value) : value;
        }
    }

    private static MotionMap Gray(int frames, int height, int width)
    {
        var shape = new MapShape(height, width, 1, frames);
        return new MotionMap(
            shape,
            [.. Enumerable.Range(0, shape.Length).Select(i => (float)((((long)i * i * 13) + (i * 7)) % 251))]
        );
    }
}
