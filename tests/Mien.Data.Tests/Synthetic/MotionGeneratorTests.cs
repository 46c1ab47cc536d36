using Mien.Data.Inputs;
using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Data.Tests.Synthetic;

public sealed class MotionGeneratorTests
{
    private const int Count = 60;

    [Fact]
    public void Maps_depend_on_their_stream_and_not_on_order_or_thread()
    {
        var forward = Make(Enumerable.Range(0, Count));
        var backward = Make(Enumerable.Range(0, Count).Reverse());
        var spread = new float[Count][];
        Parallel.For(
            0,
            4,
            thread =>
            {
                var made = Make(Enumerable.Range(0, Count).Where(i => i % 4 == thread));
                foreach (var (i, map) in made)
                {
                    spread[i] = map;
                }
            }
        );

        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(forward[i], backward[i]);
            Assert.Equal(forward[i], spread[i]);
        }
    }

    [Theory]
    [InlineData(28, false)]
    [InlineData(30, true)]
    [InlineData(64, true)]
    [InlineData(112, false)]
    public void Maps_of_any_size_fill_the_byte_range_in_every_channel(int size, bool noExpression)
    {
        var generator = new MotionGenerator(new GeneratorOptions { Size = size, NoExpression = noExpression });
        var map = new float[generator.Shape.Length];
        var units = new float[ActionUnitSides.Count];
        for (var i = 0; i < 12; i++)
        {
            var label = generator.Next(new RandomStream((ulong)i), map, units);

            Assert.InRange(label, 0, generator.Classes.Count - 1);
            Assert.All(units, unit => Assert.True(unit is 0 or 1));
            Assert.Equal(label == 3, units.All(unit => unit == 0));
            for (var channel = 0; channel < 3; channel++)
            {
                var values = map.Where((_, at) => at % 3 == channel).ToArray();
                Assert.DoesNotContain(values, value => value != (byte)value);
                Assert.Equal((0, 255), (values.Min(), values.Max()));
            }
        }
    }

    [Fact]
    public void Making_a_map_allocates_nothing()
    {
        var generator = new MotionGenerator(new GeneratorOptions { NoExpression = true });
        var map = new float[generator.Shape.Length];
        var units = new float[ActionUnitSides.Count];
        var root = new RandomStream(3);
        var stream = root.Derive(0);

        // Every branch is taken once before: what a type makes when it is first used is not what a map costs.
        Assert.Equal(0, Allocations.Least(MakeThirty));

        void MakeThirty()
        {
            for (var i = 0; i < 30; i++)
            {
                root.Derive((ulong)i, stream);
                generator.Next(stream, map, units);
            }
        }
    }

    [Fact]
    public void Surprise_lifts_the_brows_and_negative_lowers_them_on_average()
    {
        var sums = new double[3];
        var generator = new MotionGenerator(new GeneratorOptions());
        var input = InputDefinition.Parse("rms").For(generator.Shape);
        var map = new float[generator.Shape.Length];
        var units = new float[ActionUnitSides.Count];
        for (var i = 0; i < 900; i++)
        {
            var label = generator.Next(new RandomStream((ulong)i), map, units);
            input.Apply(map, map);
            sums[label] += Enumerable
                .Range(1, 4)
                .Average(y => Enumerable.Range(6, 16).Average(x => map[(((y * 28) + x) * 3) + 1]));
        }

        Assert.True(sums[2] < -50 && sums[0] > 20, $"sums of v over the brows: {string.Join(", ", sums)}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_median_in_vectors_is_the_median_by_sorting(int reach)
    {
        var grid = new FlowGrid(25);
        var filters = new SmallFilters(grid);
        var random = new RandomStream(9);
        var fast = Enumerable.Range(0, grid.Length).Select(_ => (float)random.Below(30)).ToArray();
        var plain = fast.ToArray();

        filters.Median(fast, reach);
        filters.MedianPlain(plain, reach);

        for (var y = 0; y < grid.Size; y++)
        {
            Assert.Equal(plain.AsSpan(y * grid.Stride, grid.Size), fast.AsSpan(y * grid.Stride, grid.Size));
        }
    }

    [Fact]
    public void Strain_of_a_linear_field_is_what_its_slopes_say()
    {
        // u = .3 x + .1 y, v = -.2 x + .5 y: strain sqrt(.09 + .25 + (.1 - .2)^2 / 2) = sqrt(.345), all over the map.
        var grid = new FlowGrid(28);
        var flow = new Flow(grid);
        for (var y = 0; y < grid.Size; y++)
        {
            for (var x = 0; x < grid.Size; x++)
            {
                var at = (y * grid.Stride) + x;
                flow.U[at] = (0.3f * grid.Cells[x]) + (0.1f * grid.Cells[y]);
                flow.V[at] = (-0.2f * grid.Cells[x]) + (0.5f * grid.Cells[y]);
            }
        }

        var map = new float[28 * 28 * 3];
        new MapPainter(grid).Paint(flow, map, bytes: false);

        Assert.All(Enumerable.Range(0, 784), i => Assert.Equal(0.58737f, map[(i * 3) + 2], 1e-4f));
        Assert.Equal((0.3f * 0.5f) + (0.1f * 0.5f), map[0], 1e-5f);
    }

    [Fact]
    public void Patches_add_up_to_the_sum_of_their_formulas()
    {
        var grid = new FlowGrid(28);
        var flow = new Flow(grid);
        var patches = new PatchSum(grid);
        patches.Add((10, 7), (2, 1.5f), 3, (1, -0.5f));
        patches.AddGaussian((15, 20), (2, 3), (0.25f, 2));

        patches.Render(flow);

        for (var y = 0; y < grid.Size; y += 5)
        {
            for (var x = 0; x < grid.Size; x += 3)
            {
                var (cx, cy) = ((x + 0.5) / 2, (y + 0.5) / 2);
                var first = Math.Exp(-0.6 * (Math.Pow(Math.Abs(cx - 10) / 2, 3) + Math.Pow(Math.Abs(cy - 7) / 1.5, 3)));
                var second = Math.Exp(-0.5 * (Math.Pow((cx - 15) / 2, 2) + Math.Pow((cy - 20) / 3, 2)));
                Assert.Equal(first + (0.25 * second), flow.RowU(y)[x], 1e-5);
                Assert.Equal((-0.5 * first) + (2 * second), flow.RowV(y)[x], 1e-5);
            }
        }
    }

    private static Dictionary<int, float[]> Make(IEnumerable<int> indices)
    {
        var generator = new MotionGenerator(new GeneratorOptions());
        var root = new RandomStream(8);
        var units = new float[ActionUnitSides.Count];
        var maps = new Dictionary<int, float[]>();
        foreach (var i in indices)
        {
            maps[i] = new float[generator.Shape.Length];
            generator.Next(root.Derive((ulong)i), maps[i], units);
        }

        return maps;
    }
}
