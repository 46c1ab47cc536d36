using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Starting;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Starting;

/// <summary>A finished model that has seen the people who are scored is a leak, and the run says so wherever it can be told.</summary>
public sealed class StartLeakTests : IDisposable
{
    private static readonly Recipe Short = new() { Epochs = 1, Batch = 8 };
    private static readonly PreparedSet Set = MadeUpClips.Set(5, 3);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_trained_on_these_very_data_is_a_leak()
    {
        var run = RunFrom(ModelOf(Set));

        Assert.True(run.Run.Leaky);
        Assert.Contains(run.Run.Remarks, remark => remark.StartsWith("LEAK: ", StringComparison.Ordinal));
        Assert.Equal(CheckStatus.Fails, StartCheck(run).Status);
        Assert.Contains("these very data", StartCheck(run).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_saw_one_of_the_people_is_a_leak_and_names_them()
    {
        var one = new PreparedSet([.. Set.Clips.Where(clip => clip.Subject == "s03"), .. OthersClips(3)], Set.Classes);

        var run = RunFrom(ModelOf(one));

        Assert.True(run.Run.Leaky);
        Assert.Equal(CheckStatus.Fails, StartCheck(run).Status);
        Assert.Contains("1 of the 5 people, first made-up/s03", StartCheck(run).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_saw_others_is_none()
    {
        var run = RunFrom(ModelOf(new PreparedSet(OthersClips(3), Set.Classes)));

        Assert.False(run.Run.Leaky);
        Assert.Equal(CheckStatus.Holds, StartCheck(run).Status);
        Assert.Equal("average", run.Run.Start!.Mode);
        Assert.Equal(run.Run.Start, run.Certificate!.Start! with { People = run.Run.Start.People });
        Assert.Contains(
            "others (9 clips of 3 subjects)",
            run.Certificate.Start!.TrainingData,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Whom_an_older_file_saw_is_unknown()
    {
        using var model = ModelOf(new PreparedSet(OthersClips(3), Set.Classes));
        var older = new Model(model.Description with { People = null }, model.Network);

        var run = RunFrom(older);

        Assert.False(run.Run.Leaky);
        Assert.Equal(CheckStatus.Unknown, StartCheck(run).Status);
    }

    [Fact]
    public void A_zero_shot_score_of_a_model_on_its_own_people_is_a_leak()
    {
        using var model = ModelOf(Set);
        var half = new PreparedSet([.. Set.Clips.Where(clip => clip.Subject is "s01" or "s02")], Set.Classes);

        var run = ZeroShotEvaluation.Run(half, [], model, "m", "", _folder.PathOf("zero"), 1);

        Assert.True(run.Run.Leaky);
        Assert.Equal(CheckStatus.Fails, StartCheck(run).Status);
        Assert.Contains("2 of the 2 people", StartCheck(run).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_and_starts_are_refused_for_methods_that_are_no_networks()
    {
        if (MethodRegistry.All.FirstOrDefault(method => method is not NetworkMethod) is not { } other)
        {
            return;
        }

        var fault = Assert.Throws<InputFaultException>(() => Evaluate(other, other.Recipe with { Members = 3 }));

        Assert.Contains("is no network", fault.Message, StringComparison.Ordinal);
    }

    private static Check StartCheck(RunFolder run) =>
        Audit.Of(run).Checks.Single(check => check.Name == "start model apart");

    private static PreparedClip[] OthersClips(int subjects) =>
        [.. MadeUpClips.Set(subjects, 3).Clips.Select(clip => clip with { Dataset = "others" })];

    private static Model ModelOf(PreparedSet set) =>
        ModelTraining.Train(set, NetworkRegistry.Find("cabm"), Short, 1, 1, new Progress<ProgressStep>());

    private RunFolder RunFrom(Model model)
    {
        var path = _folder.PathOf("start.safetensors");
        ModelFile.Write(path, model);
        model.Dispose();
        var start = new StartRecipe { File = path, Mode = StartMode.Average };
        var recipe = StartFile.Complete(Short with { Start = start }, "/");
        return Evaluate(new NetworkMethod(NetworkRegistry.Find("cabm")), recipe);
    }

    private RunFolder Evaluate(Method method, Recipe recipe)
    {
        var request = new EvaluationRequest
        {
            Set = Set,
            Data = [],
            Method = method,
            Recipe = recipe,
            Protocol = new LeaveOneSubjectOut(),
        };
        return new Evaluator(request, _folder.PathOf("run")).Run(
            1,
            new Progress<ProgressStep>(),
            CancellationToken.None
        );
    }
}
