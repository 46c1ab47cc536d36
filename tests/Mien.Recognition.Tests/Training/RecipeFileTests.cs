using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Tests.Training;

public sealed class RecipeFileTests
{
    [Fact]
    public void What_a_recipe_does_not_say_is_the_default()
    {
        var recipe = RecipeFile.Parse("""{ "epochs": 3 }""", "recipe.json");

        Assert.Equal(RecipeFile.Print(new Recipe { Epochs = 3 }), RecipeFile.Print(recipe));
    }

    [Fact]
    public void Optimiser_schedule_and_loss_are_read_by_name_and_printed_by_the_same_name()
    {
        const string text = """
            { "optimizer": "sgd", "momentum": 0.9, "schedule": "steps", "decayFactor": 0.5, "decayEvery": 10,
              "loss": "margin", "labelSmoothing": 0, "classWeightPower": 0 }
            """;

        var recipe = RecipeFile.Parse(text, "recipe.json");
        var printed = RecipeFile.Print(recipe);

        Assert.Equal(OptimizerKind.Sgd, recipe.Optimizer);
        Assert.Equal(ScheduleKind.Steps, recipe.Schedule);
        Assert.Equal(LossKind.Margin, recipe.Loss);
        Assert.Contains("\"schedule\": \"steps\"", printed, StringComparison.Ordinal);
        Assert.Equal(printed, RecipeFile.Print(RecipeFile.Parse(printed, "printed")));
    }

    [Theory]
    [InlineData("""{ "optimizer": "lion" }""", "'lion' is not one of adamw, adam, sgd")]
    [InlineData("""{ "schedule": 3 }""", "one-cycle, cosine, constant, steps")]
    [InlineData("""{ "loss": null }""", "cross-entropy, margin")]
    [InlineData("""{ "momentum": 0.9 }""", "0 but for the optimizer sgd")]
    [InlineData("""{ "decayFactor": 0.5 }""", "1 but for the schedule steps")]
    [InlineData("""{ "schedule": "steps", "decayFactor": 0 }""", "above 0")]
    [InlineData("""{ "schedule": "steps", "decayEvery": 0 }""", "1 to 100000")]
    [InlineData("""{ "loss": "margin" }""", "0 but for the loss cross-entropy")]
    [InlineData("""{ "speed": 1 }""", "speed")]
    [InlineData("""{ "classifier": "svm", "features": "values", "epochs": 3 }""", "'epochs' is a setting of networks")]
    [InlineData("""{ "features": "values" }""", "no 'classifier'")]
    public void What_cannot_be_followed_is_refused_with_the_choices(string text, string sentence)
    {
        var fault = Assert.Throws<InputFaultException>(() => RecipeFile.Parse(text, "recipe.json"));

        Assert.Contains("recipe.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_with_a_classifier_is_written_without_the_settings_of_networks()
    {
        const string text = """
            { "features": "values", "classifier": "svm kernel=linear", "augmentation": "mirror", }
            """;

        var printed = RecipeFile.Print(RecipeFile.Parse(text, "recipe.json"));

        Assert.DoesNotContain("epochs", printed, StringComparison.Ordinal);
        Assert.Equal(printed, RecipeFile.Print(RecipeFile.Parse(printed, "printed")));
        Assert.DoesNotContain("classifier", RecipeFile.Print(new Recipe()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScheduleKind.OneCycle, 3, 0.2f)]
    [InlineData(ScheduleKind.Cosine, 2, 0.15f)]
    [InlineData(ScheduleKind.Constant, 9, 0.2f)]
    [InlineData(ScheduleKind.Steps, 9, 0.05f)]
    public void The_schedule_is_the_named_one(ScheduleKind kind, int step, float rate)
    {
        var recipe = new Recipe
        {
            Schedule = kind,
            MaxRate = 0.2f,
            Epochs = 5,
            WarmUp = 0.4f,
            DecayFactor = 0.5f,
            DecayEvery = 2,
        };

        var schedule = RecipeParts.ScheduleOf(recipe, stepsPerEpoch: 2);

        Assert.Equal(rate, schedule.RateAt(step), 1e-3f);
    }

    /// <summary>Lengths 1/2 and 3/4, the first class being right: (.99 - .5)^2 + (.75 - .01)^2 / 2, by hand.</summary>
    [Fact]
    public void The_margin_loss_is_that_of_its_formula()
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers);
        var logits = tape.Constant(new Shape(1, 2), [0, MathF.Log(3)]);
        using var targets = Tensor.Create(new Shape(1, 2), [1, 0]);

        var loss = MarginLoss.Of(tape, logits, targets).Scalar;

        Assert.Equal((0.49f * 0.49f) + (0.74f * 0.74f / 2), loss, 1e-6f);
    }

    [Fact]
    public void Candidates_replace_the_settings_that_they_name()
    {
        var recipe = RecipeFile.Parse(
            """
            { "selection": "inner-subjects", "choices": "epochs=20 | epochs=80 maxRate=0.001 mirrorInTest=false optimizer=adam weightDecay=0", "batch": 32 }
            """,
            "r.json"
        );

        var candidates = RecipeChoices.Of(recipe);

        Assert.Equal("epochs=20", candidates[0].Name);
        Assert.Equal(
            (20, 32, true),
            (candidates[0].Recipe.Epochs, candidates[0].Recipe.Batch, candidates[0].Recipe.MirrorInTest)
        );
        var second = candidates[1].Recipe;
        Assert.Equal((80, 32, 0.001f, false), (second.Epochs, second.Batch, second.MaxRate, second.MirrorInTest));
        Assert.Equal(OptimizerKind.Adam, second.Optimizer);
        Assert.Equal(SelectionKind.None, second.Selection);
    }

    [Theory]
    [InlineData("'choices' out of range", "\"selection\": \"inner-subjects\"")]
    [InlineData("'choices' out of range", "\"choices\": \"epochs=2 | epochs=3\"")]
    [InlineData("two or more different candidates", "\"selection\": \"inner-subjects\", \"choices\": \"epochs=2\"")]
    [InlineData(
        "two or more different candidates",
        "\"selection\": \"inner-subjects\", \"choices\": \"epochs=2 | batch=64 epochs=2\""
    )]
    [InlineData(
        "no setting that can be chosen",
        "\"selection\": \"inner-subjects\", \"choices\": \"epochs=2 | script=none\""
    )]
    [InlineData("no setting that can be chosen", "\"selection\": \"inner-subjects\", \"choices\": \"epochs=2 | fast\"")]
    [InlineData(
        "'speed', which is no setting",
        "\"selection\": \"inner-subjects\", \"choices\": \"epochs=2 | speed=3\""
    )]
    [InlineData("no value of its kind", "\"selection\": \"inner-subjects\", \"choices\": \"epochs=2 | epochs=many\"")]
    [InlineData("'epochs' out of range", "\"selection\": \"inner-subjects\", \"choices\": \"epochs=2 | epochs=0\"")]
    [InlineData("'innerFolds' out of range", "\"innerFolds\": 1")]
    [InlineData("'script' out of range", "\"script\": \"inner-subjects\"")]
    [InlineData("not one of none, inner-subjects, test-subject", "\"selection\": \"test\"")]
    public void A_selection_that_cannot_be_is_one_sentence(string part, string settings)
    {
        var fault = Assert.Throws<InputFaultException>(() => RecipeFile.Parse($"{{ {settings} }}", "r.json"));

        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }
}
