using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Explanation;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Explanation;

public sealed class ExplainerTests
{
    [Fact]
    public void Evidence_lies_where_the_motion_is_that_was_learnt()
    {
        // The made-up clips of three classes differ by the height of one bump, so only its rows can tell them apart.
        var set = MadeUpClips.Set(subjects: 4, clipsEach: 9);
        var recipe = new Recipe { Epochs = 12, Batch = 16 };
        var entry = NetworkRegistry.Find("cabm");
        var inputs = new InputMatrix(set, InputDefinition.Parse(recipe.Input));
        using var trainer = new Trainer(set, inputs, entry, recipe, 1);
        using var network = trainer.Train(
            [.. Enumerable.Range(0, set.Clips.Count)],
            new RandomStream(1),
            stop: TestContext.Current.CancellationToken
        );
        var scores = trainer.Predict(network, [.. Enumerable.Range(0, set.Clips.Count)]);
        using var explainer = new Explainer(
            set,
            InputDefinition.Parse(recipe.Input),
            entry.Create(Trainer.NetworkShapeOf(inputs, set), new RandomStream(9)),
            1
        );

        var items = Enumerable
            .Range(0, set.Clips.Count)
            .Select(clip => explainer.Explain(network, clip, scores[clip]))
            .Where(item => item.Label == set.Labels[item.Clip])
            .ToArray();

        Assert.True(items.Length > set.Clips.Count * 2 / 3);
        Assert.InRange(ShareOfRows(EvidenceKind.Occlusion), 0.55, 1);
        Assert.InRange(ShareOfRows(EvidenceKind.ClassActivation), 0.7, 1);
        // The mean of the gradient over places says nothing of a head that keeps them: that is why there are two.
        Assert.InRange(ShareOfRows(EvidenceKind.GradCam), 0, 0.5);

        // The share of the evidence in the third of the rows where the class moves.
        double ShareOfRows(EvidenceKind kind) =>
            items.Average(item =>
            {
                var map = item[kind]!;
                var rows = map.Values.Chunk(map.Width).Select(row => row.Sum(value => Math.Max(0.0, value))).ToArray();
                return rows.Skip(item.Label * map.Height / 3).Take((map.Height / 3) + 1).Sum() / rows.Sum();
            });
    }

    [Fact]
    public void Between_equal_frames_nothing_is_left_and_random_weights_change_the_maps()
    {
        using var model = ModelFile.Read(Path.Combine(RealData.Repository, "models/made-up-motion.safetensors"));
        var set = SyntheticSet.Make(2, 3, 1);

        var explained = ModelExplainer.Explain(
            model,
            set,
            [0, 1, 2, 3],
            1,
            new Progress<ProgressStep>(),
            TestContext.Current.CancellationToken
        );

        Assert.Equal([EvidenceKind.ClassActivation, EvidenceKind.GradCam, EvidenceKind.Occlusion], explained.Kinds);
        foreach (var kind in explained.Kinds)
        {
            Assert.All(explained.Items, item => Assert.True(item[kind]!.Mass > 0));
            var check = explained.Check(kind);
            // Windows are scored many at a time and the whole alone, which may round otherwise.
            Assert.InRange(check.AtRest, 0, 1e-5);
            Assert.InRange(check.UnderRandomWeights!.Value, -1, EvidenceCheck.UnchangedAbove);
            Assert.True(check.Vanishes && check.Changes);
        }
    }

    [Fact]
    public void A_pooled_head_averages_the_gradient_itself_so_that_both_class_activations_are_one()
    {
        var set = MadeUpClips.Set(subjects: 1, clipsEach: 3);
        var input = InputDefinition.Parse("centred");
        var shape = Trainer.NetworkShapeOf(new InputMatrix(set, input), set);
        var entry = NetworkRegistry.Find("cabm-map");
        using var network = entry.Create(shape, new RandomStream(1));
        using var explainer = new Explainer(set, input, entry.Create(shape, new RandomStream(2)), 1);

        var item = explainer.Explain(network, 0, [0, 0, 1]);

        var (byPlace, averaged) = (item[EvidenceKind.ClassActivation]!, item[EvidenceKind.GradCam]!);
        Assert.Equal(averaged.Values, byPlace.Values, (a, b) => Math.Abs(a - b) <= 1e-4f * averaged.Peak);
    }

    [Fact]
    public void A_clip_of_equal_frames_gets_empty_maps()
    {
        using var model = ModelFile.Read(Path.Combine(RealData.Repository, "models/made-up-motion.safetensors"));
        var moving = SyntheticSet.Make(1, 1, 1);
        var still = new MotionMap(moving.Shape, [.. moving.Clips[0].Map.Values.Select(_ => 128f)]);
        var set = new PreparedSet([moving.Clips[0] with { Map = still }], moving.Classes);

        var item = ModelExplainer
            .Explain(model, set, [0], 1, new Progress<ProgressStep>(), TestContext.Current.CancellationToken)
            .Items[0];

        Assert.All(item.Evidence, evidence => Assert.InRange(evidence.Map.Peak, 0, 1e-6f));
    }
}
