using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Protocols;

public sealed class ShuffledLabelsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_class_keeps_its_number_and_the_maps_their_people()
    {
        var set = MadeUpClips.Set(subjects: 5, clipsEach: 9);

        var shuffled = ShuffledLabels.Of(set, 7);

        Assert.Equal(set.Clips.Select(clip => clip.Label).Order(), shuffled.Clips.Select(clip => clip.Label).Order());
        Assert.Equal(set.Clips.Select(clip => clip.Name), shuffled.Clips.Select(clip => clip.Name));
        Assert.All(set.Clips.Zip(shuffled.Clips), pair => Assert.Same(pair.First.Map, pair.Second.Map));
        Assert.NotEqual(set.Labels.ToArray(), shuffled.Labels.ToArray());
        Assert.Equal(shuffled.Labels.ToArray(), ShuffledLabels.Of(set, 7).Labels.ToArray());
        Assert.NotEqual(shuffled.Labels.ToArray(), ShuffledLabels.Of(set, 8).Labels.ToArray());
    }

    [Fact]
    public void The_run_says_so_in_every_document_and_is_another_run()
    {
        var set = MadeUpClips.Set(subjects: 3, clipsEach: 6);
        var request = new EvaluationRequest
        {
            Set = ShuffledLabels.Of(set, 7),
            LabelShuffle = 7,
            Data = [],
            Method = MethodRegistry.Find("cabm"),
            Recipe = new Recipe { Epochs = 1, Batch = 8 },
            Protocol = new LeaveOneSubjectOut(),
        };

        var run = new Evaluator(request, _folder).Run(
            1,
            new Progress<ProgressStep>(),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(7UL, run.Run.LabelShuffle);
        Assert.Equal(7UL, run.Metrics.LabelShuffle);
        Assert.Equal(7UL, run.Certificate!.LabelShuffle);
        Assert.Contains("labels were shuffled", run.Run.Remarks[0], StringComparison.Ordinal);
        Assert.True(Audit.Of(RunFolder.Read(_folder)).Clean);
        Assert.Throws<InputFaultException>(() =>
            new Evaluator(request with { Set = set, LabelShuffle = null }, _folder)
        );
    }
}
