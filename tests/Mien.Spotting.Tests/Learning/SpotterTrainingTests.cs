using System.Globalization;
using System.Text;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Spotting.Analysis;
using Mien.Spotting.Events;
using Mien.Spotting.Learning;
using Mien.Spotting.Motion;
using Mien.Spotting.Regions;
using Mien.Spotting.Scoring;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Tests.Learning;

/// <summary>
/// A face whose brows twitch (an expression, says the table) and whose chin does the same (none). Rules take both for
/// expressions; a network learns which are meant, of people whom it does not meet again.
/// </summary>
public sealed class SpotterTrainingTests : IDisposable
{
    private const int Rate = 60;
    private const int Seconds = 40;
    private static readonly double[] Twitches = [6, 14, 22, 30];
    private static readonly double[] Others = [10, 18, 26, 34];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mien-learning-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_network_learns_which_movements_are_meant()
    {
        var truth = MakeAnalyses(videos: 6);
        using var learnt = Train(truth, seed: 1);

        var (byRules, byNetwork) = (EventsOf(null), EventsOf(learnt));

        Assert.Equal(8, byRules.Count(happened => happened.Kind == EventKind.Micro));
        Assert.Equal(Twitches, byNetwork.Select(happened => Math.Round(happened.ApexSeconds - 0.15)).Order());
        Assert.All(byNetwork, happened => Assert.InRange(happened.Probability!.Value, 0.5, 1));
    }

    [Fact]
    public void What_was_under_way_when_the_recording_began_is_not_told()
    {
        using var learnt = Train(MakeAnalyses(videos: 4), seed: 1);

        var events = EventsOf(learnt, FaceOf(seed: 98).With(-0.1, 0.05, 0.3, RegionPart.InnerBrow, 0, -1.2f));

        Assert.NotEmpty(events);
        Assert.DoesNotContain(events, happened => happened.OnsetSeconds < 1);
    }

    [Fact]
    public void Its_file_says_what_it_is_and_gives_the_same_events()
    {
        using var learnt = Train(MakeAnalyses(videos: 4), seed: 2);
        var path = In("spotter.safetensors");
        ModelFile.Write(path, learnt.Model);

        using var read = LearntSpotter.Read(path);

        Assert.Contains("4 long videos", read.Description.TrainingData, StringComparison.Ordinal);
        Assert.Contains(
            "that are micro- and 4 that are macro-expressions",
            read.Description.TrainingData,
            StringComparison.Ordinal
        );
        Assert.Equal(
            EventsOf(learnt).Select(e => (e.Onset, e.Probability)),
            EventsOf(read).Select(e => (e.Onset, e.Probability))
        );
    }

    [Fact]
    public void A_model_of_classes_is_no_spotter()
    {
        using var learnt = Train(MakeAnalyses(videos: 2), seed: 3);
        using var other = new Model(learnt.Description with { Crop = "tight" }, learnt.Model.Network);

        var fault = Assert.Throws<InputFaultException>(() => new LearntSpotter(other, "model.safetensors"));

        Assert.Contains("cannot spot", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Videos_that_the_table_does_not_name_are_told()
    {
        MakeAnalyses(videos: 1);
        var table = In("others.csv");
        File.WriteAllText(table, "video,kind,onset,offset\nelsewhere,micro,10,20\n");

        var fault = Assert.Throws<InputFaultException>(() => Train(table, seed: 1));

        Assert.Contains("0 videos are in both", fault.Message, StringComparison.Ordinal);
    }

    private LearntSpotter Train(string truth, int seed) =>
        new(
            SpotterTraining.Train(
                In("analyses"),
                IntervalTable.Read(truth),
                NetworkRegistry.Find("cabm"),
                SpotterTraining.Recipe,
                seed,
                threads: 1,
                new Progress<ProgressStep>()
            ),
            "memory"
        );

    private string MakeAnalyses(int videos)
    {
        var rows = new StringBuilder("video,kind,onset,offset\n");
        for (var i = 0; i < videos; i++)
        {
            var analysis = new AnalysisFolder(In(Path.Combine("analyses", $"video{i}")));
            Directory.CreateDirectory(analysis.Path);
            FaceOf(seed: (ulong)i + 1).Write(analysis.Motion);
            MotionState.Start($"video{i}.avi\n\nmade up", "").Write(analysis.MotionRecord);
            foreach (var onset in Twitches)
            {
                rows.Append(
                    CultureInfo.InvariantCulture,
                    $"video{i},micro,{(onset * Rate) + 1},{((onset + 0.36) * Rate) + 1}\n"
                );
            }

            rows.Append(CultureInfo.InvariantCulture, $"video{i},macro,{(36.5 * Rate) + 1},{(38.9 * Rate) + 1}\n");
        }

        var table = In("truth.csv");
        File.WriteAllText(table, rows.ToString());
        return table;
    }

    private List<FaceEvent> EventsOf(LearntSpotter? learnt, MadeUpMotion? face = null)
    {
        var path = In("held-out.bin");
        (face ?? FaceOf(seed: 99)).Write(path);
        using var reader = new MotionReader(path);
        return
        [
            .. new BlockSpotter(reader, new SpotterOptions(), learnt)
                .Advance(Seconds, isEnd: true)
                .SelectMany(block => block.Events)
                .Where(happened => happened.Kind == EventKind.Micro),
        ];
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static MadeUpMotion FaceOf(ulong seed)
    {
        var motion = new MadeUpMotion(Rate, Seconds, seed);
        foreach (var onset in Twitches)
        {
            motion.With(onset, onset + 0.15, onset + 0.4, RegionPart.InnerBrow, 0, -1.2f);
        }

        foreach (var onset in Others)
        {
            motion.With(onset, onset + 0.15, onset + 0.4, RegionPart.Chin, 0, -1.2f);
            motion.With(onset, onset + 0.15, onset + 0.4, RegionPart.LowerLip, 0, -1.2f);
        }

        return motion.With(36.5, 37.2, 39, RegionPart.MouthCorner, 2, -3);
    }
}
