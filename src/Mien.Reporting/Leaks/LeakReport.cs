using Mien.Recognition.Evaluation;
using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Leaks;

/// <summary>The file <c>leak.html</c>: what a split over frames is worth, and that it is worth as much without meaning.</summary>
public sealed class LeakReport
{
    /// <summary>File name of the report.</summary>
    public const string FileName = "leak.html";

    private readonly RunFolder _people;
    private readonly RunFolder _frames;
    private readonly RunFolder _peopleShuffled;
    private readonly RunFolder _framesShuffled;

    private LeakReport(string folder)
    {
        _people = Read(LeakPlan.People);
        _frames = Read(LeakPlan.Frames);
        _peopleShuffled = Read(LeakPlan.PeopleShuffled);
        _framesShuffled = Read(LeakPlan.FramesShuffled);

        RunFolder Read(string name) => RunFolder.Read(Path.Combine(folder, name));
    }

    /// <summary>Reads the runs of a <see cref="LeakPlan"/> and writes their report beside them.</summary>
    /// <param name="folder">The folder that holds the runs.</param>
    /// <returns>The sentences of the report, for the terminal.</returns>
    public static IReadOnlyList<string> Write(string folder)
    {
        var report = new LeakReport(folder);
        report.Compose().Write(Path.Combine(folder, FileName));
        return report.Findings();
    }

    private Page Compose()
    {
        var page = new Page($"{_people.Run.Model}, what a leak is worth – Mien");
        WriteTitle(page);
        using (page.Body.Open("div", ("class", "note")))
        {
            foreach (var sentence in Findings())
            {
                page.Paragraph(sentence);
            }
        }

        WriteScores(page);
        WriteMeaning(page);
        return page;
    }

    private void WriteTitle(Page page)
    {
        var full = _people.Metrics.Full;
        using (page.Body.Open("header"))
        {
            page.Paragraph("Leak report", "kind");
            page.Body.Element("h1", $"{_people.Run.Model}: what a split over frames is worth");
            page.Paragraph(
                $"{Number.Count(full.Samples, _frames.Run.CountsFrames ? "frame" : "clip")} of {Number.Count(full.Subjects, "subject")} in {string.Join(", ", _people.Metrics.ByDataset.Keys)}"
                    + $"{(_frames.Run.CountsFrames ? "" : $", {Number.Whole(_frames.Metrics.Full.Samples)} imitated frames of them")}; classes {string.Join(", ", full.Classes)}; {Number.Count(_people.Run.Seeds.Length, "seed")}."
            );
        }
    }

    /// <summary>What was found, in sentences; also that something was not as expected.</summary>
    private IReadOnlyList<string> Findings()
    {
        var (frames, people) = (_frames.Metrics.Full, _people.Metrics.Full);
        var (without, honest) = (_framesShuffled.Metrics.Full, _peopleShuffled.Metrics.Full);
        var chance = honest.RandomBaseline.Uf1;
        // An honest split lands below chance as well: where a class is held out, it is a little rarer in what is learnt.
        var falls = honest.Uf1.Interval[0] <= chance;
        return
        [
            $"Split over frames (leaky), {_people.Run.Model} names {Percent(frames.Accuracy.Mean)} rightly (UF1 {Number.Share(frames.Uf1.Mean)}); with people held out it is {Percent(people.Accuracy.Mean)} (UF1 {Number.Share(people.Uf1.Mean)}). The split alone is worth {Number.Difference(frames.Uf1.Mean - people.Uf1.Mean)}.",
            $"With the labels shuffled over the clips, so that there is nothing to recognise, the split over frames still names {Percent(without.Accuracy.Mean)} rightly (UF1 {Number.Share(without.Uf1.Mean)}).",
            falls
                ? $"With people held out and the labels shuffled, UF1 is {Number.Share(honest.Uf1.Mean)} {Number.Range(honest.Uf1.Interval)}: no better than chance, which is {Number.Share(chance)}."
                : $"With people held out and the labels shuffled, UF1 is {Number.Share(honest.Uf1.Mean)} {Number.Range(honest.Uf1.Interval)}, above the chance of {Number.Share(chance)}: look for another leak, or try another seed of the shuffle.",
        ];
    }

    private void WriteScores(Page page)
    {
        (string Name, string Detail, RunFolder Run)[] rows =
        [
            ("people held out", _people.Run.Protocol, _people),
            ("split over frames", $"{_frames.Run.Protocol}, leaky", _frames),
            ("people, labels shuffled", _peopleShuffled.Run.Protocol, _peopleShuffled),
            ("frames, labels shuffled", $"{_framesShuffled.Run.Protocol}, leaky", _framesShuffled),
        ];
        using (page.Section("scores", "Scores"))
        {
            page.Figure(
                "Accuracy with true and with shuffled labels. What stays when the labels are shuffled was never recognition.",
                () =>
                    IntervalPlot.Draw(
                        page.Body,
                        "Accuracy",
                        [.. rows.Select(row => Plot(row.Name, row.Detail, row.Run))]
                    )
            );
            page.Table(
                "The same four runs in figures; intervals over resampled subjects.",
                ["Run", "Protocol", "Samples", "Accuracy", "UF1", "", "UAR", "Chance UF1"],
                rows.Select(row => Row(row.Name, row.Detail, row.Run))
            );
        }
    }

    private static IntervalRow Plot(string name, string detail, RunFolder run)
    {
        var accuracy = run.Metrics.Full.Accuracy;
        return new IntervalRow(
            name,
            detail,
            accuracy.Mean,
            accuracy.PerSeed,
            accuracy.Ensemble,
            accuracy.Interval[0],
            accuracy.Interval[1],
            run.Metrics.Full.MajorityBaseline.Accuracy,
            Tone: run.Run.Leaky ? RowTone.Leaky : RowTone.Plain
        );
    }

    private static string[] Row(string name, string detail, RunFolder run)
    {
        var (full, seeds) = (run.Metrics.Full, run.Metrics.Seeds.Length);
        return
        [
            name,
            detail,
            Number.Whole(full.Samples),
            Number.Spread(full.Accuracy.Mean, full.Accuracy.Sd, seeds),
            Number.Spread(full.Uf1.Mean, full.Uf1.Sd, seeds),
            Number.Range(full.Uf1.Interval),
            Number.Spread(full.Uar.Mean, full.Uar.Sd, seeds),
            Number.Share(full.RandomBaseline.Uf1),
        ];
    }

    private void WriteMeaning(Page page)
    {
        using (page.Section("meaning", "What it means"))
        {
            page.Paragraph(
                $"A split over frames puts near copies of almost every tested item into training. {Frames()} Any network that can memorise reaches such figures, so they say nothing about emotion, about people, or about the network."
            );
            page.Paragraph(
                "Chance is what drawing classes by their frequency is expected to score. The upright mark in the figure is always naming the commonest class."
            );
            page.Body.Element("pre", _people.Run.Command);
        }
    }

    private string Frames() =>
        _frames.Run.CountsFrames
            ? "Here the real frames of the clips' sequences are the samples, of all four runs."
            : $"Here {_frames.Metrics.Full.Samples / _people.Metrics.Full.Samples} neighbouring frames of each clip are imitated by shifts of up to half a pixel and a little noise.";

    private static string Percent(double share) => $"{share * 100:0.0} %";
}
