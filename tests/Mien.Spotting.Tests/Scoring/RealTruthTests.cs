using Mien.Spotting.Events;
using Mien.Spotting.Scoring;
using Mien.Testing;

namespace Mien.Spotting.Tests.Scoring;

/// <summary>Simple spotters on the coding tables of the challenges; golden values by golden/spotting.py.</summary>
public sealed class RealTruthTests
{
    [Theory]
    [InlineData("CASME_sq_gt.xlsx", 57, 300)]
    [InlineData("SAMMLV_gt.xlsx", 159, 343)]
    public void The_truth_finds_itself_and_nothing_finds_nothing(string file, int micro, int macro)
    {
        var truth = Truth(file);
        var oracle = SpottingScore.Of(truth, truth);
        Assert.Equal(
            [new(micro, 0, 0), new(macro, 0, 0), new SpottingCounts(micro + macro, 0, 0)],
            oracle.Kinds.Select(kind => kind.Counts)
        );
        Assert.Equal(0, oracle.Kinds[0].Apex!.MeanError);
        var nothing = SpottingScore.Of(truth, []);
        Assert.Equal(new SpottingCounts(0, 0, micro + macro), nothing.Kinds[^1].Counts);
        Assert.Equal(0, nothing.Kinds[^1].Counts.F1);
    }

    [Theory]
    [InlineData("CASME_sq_gt.xlsx", "cas_duration.csv", EventKind.Micro, 12, 44, 20910, 13)]
    [InlineData("CASME_sq_gt.xlsx", "cas_duration.csv", EventKind.Macro, 40, 148, 6093, 152)]
    [InlineData("SAMMLV_gt.xlsx", "samm_duration.csv", EventKind.Micro, 74, 99, 6381, 60)]
    [InlineData("SAMMLV_gt.xlsx", "samm_duration.csv", EventKind.Macro, 250, 160, 1739, 183)]
    [InlineData("CASME_sq_gt.xlsx", "cas_duration.csv", EventKind.Macro, 0, 0, 97, 300)]
    [InlineData("SAMMLV_gt.xlsx", "samm_duration.csv", EventKind.Macro, 0, 13, 134, 330)]
    [InlineData("SAMMLV_gt.xlsx", "samm_duration.csv", EventKind.Micro, 0, 0, 147, 159)]
    public void Windows_side_by_side(
        string file,
        string lengths,
        EventKind kind,
        int window,
        int hits,
        int alarms,
        int misses
    )
    {
        var truth = Truth(file).Where(interval => interval.Kind == kind).ToList();
        var predicted = new List<ScoredInterval>();
        foreach (var (video, frames) in Lengths(lengths))
        {
            var length = window == 0 ? frames : window;
            for (var onset = 1; onset + length - 1 <= frames; onset += length)
            {
                predicted.Add(
                    new ScoredInterval
                    {
                        Video = video,
                        Onset = onset,
                        Offset = onset + length - 1,
                        Kind = kind,
                    }
                );
            }
        }

        Assert.Equal(new SpottingCounts(hits, alarms, misses), CountsOf(kind, SpottingScore.Of(truth, predicted)));
    }

    [Theory]
    [InlineData("CASME_sq_gt.xlsx", EventKind.Micro, 5, 20)]
    [InlineData("CASME_sq_gt.xlsx", EventKind.Macro, 5, 276)]
    [InlineData("SAMMLV_gt.xlsx", EventKind.Micro, 20, 119)]
    [InlineData("SAMMLV_gt.xlsx", EventKind.Macro, 20, 343)]
    public void The_truth_some_frames_late(string file, EventKind kind, int shift, int hits)
    {
        var truth = Truth(file).Where(interval => interval.Kind == kind).ToList();
        var late = truth.Select(t => t with { Onset = t.Onset + shift, Offset = t.Offset + shift }).ToList();
        var counts = CountsOf(kind, SpottingScore.Of(truth, late));
        Assert.Equal(new SpottingCounts(hits, truth.Count - hits, truth.Count - hits), counts);
        // (L - s) / (L + s) >= 1/2 is L >= 3 s; nothing else is near enough in these tables.
        Assert.Equal(hits, truth.Count(interval => interval.Frames >= 3 * shift));
    }

    [Fact]
    public void The_worked_example_of_spot_then_recognise()
    {
        var truth = RealData.Require("metrics-golden/strs-truth.csv");
        var report = ScoreReport.Of(truth, RealData.Require("metrics-golden/strs-predicted.csv"));
        var overall = Assert.Single(report.Score.Kinds);
        Assert.Equal(new SpottingCounts(159, 85, 85), overall.Counts);
        var recognition = overall.Recognition!;
        Assert.Equal(0.5983375104427736, recognition.MacroPrecision, 1e-12);
        Assert.Equal(0.5871781025751794, recognition.Uar, 1e-12);
        Assert.Equal(0.5927052840526766, recognition.F1, 1e-12);
        Assert.Equal(0.576624668619934, recognition.Uf1, 1e-12);
        Assert.Equal(0.38623008264088354, recognition.Strs, 1e-12);
    }

    [Fact]
    public void Videos_of_the_challenge_have_the_names_of_the_coding_tables()
    {
        foreach (
            var (file, lengths) in ((string, string)[])
                [("CASME_sq_gt.xlsx", "cas_duration.csv"), ("SAMMLV_gt.xlsx", "samm_duration.csv")]
        )
        {
            var known = Lengths(lengths).Select(video => video.Video).ToHashSet();
            Assert.All(Truth(file), interval => Assert.Contains(interval.Video, known));
        }
    }

    private static SpottingCounts CountsOf(EventKind kind, SpottingScore score) =>
        score.Kinds.Single(k => k.Name.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase)).Counts;

    private static IReadOnlyList<ScoredInterval> Truth(string file) =>
        IntervalTable.Read(RealData.Require($"annotations/spotting/{file}")).Intervals;

    private static IEnumerable<(string Video, int Frames)> Lengths(string file)
    {
        foreach (var line in File.ReadLines(RealData.Require($"annotations/spotting/{file}")).Skip(1))
        {
            var cells = line.Split(',');
            yield return (VideoNames.Canonical(cells[0]), int.Parse(cells[^1]));
        }
    }
}
