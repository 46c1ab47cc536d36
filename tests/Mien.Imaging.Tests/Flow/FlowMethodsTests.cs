using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Flow;

/// <summary>What holds for every method.</summary>
public sealed class FlowMethodsTests
{
    public static TheoryData<FlowKind> Kinds => [.. Enum.GetValues<FlowKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_and_reuse_change_no_bit(FlowKind kind)
    {
        var (first, second, _) = WarpedPair.Make(133, 101);
        var alone = new FlowField(133, 101);
        FlowMethods.Create(kind, 133, 101).Estimate(first, second, alone);
        foreach (var threads in (int[])[2, 5])
        {
            var shared = new FlowField(133, 101);
            using var workers = new Workers(threads);
            var method = FlowMethods.Create(kind, 133, 101, workers);
            method.Estimate(second, first, shared);
            method.Estimate(first, second, shared);

            Assert.Equal(alone.U.Samples, shared.U.Samples);
            Assert.Equal(alone.V.Samples, shared.V.Samples);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_second_pair_allocates_nothing(FlowKind kind)
    {
        var (first, second, _) = WarpedPair.Make(64, 64);
        var flow = new FlowField(64, 64);
        var method = FlowMethods.Create(kind, 64, 64);

        Assert.Equal(0, Allocations.Least(() => method.Estimate(first, second, flow)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Awkward_sizes_give_finite_fields(FlowKind kind)
    {
        foreach (var (width, height) in ((int, int)[])[(8, 8), (9, 300), (300, 9), (63, 250)])
        {
            var (first, second, _) = WarpedPair.Make(width, height);
            var flow = new FlowField(width, height);
            FlowMethods.Create(kind, width, height).Estimate(first, second, flow);

            Assert.True(double.IsFinite(flow.MeanLength()), $"{width} x {height}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Planes_of_another_size_are_refused(FlowKind kind)
    {
        var method = FlowMethods.Create(kind, 32, 32);
        var (right, wrong) = (new Plane(32, 32), new Plane(33, 32));

        Assert.Throws<ArgumentException>(() => method.Estimate(right, wrong, new FlowField(32, 32)));
        Assert.Throws<ArgumentException>(() => method.Estimate(right, right, new FlowField(32, 31)));
    }
}
