using Mien.Data.Inputs;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Training;

public sealed class TrainerTests
{
    /// <summary>ResNet-18 leaves one pixel of a 28x28 map, and batch normalisation cannot learn from one number.</summary>
    [Theory]
    [InlineData(9, 4)]
    [InlineData(6, 5)]
    [InlineData(6, 4)]
    [InlineData(3, 4)]
    public void A_last_step_of_one_clip_stops_no_training(int clips, int batch)
    {
        var recipe = new Recipe
        {
            Epochs = 1,
            Batch = batch,
            DropLast = false,
        };

        var probabilities = Train("resnet-18", recipe, clips);

        Assert.All(probabilities, row => Assert.Equal(1, row.Sum(), 1e-5f));
    }

    [Theory]
    [InlineData("adamw")]
    [InlineData("adam")]
    [InlineData("sgd")]
    public void Every_optimiser_learns_what_moves_where(string optimizer)
    {
        var momentum = optimizer == "sgd" ? 0.9f : 0;
        var rate = optimizer == "sgd" ? 0.05f : 0.003f;
        var recipe = RecipeFile.Parse(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $$"""{ "optimizer": "{{optimizer}}", "momentum": {{momentum}}, "maxRate": {{rate}}, "epochs": 20, "batch": 8 }"""
            ),
            "recipe"
        );

        var probabilities = Train("cabm", recipe, 24);

        // Clips are of the classes 0, 1, 2 in turn.
        Assert.All(probabilities.Index(), row => Assert.Equal(row.Index % 3, Array.IndexOf(row.Item, row.Item.Max())));
    }

    private static float[][] Train(string network, Recipe recipe, int clips)
    {
        var set = MadeUpClips.Set(subjects: clips / 3, clipsEach: 3);
        var inputs = new InputMatrix(set, InputDefinition.Parse(recipe.Input));
        using var trainer = new Trainer(set, inputs, NetworkRegistry.Find(network), recipe, threads: 1);
        int[] all = [.. Enumerable.Range(0, set.Clips.Count)];
        using var trained = trainer.Train(all, new RandomStream(1));
        return trainer.Predict(trained, all);
    }
}
