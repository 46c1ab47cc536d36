using Mien.Foundation;
using Mien.Spotting.Events;
using Mien.Spotting.Scoring;

namespace Mien.Spotting.Tests.Scoring;

public sealed class IntervalTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien-spotting-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_challenges_form_is_read()
    {
        var table = IntervalTable.Read(
            Write("p.csv", "vid,pred_onset,pred_offset,type", "samm_006_1,3,20,me", "casme_15_0101,5,60,mae")
        );
        Assert.Equal(
            [("006_1", EventKind.Micro), ("15_0101", EventKind.Macro)],
            table.Intervals.Select(i => (i.Video, i.Kind!.Value))
        );
        Assert.Equal((3, 20), (table.Intervals[0].Onset, table.Intervals[0].Offset));
    }

    [Fact]
    public void Blinks_and_talking_are_told_and_not_scored()
    {
        var table = IntervalTable.Read(
            Write(
                "truth.csv",
                "video,frame_rate,kind,onset,apex,offset,class,peak_px",
                "long001,30,micro,10,13,20,negative,1.25",
                "long001,30,blink,40,43,47,whole,"
            )
        );
        var micro = Assert.Single(table.Intervals);
        Assert.Equal((13, "negative", 1.25, 11 / 30.0), (micro.Apex, micro.Class, micro.Size, micro.Seconds));
        Assert.Equal(new Distraction("long001", "blink", 40, 47), Assert.Single(table.Distractions));
        Assert.Equal(30, table.FrameRate);
    }

    [Fact]
    public void A_folder_of_analyses_is_read_and_named_by_its_videos()
    {
        foreach (var name in (string[])["b", "a"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
            Write($"{name}/events.csv", "video,face,event,kind,onset,apex,offset", $"{name}.mp4,1,1,macro,5,7,90");
        }

        Assert.Equal(["a", "b"], IntervalTable.Read(_folder).Intervals.Select(interval => interval.Video));
    }

    [Fact]
    public void Subjects_tell_videos_apart_only_where_both_tables_have_them()
    {
        var truth = Write("t.csv", "subject,video,onset,offset", "1,EP02,1,9", "2,EP02,1,9");
        var same = Write("s.csv", "subject,video,onset,offset", "2,EP02,1,9");
        var none = Write("n.csv", "video,onset,offset", "EP02,1,9");
        Assert.Equal(["1/ep02", "2/ep02"], IntervalTable.ReadBoth(truth, same).Truth.Intervals.Select(i => i.Video));
        Assert.Contains(
            "subjects 1 and 2 both have a video ep02",
            Assert.Throws<InputFaultException>(() => IntervalTable.ReadBoth(truth, none)).Message
        );
        var one = Write("o.csv", "subject,video,onset,offset", "1,EP02,1,9", "1,EP02,30,39");
        Assert.Equal(["ep02", "ep02"], IntervalTable.ReadBoth(one, none).Truth.Intervals.Select(i => i.Video));
    }

    [Theory]
    [InlineData("vid,onset\nv,1", "has no column offset")]
    [InlineData("vid,onset,offset\nv,5,4", "line 2: the offset 4 lies before the onset 5")]
    [InlineData("vid,onset,offset\nv,a,4", "line 2, column onset: 'a' is no frame number")]
    [InlineData("vid,onset,offset\nv,1e300,4", "is no frame number")]
    public void What_cannot_be_read_is_told_with_its_place(string text, string sentence)
    {
        var path = Write("bad.csv", text.Split('\n'));
        Assert.Contains(sentence, Assert.Throws<InputFaultException>(() => IntervalTable.Read(path)).Message);
    }

    [Theory]
    [InlineData("out/long001.avi", "long001")]
    [InlineData("Interview 7.MP4", "interview 7")]
    [InlineData("15_0101disgustingteeth", "15_0101")]
    [InlineData("s15_0101", "15_0101")]
    [InlineData("samm_007_6", "007_6")]
    public void A_video_has_one_name(string written, string name) => Assert.Equal(name, VideoNames.Canonical(written));

    [Fact]
    public void False_alarms_are_told_by_the_minute_and_by_what_was_going_on()
    {
        var truth = Write(
            "truth.csv",
            "video,frame_rate,kind,onset,apex,offset,peak_px",
            "v,30,micro,10,13,20,0.8",
            "v,30,micro,110,113,120,2.2",
            "v,30,talk,200,210,300,",
            "v,30,blink,220,223,227,"
        );
        Write("videos.csv", "video,frames,frame_rate", "v,900,30", "w,900,30");
        var predictions = Write(
            "p.csv",
            "video,onset,offset,kind",
            "v,110,120,micro",
            "v,17,40,micro",
            "v,221,226,micro",
            "w,50,60,micro"
        );
        var report = ScoreReport.Of(truth, predictions);
        var micro = report.Score.Kinds[0];
        Assert.Equal(new SpottingCounts(1, 3, 1), micro.Counts);
        Assert.Equal((1, 2, 3), (report.Minutes, report.Videos, report.AlarmsPerMinute(micro)));
        Assert.Equal(
            [("micro-expression", 1), ("nothing told", 1), ("talk", 1)],
            report.AtFalseAlarms(micro).Select(alarm => (alarm.What, alarm.Count))
        );
        Assert.Equal(
            [(0.75, 0, 1), (2, 1, 1)],
            ScoreReport.BySize(micro).Select(row => (row.From, row.Found, row.All))
        );
    }

    [Fact]
    public void Kinds_that_are_not_scored_are_told()
    {
        var truth = Write("truth.csv", "video,kind,onset,offset", "v,micro,10,20");
        var report = ScoreReport.Of(
            truth,
            Write("p.csv", "vid,pred_onset,pred_offset,type", "v,10,20,me", "v,30,40,mea")
        );
        Assert.Equal(new SpottingCounts(1, 0, 0), report.Score.Kinds[0].Counts);
        Assert.Equal(1, report.LeftOut["mea"]);
    }

    [Fact]
    public void The_interval_is_over_videos()
    {
        // Three videos with two hits each, and one with two misses: which videos are drawn is all that varies.
        var truth = Enumerable.Range(0, 8).Select(i => At($"v{i / 2}", 100 * (i % 2))).ToList();
        var all = SpottingScore.Of(truth, truth).Kinds[^1];
        Assert.Equal((1, 1), (VideoBootstrap.F1(all)!.Value.Low, VideoBootstrap.F1(all)!.Value.High));
        var some = SpottingScore.Of(truth, [.. truth.Take(6)]).Kinds[^1];
        var interval = VideoBootstrap.F1(some)!.Value;
        // With a chance of 1/4 a draw, at most three of four draws miss in 95 % of cases and none in 32 %.
        Assert.Equal(2 / 5.0, interval.Low, 1e-9);
        Assert.Equal(1, interval.High);
        Assert.Null(VideoBootstrap.F1(SpottingScore.Of([At("v", 0)], []).Kinds[^1]));
    }

    private static ScoredInterval At(string video, int onset) =>
        new()
        {
            Video = video,
            Onset = onset,
            Offset = onset + 9,
        };

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
