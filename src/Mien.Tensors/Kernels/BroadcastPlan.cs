namespace Mien.Tensors.Kernels;

/// <summary>
/// How a smaller tensor spreads over a larger one, with runs of axes merged: the larger is [Outer, Groups, Repeat, Inner],
/// the smaller [1, Groups, 1, Inner]. A bias is (1, 1, N, C), a channel gate (1, N, HW, C), a spatial gate (1, NHW, C, 1).
/// </summary>
internal readonly record struct BroadcastPlan(int Outer, int Groups, int Repeat, int Inner)
{
    public int Length => Outer * Groups * Repeat * Inner;

    public int SmallLength => Groups * Inner;

    /// <summary>Whether both tensors are alike, so that nothing repeats.</summary>
    public bool IsElementwise => Outer * Repeat == 1;

    /// <exception cref="ArgumentException">The smaller shape is not the larger one with axes left out in front or of size 1.</exception>
    public static BroadcastPlan Of(Shape large, Shape small)
    {
        var lead = large.Rank - small.Rank;
        var runs = (Outer: 1, Groups: 1, Repeat: 1, Inner: 1);
        var stage = 3;
        for (var axis = large.Rank - 1; axis >= 0; axis--)
        {
            var size = large[axis];
            var smallSize = axis < lead ? 1 : small[axis - lead];
            if (lead < 0 || (smallSize != size && smallSize != 1))
            {
                throw Mismatch(large, small);
            }

            if (size == 1)
            {
                continue;
            }

            // Stages 3 and 1 hold shared axes, 2 and 0 repeated ones; an axis of the other kind moves on to the next stage.
            var shared = smallSize == size;
            stage -= shared == (stage is 3 or 1) ? 0 : 1;
            runs = stage switch
            {
                3 => runs with { Inner = runs.Inner * size },
                2 => runs with { Repeat = runs.Repeat * size },
                1 => runs with { Groups = runs.Groups * size },
                0 => runs with { Outer = runs.Outer * size },
                _ => throw Mismatch(large, small),
            };
        }

        return lead < 0
            ? throw Mismatch(large, small)
            : new BroadcastPlan(runs.Outer, runs.Groups, runs.Repeat, runs.Inner);
    }

    private static ArgumentException Mismatch(Shape large, Shape small) =>
        new($"shape {small} cannot be spread over shape {large}");
}
