using Mien.Data.Filmed;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Synthetic;

namespace Mien.Recognition.Tests.Synthetic;

public sealed class SyntheticTrainerTests
{
    private static readonly SyntheticRecipe Short = new()
    {
        Members = 2,
        Samples = 2048,
        FilmedShare = 0,
        Calibration = 256,
    };

    [Fact]
    public void A_short_training_knows_maps_and_units_that_it_never_saw()
    {
        using var model = Train(Short with { Members = 1, Samples = 10_240 }, seed: 1, threads: 2);
        var set = SyntheticSet.Make(20, 15, 99, new GeneratorOptions());

        var scores = model.Predict(set, 2);
        var units = model.PredictUnits(set, 2)!;

        var right = scores.Where((row, i) => Array.IndexOf(row, row.Max()) == set.Labels[i]).Count();
        Assert.InRange(right, 0.7 * scores.Length, scores.Length);
        var brows = 2 * ActionUnitSides.IndexOf(1);
        var (shown, hidden) = (Mean(clip => clip.Label == "surprise"), Mean(clip => clip.Label == "positive"));
        Assert.True(shown > 0.4 && hidden < 0.2, $"AU1 in surprise {shown}, in positive {hidden}");
        Assert.All(model.Description.UnitThresholds, threshold => Assert.InRange(threshold, 0.005f, 1));

        double Mean(Func<PreparedClip, bool> condition) =>
            set.Clips.Select((clip, i) => (clip, i)).Where(x => condition(x.clip)).Average(x => units[x.i][brows]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_file_on_any_number_of_threads()
    {
        using var folder = new ScratchFolder();
        foreach (var threads in new[] { 1, 3 })
        {
            using var model = Train(Short, seed: 7, threads);
            ModelFile.Write(folder.PathOf($"{threads}"), model);
        }

        Assert.Equal(File.ReadAllBytes(folder.PathOf("1")), File.ReadAllBytes(folder.PathOf("3")));
    }

    [Fact]
    public void Filmed_maps_teach_too_and_the_file_says_that_they_did()
    {
        using var folder = new ScratchFolder();
        var recipe = Short with
        {
            Members = 1,
            FilmedShare = 0.5f,
            FilmedStock = 256,
            Film = new FilmOptions { CropSize = 56 },
        };
        foreach (var threads in new[] { 1, 3 })
        {
            using var model = Train(recipe, seed: 7, threads);
            ModelFile.Write(folder.PathOf($"{threads}"), model);
            Assert.Contains("for 50 %, 256 maps filmed on drawn faces (film 1)", model.Description.TrainingData);
            // 128 maps of formulas and as many of four filmed faces, which must not be in both halves.
            Assert.Contains("256 fresh made-up maps of 132 faces", model.Description.Calibration!.Source);
        }

        Assert.Equal(File.ReadAllBytes(folder.PathOf("1")), File.ReadAllBytes(folder.PathOf("3")));
    }

    [Fact]
    public void A_stock_gives_its_maps_and_their_mirror_images_with_their_sides_exchanged()
    {
        var recipe = new SyntheticRecipe
        {
            Film = new FilmOptions { CropSize = 56, ClipsOfFace = 4 },
        };
        using var workers = new Workers(2);
        var stock = new FilmedStock(
            recipe,
            8,
            new RandomStream(4),
            workers,
            new Progress<ProgressStep>(),
            CancellationToken.None
        );
        var seen = new HashSet<(int Number, bool Mirrored)>();
        var random = new RandomStream(1);
        var (map, units) = (new float[28 * 28 * 3], new float[ActionUnitSides.Count]);
        var (own, ownUnits) = (new float[map.Length], new float[units.Length]);
        for (var draw = 0; draw < 200; draw++)
        {
            var label = stock.Take(random, map, units);
            for (var number = 0; number < stock.Count; number++)
            {
                if (stock.Copy(number, own, ownUnits) == label && Same(mirrored: false))
                {
                    seen.Add((number, false));
                }
                else if (stock.Copy(number, own, ownUnits) == label && Same(mirrored: true))
                {
                    seen.Add((number, true));
                }
            }
        }

        Assert.Equal(16, seen.Count);

        bool Same(bool mirrored) =>
            Enumerable.Range(0, units.Length).All(i => units[i] == ownUnits[mirrored ? i ^ 1 : i])
            && Enumerable
                .Range(0, 28 * 28)
                .All(i =>
                {
                    var from = mirrored ? (i / 28 * 28) + 27 - (i % 28) : i;
                    var u = own[3 * from];
                    return map[3 * i] == (mirrored ? 255 - u : u) && map[(3 * i) + 1] == own[(3 * from) + 1];
                });
    }

    [Fact]
    public void A_committee_reads_back_from_its_file_and_answers_the_same()
    {
        using var folder = new ScratchFolder();
        using var model = Train(Short, seed: 3, threads: 2);
        var set = SyntheticSet.Make(2, 3, 5);

        ModelFile.Write(folder.PathOf("m"), model);
        using var read = ModelFile.Read(folder.PathOf("m"));

        Assert.Equal(model.Description.UnitThresholds, read.Description.UnitThresholds);
        Assert.Equal(model.Predict(set, 1), read.Predict(set, 2));
        Assert.Equal(model.PredictUnits(set, 1), read.PredictUnits(set, 2));
    }

    [Fact]
    public void Mirroring_a_map_exchanges_the_sides_of_the_units()
    {
        using var model = Train(Short, seed: 1, threads: 2);
        var clip = SyntheticSet.Make(1, 1, 3).Clips[0];
        var set = new PreparedSet(
            [clip, clip with { Clip = "mirrored", Map = Mirrored(clip.Map) }],
            ["negative", "positive", "surprise"]
        );

        var units = model.PredictUnits(set, 1)!;

        for (var unit = 0; unit < ActionUnitSides.Count; unit++)
        {
            Assert.Equal(units[0][unit], units[1][unit ^ 1], 1e-3f);
        }
    }

    /// <summary>Bytes about 127.5: reflecting u there is negating it, and the median moves along.</summary>
    private static MotionMap Mirrored(MotionMap map)
    {
        var values = new float[map.Values.Length];
        for (var y = 0; y < 28; y++)
        {
            for (var x = 0; x < 28; x++)
            {
                var at = ((y * 28) + x) * 3;
                values[at] = 255 - map[y, 27 - x, 0];
                values[at + 1] = map[y, 27 - x, 1];
                values[at + 2] = map[y, 27 - x, 2];
            }
        }

        return new MotionMap(map.Shape, values);
    }

    private static Model Train(SyntheticRecipe recipe, int seed, int threads) =>
        new SyntheticTrainer(recipe, seed, threads).Train(new Progress<ProgressStep>(), CancellationToken.None);
}
