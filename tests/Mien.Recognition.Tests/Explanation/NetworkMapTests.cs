using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Inspection;

namespace Mien.Recognition.Tests.Explanation;

/// <summary>Which registered networks for single maps have feature maps whose places are the picture's.</summary>
public sealed class NetworkMapTests
{
    /// <summary>Attention between places, or parts put together anew: these get occlusion alone.</summary>
    private static readonly string[] WithoutPlaces = ["htnet-reduced", "mmnet-reduced", "vit-64-4"];

    public static TheoryData<string> Names =>
        [
            .. NetworkRegistry
                .All.Where(entry => entry is { Reduced: null, TakesSequences: false })
                .Select(entry => entry.Name),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_network_has_its_maps_found_or_is_known_to_have_none(string name)
    {
        using var network = NetworkRegistry.Find(name).Create(new NetworkShape(28, 28, 3, 3), new RandomStream(1));
        using var workers = new Workers(1);
        using var tape = new Tape(workers);
        using var x = Tensor.Create(new Shape(1, 28, 28, 3));
        var random = new RandomStream(2);
        foreach (ref var value in x.Values)
        {
            value = (float)random.Normal(1);
        }

        var maps = FeatureProbe.Probe(network, tape, x, [1]);

        Assert.Equal(!WithoutPlaces.Contains(name), maps.Count > 0);
        Assert.All(maps, map => Assert.True(map.Rows * map.Columns > 1 && map.Gradient.Any(g => g != 0)));
    }
}
