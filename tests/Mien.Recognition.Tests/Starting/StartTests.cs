using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Recognition.Starting;
using Mien.Recognition.Synthetic;
using Mien.Recognition.Training;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Tests.Starting;

/// <summary>Trainings that begin from a small model trained on made-up motion.</summary>
public sealed class StartTests(StartTests.StartFixture fixture) : IClassFixture<StartTests.StartFixture>
{
    private static readonly Recipe Short = new()
    {
        Input = "rms",
        Epochs = 4,
        Batch = 16,
    };

    private static readonly PreparedSet Set = SyntheticSet.Make(6, 9, 11);
    private static readonly int[] Train = [.. Enumerable.Range(0, 36)];
    private static readonly int[] Test = [.. Enumerable.Range(36, 18)];

    [Fact]
    public void Fine_tuning_begins_with_the_models_weights_and_a_fresh_head()
    {
        var recipe = Begun(StartMode.FineTune, start => start with { Epochs = 1, MaxRate = 1e-12f }) with
        {
            Members = 0,
        };

        using var network = Trained(recipe, "cabm-map");

        var body = Members[0].Contents.ToDictionary(tensor => tensor.Name, tensor => tensor.Value.Values.ToArray());
        foreach (var parameter in network.Parameters.Where(p => !p.Name.StartsWith("head", StringComparison.Ordinal)))
        {
            var own = parameter.Value.Values.ToArray();
            Assert.All(
                own.Zip(body[$"network.{parameter.Name}"]),
                pair => Assert.Equal(pair.Second, pair.First, 1e-5f)
            );
        }

        var head = network.Parameters.First(parameter => parameter.Name == "head.weight").Value.Values.ToArray();
        Assert.NotEqual(body["network.head.weight"], head);
    }

    [Fact]
    public void Frozen_features_stay_as_they_are_and_their_head_knows_what_it_was_fitted_to()
    {
        var recipe = Begun(StartMode.Frozen) with { Members = 0 };

        using var network = (Committee)Trained(recipe, "cabm-map");

        foreach (var (own, theirs) in network.Members.Zip(Members))
        {
            foreach (var (mine, original) in own.Contents.Zip(theirs.Contents).Where(pair => !IsHead(pair.First.Name)))
            {
                Assert.Equal(original.Value.Values.ToArray(), mine.Value.Values.ToArray());
            }
        }

        Assert.InRange(Accuracy(Predicted(recipe, "cabm-map", Test), Test), 0.6, 1);

        static bool IsHead(string name) => name.Contains("network.head", StringComparison.Ordinal);
    }

    [Fact]
    public void An_average_is_the_mean_of_the_network_trained_here_and_the_model_as_it_is()
    {
        var recipe = Begun(StartMode.Average);

        var average = Predicted(recipe, "cabm", Test);

        using var trainer = TrainerFor(Short, "cabm");
        using var alone = trainer.Train(
            Train,
            new RandomStream(5).Derive("member 0"),
            stop: TestContext.Current.CancellationToken
        );
        var (own, theirs) = (trainer.Predict(alone, Test), fixture.Model.Predict(Set, 1));
        for (var i = 0; i < Test.Length; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                Assert.Equal((own[i][c] + theirs[Test[i]][c]) / 2, average[i][c], 1e-5f);
            }
        }
    }

    [Fact]
    public void Classes_that_the_set_lacks_are_left_out_of_an_average()
    {
        var some = new PreparedSet([.. Set.Clips.Where(clip => clip.Label != "positive")], ["surprise", "negative"]);
        var recipe = Begun(StartMode.Average, start => start with { Members = 64 });
        using var trainer = new Trainer(some, Inputs(some, recipe), NetworkRegistry.Find("cabm"), recipe, 1);
        using var network = trainer.Train(
            [.. Enumerable.Range(0, some.Clips.Count)],
            new RandomStream(1),
            stop: TestContext.Current.CancellationToken
        );

        var scores = trainer.Predict(network, [.. Enumerable.Range(0, some.Clips.Count)]);

        var theirs = fixture.Model.Predict(new PreparedSet(some.Clips, fixture.Model.Description.Classes), 1);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(1, scores[i].Sum(), 1e-4f);
            // 64 of 65 votes are the model's, its positive left out of every view.
            Assert.Equal(theirs[i][2] / (theirs[i][0] + theirs[i][2]), scores[i][0], 0.1f);
        }
    }

    [Fact]
    public void Members_answer_by_the_mean_of_their_probabilities()
    {
        var three = Predicted(Short with { Members = 3 }, "cabm", Test);

        using var trainer = TrainerFor(Short, "cabm");
        var sum = new float[Test.Length, 3];
        for (var member = 0; member < 3; member++)
        {
            using var network = trainer.Train(
                Train,
                new RandomStream(5).Derive($"member {member}"),
                stop: TestContext.Current.CancellationToken
            );
            var scores = trainer.Predict(network, Test);
            for (var i = 0; i < Test.Length; i++)
            {
                for (var c = 0; c < 3; c++)
                {
                    sum[i, c] += scores[i][c] / 3;
                }
            }
        }

        Assert.All(
            Enumerable.Range(0, Test.Length * 3),
            i => Assert.Equal(sum[i / 3, i % 3], three[i / 3][i % 3], 1e-5f)
        );
    }

    [Theory]
    [InlineData(StartMode.FineTune, 2)]
    [InlineData(StartMode.Frozen, 1)]
    [InlineData(StartMode.Average, 1)]
    public void A_model_of_several_parts_reads_back_from_its_file_and_answers_the_same(StartMode mode, int members)
    {
        using var folder = new ScratchFolder();
        var recipe = Begun(mode, start => start with { Members = 2 }) with { Members = members };
        using var model = ModelTraining.Train(
            Set,
            NetworkRegistry.Find("cabm"),
            recipe,
            3,
            2,
            new Progress<ProgressStep>()
        );

        ModelFile.Write(folder.PathOf("m"), model);
        using var read = ModelFile.Read(folder.PathOf("m"));

        Assert.Equal(model.Predict(Set, 2), read.Predict(Set, 1));
        Assert.Equal(model.Description.Parts.Count, read.Description.Parts.Count);
        Assert.Contains("Begun (", read.Description.TrainingData, StringComparison.Ordinal);
        Assert.Equal(Set.Persons.Select(person => person.ToString()), read.Description.People!);
    }

    [Theory]
    [InlineData("cabm members=0 outputs=3 classes=0,1,2 votes=1")]
    [InlineData("cabm members=0 outputs=3 classes=0,1,2 votes=1|cabm members=0 outputs=3 classes=0,1,3 votes=1")]
    [InlineData("cabm members=0 outputs=3 classes=0,1,2 votes=1|cabm members=0 outputs=3 classes=0,1,1 votes=1")]
    [InlineData("cabm members=0 outputs=3 classes=0,1,2 votes=1|cabm members=99 outputs=3 classes=0,1,2 votes=1")]
    [InlineData("cabm members=0 outputs=3 classes=0,1,2 votes=1|cabm members=0 outputs=-3 classes=0,1,2 votes=1")]
    [InlineData("cabm members=0 outputs=3 classes=0,1,2 votes=1|cabm-map members=64 outputs=3 classes=0,1,2 votes=1")]
    [InlineData("nonsense|more nonsense")]
    public void Parts_that_no_model_has_are_refused_in_one_sentence(string parts)
    {
        var values = ModelMetadata.Of(fixture.Model.Description with { Members = 0, UnitThresholds = [] });
        values["parts"] = parts;

        var fault = Assert.Throws<InputFaultException>(() => new ModelMetadata("m.safetensors", values).Describe());

        Assert.Contains("m.safetensors is no usable model file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_do_not_depend_on_the_threads()
    {
        var recipe = Begun(StartMode.Frozen) with { Members = 1 };

        Assert.Equal(Predicted(recipe, "cabm", Test, threads: 1), Predicted(recipe, "cabm", Test, threads: 3));
    }

    [Fact]
    public void A_recipe_finds_its_model_from_its_own_folder_and_holds_it_to_its_hash()
    {
        using var folder = new ScratchFolder();
        File.Copy(fixture.Path, folder.PathOf("start.safetensors"));
        var recipe = Begun(StartMode.Average, start => start with { File = "start.safetensors", Hash = "" });
        File.WriteAllText(folder.PathOf("r.json"), RecipeFile.Print(recipe));

        var read = RecipeFile.Read(folder.PathOf("r.json"));

        Assert.Equal(folder.PathOf("start.safetensors"), read.Start!.File);
        Assert.Equal(ModelFile.HashOf(fixture.Model), read.Start.Hash);
        var other = recipe with { Start = recipe.Start! with { Hash = new string('0', 64) } };
        File.WriteAllText(folder.PathOf("r.json"), RecipeFile.Print(other));
        var fault = Assert.Throws<InputFaultException>(() => RecipeFile.Read(folder.PathOf("r.json")));
        Assert.Contains("with weights 000000000000", fault.Message, StringComparison.Ordinal);
        File.WriteAllText(folder.PathOf("r.json"), RecipeFile.Print(recipe with { Input = "centred" }));
        fault = Assert.Throws<InputFaultException>(() => RecipeFile.Read(folder.PathOf("r.json")));
        Assert.Contains("was trained with 'rms'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"members\": 0", "'members'")]
    [InlineData("\"members\": -1", "'members'")]
    [InlineData("\"start\": { \"mode\": \"frozen\" }", "'start.file'")]
    [InlineData("\"start\": { \"file\": \"x\", \"mode\": \"thaw\" }", "fine-tune, frozen, average")]
    [InlineData("\"start\": { \"file\": \"x\", \"members\": 65 }", "'start.members'")]
    [InlineData("\"members\": 0, \"start\": { \"file\": \"x\", \"mode\": \"average\" }", "'members'")]
    public void Settings_out_of_range_are_refused_in_one_sentence(string settings, string named)
    {
        var fault = Assert.Throws<InputFaultException>(() => RecipeFile.Parse($"{{ {settings} }}", "r.json"));

        Assert.Contains("r.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_of_another_size_are_refused()
    {
        var large = SyntheticSet.Make(2, 3, 1, new GeneratorOptions { Size = 32 });
        var recipe = Begun(StartMode.FineTune);

        var fault = Assert.Throws<InputFaultException>(() =>
            new Trainer(large, Inputs(large, recipe), NetworkRegistry.Find("cabm"), recipe, 1)
        );

        Assert.Contains("28x28x3", fault.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<Module> Members => ((Committee)fixture.Model.Network).Members;

    private Recipe Begun(StartMode mode, Func<StartRecipe, StartRecipe>? change = null)
    {
        var start = new StartRecipe
        {
            File = fixture.Path,
            Mode = mode,
            Epochs = 3,
        };
        return Short with { Start = change is null ? start : change(start) };
    }

    private static InputMatrix Inputs(PreparedSet set, Recipe recipe) => new(set, InputDefinition.Parse(recipe.Input));

    private static Trainer TrainerFor(Recipe recipe, string network, int threads = 1) =>
        new(Set, Inputs(Set, recipe), NetworkRegistry.Find(network), recipe, threads);

    private static Module Trained(Recipe recipe, string network)
    {
        using var trainer = TrainerFor(recipe, network);
        return trainer.Train(Train, new RandomStream(5), stop: TestContext.Current.CancellationToken);
    }

    private static float[][] Predicted(Recipe recipe, string network, int[] clips, int threads = 1)
    {
        using var trainer = TrainerFor(recipe, network, threads);
        using var trained = trainer.Train(Train, new RandomStream(5), stop: TestContext.Current.CancellationToken);
        return trainer.Predict(trained, clips);
    }

    private static double Accuracy(float[][] scores, int[] clips) =>
        scores.Zip(clips).Average(x => Array.IndexOf(x.First, x.First.Max()) == Set.Labels[x.Second] ? 1.0 : 0);

    /// <summary>A model of two members, trained for a second.</summary>
    public sealed class StartFixture : IDisposable
    {
        private readonly ScratchFolder _folder = new();

        public StartFixture()
        {
            var usual = new SyntheticRecipe();
            var recipe = usual with
            {
                Network = "cabm-map",
                Recipe = usual.Recipe with { Input = "rms" },
                FilmedShare = 0,
                Members = 2,
                Samples = 8192,
                Calibration = 256,
            };
            Model = new SyntheticTrainer(recipe, 4, 2).Train(new Progress<ProgressStep>(), CancellationToken.None);
            Path = _folder.PathOf("start.safetensors");
            ModelFile.Write(Path, Model);
        }

        public Model Model { get; }

        public string Path { get; }

        public void Dispose()
        {
            Model.Dispose();
            _folder.Dispose();
        }
    }
}
