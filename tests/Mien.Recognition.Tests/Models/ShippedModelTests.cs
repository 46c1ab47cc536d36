using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Recognition.Models;

namespace Mien.Recognition.Tests.Models;

/// <summary>The files in models/ are what their cards in docs/models say.</summary>
public sealed class ShippedModelTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.safetensors").Select(path => Path.GetFileName(path)).Order()];

    private static string Folder => Path.Combine(RealData.Repository, "models");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_model_is_small_has_a_card_and_knows_made_up_motion(string name)
    {
        var path = Path.Combine(Folder, name);
        using var model = ModelFile.Read(path);
        var options = new GeneratorOptions
        {
            NoExpression = model.Description.Classes.Count == 4,
            Layout = CropLayout.Named.GetValueOrDefault(model.Description.Crop, CropLayout.Tight),
        };
        var set = SyntheticSet.Make(20, 12, 77, options);

        var scores = model.Predict(set, 2);

        Assert.InRange(new FileInfo(path).Length, 1, 1_000_000);
        Assert.True(
            File.Exists(Path.Combine(RealData.Repository, "docs", "models", Path.ChangeExtension(name, ".md")))
        );
        Assert.Contains("no face", model.Description.TrainingData, StringComparison.Ordinal);
        Assert.Equal(set.Classes, model.Description.Classes);
        Assert.InRange(Accuracy(set, scores), 0.7, 1);
    }

    [Fact]
    public void Real_motion_is_recognised_unseen_and_motion_upside_down_is_not()
    {
        var set = PreparedSet.Read(RealData.Require("megc2019-motion"));
        using var model = ModelFile.Read(Path.Combine(Folder, "made-up-motion.safetensors"));

        // .745 and .164 when the file was made; the bounds leave room for other instruction sets.
        Assert.InRange(MacroF1(set, model), 0.72, 0.85);
        Assert.InRange(MacroF1(Inverted(set), model), 0, 0.25);
    }

    /// <summary>The sign of v turned around: bytes are reflected.</summary>
    private static PreparedSet Inverted(PreparedSet set) =>
        new(
            [
                .. set.Clips.Select(clip =>
                    clip with
                    {
                        Map = new MotionMap(
                            clip.Map.Shape,
                            [.. clip.Map.Values.Select((value, i) => i % 3 == 1 ? 255 - value : value)]
                        ),
                    }
                ),
            ],
            set.Classes
        );

    private static double MacroF1(PreparedSet set, Model model)
    {
        var predicted = model.Predict(set, 2).Select(Best).ToArray();
        return Enumerable.Range(0, set.Classes.Count).Average(F1);

        double F1(int label)
        {
            var pairs = predicted
                .Select((guess, i) => (Truth: set.Labels[i] == label, Guess: guess == label))
                .ToArray();
            return 2.0 * pairs.Count(p => p.Truth && p.Guess) / (pairs.Count(p => p.Truth) + pairs.Count(p => p.Guess));
        }
    }

    private static double Accuracy(PreparedSet set, float[][] scores) =>
        (double)scores.Where((row, i) => Best(row) == set.Labels[i]).Count() / scores.Length;

    private static int Best(float[] row) => Array.IndexOf(row, row.Max());
}
