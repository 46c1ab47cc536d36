using Mien.Data.Filmed;
using Mien.Data.Inputs;
using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Data.Tests.Filmed;

public sealed class FilmedMotionGeneratorTests
{
    private const int CropSize = 84;
    private const int Count = 18;

    private static readonly FilmOptions Film = new() { CropSize = CropSize, ClipsOfFace = 6 };

    [Fact]
    public void Maps_depend_on_root_and_number_and_not_on_order_or_thread()
    {
        var forward = Make(Enumerable.Range(0, Count));
        var backward = Make(Enumerable.Range(0, Count).Reverse());
        var spread = new float[Count][];
        Parallel.For(
            0,
            3,
            thread =>
            {
                foreach (var (i, map) in Make(Enumerable.Range(0, Count).Where(i => i % 3 == thread)))
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

    [Fact]
    public void The_flow_finds_the_motion_that_was_drawn()
    {
        var generator = new FilmedMotionGenerator(
            new GeneratorOptions(),
            Film with
            {
                Motion = (0.5f, 0.5f),
                Grain = (0.3f, 0.3f),
            }
        );
        var (map, units) = Buffers(generator);
        var agreements = new List<double>();
        for (var i = 0UL; i < 24; i++)
        {
            generator.Make(new RandomStream(8), i, map, units);
            agreements.Add(Correlation(TruthOf(generator), generator.Measured.V.Samples));
        }

        // Blinks, changing light and bare cheeks keep it from being exact.
        agreements.Sort();
        Assert.True(agreements[agreements.Count / 2] > 0.75, $"median correlation {agreements[12]}");
        Assert.True(agreements[^4] > 0.85, $"correlation of the better ones {agreements[^4]}");
    }

    [Fact]
    public void A_face_at_rest_without_noise_does_not_move()
    {
        var face = new FilmedFace(CropLayout.Tight, CropSize, new RandomStream(3));
        var camera = new CropCamera(CropSize);
        var still = new Flow(new FlowGrid(CropSize));

        camera.Film(face, face.Person.Face, still, new Lids(0, 0), grain: 0, new RandomStream(1));

        var differences = camera.Before.Samples.Zip(camera.After.Samples, (a, b) => Math.Abs(a - b)).ToArray();
        // The lamp alone: a few grey levels, nowhere a jump.
        Assert.True(differences.Max() < 6, $"largest difference {differences.Max()}");
    }

    [Fact]
    public void Pupils_and_brows_lie_where_the_muscles_are()
    {
        for (var seed = 0UL; seed < 6; seed++)
        {
            var face = new FilmedFace(CropLayout.Tight, CropSize, new RandomStream(seed));
            var camera = new CropCamera(CropSize);
            camera.Film(
                face,
                face.Person.Face,
                new Flow(new FlowGrid(CropSize)),
                new Lids(0, 0),
                0,
                new RandomStream(seed)
            );
            var anchors = new FaceAnchors();
            anchors.Place(face.Person.Face);
            for (var side = 0; side < 2; side++)
            {
                var skin = GreyAt(camera, anchors[Anchor.Cheek, side]);
                Assert.True(GreyAt(camera, anchors[Anchor.Eye, side]) < skin - 25, $"pupil {side} of face {seed}");
                Assert.True(
                    GreyAt(camera, anchors[Anchor.MiddleBrow, side]) < skin - 10,
                    $"brow {side} of face {seed}"
                );
            }
        }
    }

    [Fact]
    public void Surprise_lifts_the_brows_and_negative_lowers_them_on_average()
    {
        var generator = new FilmedMotionGenerator(new GeneratorOptions(), Film);
        var input = InputDefinition.Parse("rms").For(generator.Shape);
        var (map, units) = Buffers(generator);
        var sums = new double[3];
        for (var i = 0UL; i < 240; i++)
        {
            var label = generator.Make(new RandomStream(2), i, map, units);
            input.Apply(map, map);
            sums[label] += Enumerable
                .Range(1, 4)
                .Average(y => Enumerable.Range(6, 16).Average(x => map[(((y * 28) + x) * 3) + 1]));
        }

        Assert.True(sums[2] < -20 && sums[0] > sums[2] + 20, $"sums of v over the brows: {string.Join(", ", sums)}");
    }

    [Fact]
    public void A_head_that_turns_moves_its_nose_further_than_its_cheeks_and_nothing_beyond_its_outline()
    {
        var grid = new FlowGrid(CropSize);
        var motion = new Flow(grid);
        var shape = FaceShape.Average(CropLayout.Aligned);
        var anchors = new FaceAnchors();
        anchors.Place(shape);

        new HeadTurn(grid).Apply(motion, anchors, shape, (1, 0));

        var (wing, cheek) = (anchors[Anchor.NoseWing, 0], anchors[Anchor.Cheek, 0]);
        Assert.True(At(14, wing.Y - 1.5f) > 1.3f, $"nose {At(14, wing.Y - 1.5f)}");
        Assert.InRange(At(cheek.X, cheek.Y), 0.5f, 1);
        Assert.Equal(0, At(0.5f, 27), 1e-6f);

        float At(float x, float y) =>
            motion.RowU((int)(y * CropSize / CropLayout.Cells))[(int)(x * CropSize / CropLayout.Cells)];
    }

    [Fact]
    public void Filming_the_same_face_again_allocates_nothing()
    {
        var generator = new FilmedMotionGenerator(
            new GeneratorOptions { NoExpression = true },
            Film with
            {
                ClipsOfFace = 100,
            }
        );
        var (map, units) = Buffers(generator);
        var root = new RandomStream(3);

        // Every branch is taken once before: what a type makes when it is first used is not what a map costs.
        Assert.Equal(0, Allocations.Least(MakeTwelve));

        void MakeTwelve()
        {
            for (var i = 0UL; i < 12; i++)
            {
                generator.Make(root, i, map, units);
            }
        }
    }

    private static Dictionary<int, float[]> Make(IEnumerable<int> numbers)
    {
        var generator = new FilmedMotionGenerator(new GeneratorOptions { NoExpression = true }, Film);
        var units = new float[ActionUnitSides.Count];
        var made = new Dictionary<int, float[]>();
        foreach (var number in numbers)
        {
            made[number] = new float[generator.Shape.Length];
            generator.Make(new RandomStream(7), (ulong)number, made[number], units);
        }

        return made;
    }

    private static (float[] Map, float[] Units) Buffers(FilmedMotionGenerator generator) =>
        (new float[generator.Shape.Length], new float[ActionUnitSides.Count]);

    private static float GreyAt(CropCamera camera, (float X, float Y) cell)
    {
        const float Pixels = CropSize / (float)CropLayout.Cells;
        var (x, y) = ((int)(cell.X * Pixels), (int)(cell.Y * Pixels));
        var sum = 0f;
        for (var i = -1; i <= 1; i++)
        {
            for (var j = -1; j <= 1; j++)
            {
                sum += camera.Before[x + i, y + j];
            }
        }

        return sum / 9;
    }

    private static float[] TruthOf(FilmedMotionGenerator generator) =>
        [.. Enumerable.Range(0, CropSize).SelectMany(y => generator.Truth.RowV(y)[..CropSize].ToArray())];

    private static double Correlation(float[] a, float[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }
}
