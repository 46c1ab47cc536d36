using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Methods;

public sealed class FeatureMethodTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public static TheoryData<string> AllNames => [.. Rivals.Select(method => method.Name)];

    /// <summary>Those that are measured on motion maps.</summary>
    public static TheoryData<string> Names =>
        [
            .. Rivals
                .Where(method => !method.Recipe.Input.StartsWith("scale", StringComparison.Ordinal))
                .Select(method => method.Name),
        ];

    private static IEnumerable<FeatureMethod> Rivals => MethodRegistry.All.OfType<FeatureMethod>();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hand_crafted_rival_is_evaluated_like_a_network(string name)
    {
        var run = Run("one", name, threads: 1);
        var again = Run("two", name, threads: 2);

        Assert.True(run.Metrics.Full.Uf1.Mean > 0.7, $"{name}: UF1 {run.Metrics.Full.Uf1.Mean}");
        Assert.Equal(run.Predictions.Rows.Select(row => row.Scores), again.Predictions.Rows.Select(row => row.Scores));
        Assert.All(run.Certificate!.Checks, check => Assert.NotEqual(CheckStatus.Fails, check.Status));
        Assert.Contains(
            run.Certificate!.Checks,
            check => check is { Name: "selection apart", Status: CheckStatus.Holds }
        );
        Assert.DoesNotContain("epochs", run.Run.Recipe.Keys);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Labels_of_the_held_out_person_have_no_effect_on_his_scores(string name)
    {
        var set = MadeUpClips.Set(subjects: 4, clipsEach: 6);
        var person = set.Persons[1];

        var before = Run("before", name, threads: 2, set);
        var after = Run("after", name, threads: 2, MadeUpClips.Relabel(set, person));

        Assert.Equal(ScoresOf(before, person.Subject), ScoresOf(after, person.Subject));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Every_hand_crafted_rival_has_its_recipe_written_out(string name)
    {
        var file = Directory
            .EnumerateFiles(Path.Combine(RealData.Repository, "recipes"), $"{name}.json", SearchOption.AllDirectories)
            .Single();
        var recipe = RecipeFile.Read(file);
        // The published maps of MEGC2019 are cropped more tightly than those of mien prepare.
        var usual = recipe with
        {
            Features = recipe.Features.Replace("crop=tight", "crop=face", StringComparison.Ordinal),
        };

        Assert.Equal(name, recipe.Model);
        Assert.Equal(
            RecipeFile.Print(MethodRegistry.Find(name).Recipe with { Model = name }),
            RecipeFile.Print(usual with { About = [] })
        );
    }

    [Fact]
    public void A_mirrored_set_has_the_same_scores_when_both_images_are_learnt_and_scored()
    {
        var set = MadeUpClips.Set(subjects: 3, clipsEach: 6);

        var plain = Run("plain", "svm-linear", threads: 1, set);
        var mirrored = Run("mirrored", "svm-linear", threads: 1, Mirrored(set));

        foreach (var (a, b) in plain.Predictions.Rows.Zip(mirrored.Predictions.Rows))
        {
            Assert.All(a.Scores.Zip(b.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    [Fact]
    public void A_recipe_of_the_other_kind_is_refused()
    {
        var set = MadeUpClips.Set(subjects: 2, clipsEach: 3);
        var svm = MethodRegistry.Find("svm-linear");
        var network = MethodRegistry.Find("cabm");

        Assert.Contains("classifier", Refusal(() => svm.Begin(set, network.Recipe)), StringComparison.Ordinal);
        Assert.Contains("is a network", Refusal(() => network.Begin(set, svm.Recipe)), StringComparison.Ordinal);
        Assert.Contains(
            "sees every sample once",
            Refusal(() => svm.Begin(set, svm.Recipe with { Augmentation = "affine" })),
            StringComparison.Ordinal
        );
    }

    private static string Refusal(Action begin) => Assert.Throws<InputFaultException>(begin).Message;

    private static PreparedSet Mirrored(PreparedSet set) =>
        new([.. set.Clips.Select(clip => clip with { Map = Mirrored(clip.Map) })], set.Classes);

    /// <summary>The picture flipped and u about 128 negated, which is where the made-up maps have their zero.</summary>
    private static MotionMap Mirrored(MotionMap map)
    {
        var values = new float[map.Shape.Length];
        var (height, width, channels) = map.Shape;
        for (var i = 0; i < values.Length; i++)
        {
            var (pixel, channel) = (i / channels, i % channels);
            var from = (((pixel / width * width) + width - 1 - (pixel % width)) * channels) + channel;
            values[i] = channel == 0 ? 256 - map.Values[from] : map.Values[from];
        }

        return new MotionMap(map.Shape, values);
    }

    private RunFolder Run(string folder, string name, int threads, PreparedSet? set = null)
    {
        var method = MethodRegistry.Find(name);
        var request = new EvaluationRequest
        {
            Set = set ?? MadeUpClips.Set(subjects: 4, clipsEach: 6),
            Data = [],
            Method = method,
            Recipe = method.Recipe,
            Protocol = new LeaveOneSubjectOut(),
        };
        return new Evaluator(request, _folder.PathOf(folder)).Run(
            threads,
            new Progress<ProgressStep>(),
            TestContext.Current.CancellationToken
        );
    }

    private static IEnumerable<float[]> ScoresOf(RunFolder run, string subject) =>
        run.Predictions.Rows.Where(row => row.Subject == subject).Select(row => row.Scores);
}
