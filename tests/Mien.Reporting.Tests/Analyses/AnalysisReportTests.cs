using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;
using Mien.Reporting.Analyses;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Events;
using Mien.Spotting.Regions;

namespace Mien.Reporting.Tests;

public sealed class AnalysisReportTests
{
    [Fact]
    public void A_recording_without_a_face_is_a_page_that_says_why()
    {
        var page = AnalysisReport.Compose(Result([])).ToText();

        Assert.Contains("No face was found in any frame.", page, StringComparison.Ordinal);
        Assert.Contains("at least an eighth of the picture", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_faces_it_tells_how_long_each_was_followed()
    {
        var result = Result([]);
        TrackedFace first = new(1, new(0, 0, 50, 50), [], [], 0.01);
        for (var i = 90; i < 100; i++)
        {
            result.Timeline.Add(i / 30.0, i < 97 ? [first] : [first, first with { Number = 2 }]);
        }

        var page = AnalysisReport.Compose(result).ToText();

        Assert.Contains("2 faces, face 1 in 10, face 2 in 3 of 100 frames.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_faces_those_that_were_there_the_longest_are_told_one_by_one()
    {
        var result = Result([]);
        for (var face = 1; face <= 300; face++)
        {
            for (var i = 0; i < (face % 40 == 0 ? 5 : 2); i++)
            {
                result.Timeline.Add(3 + face + (i / 30.0), [new(face, new(0, 0, 50, 50), [], [], 0.01)]);
            }
        }

        var page = AnalysisReport.Compose(result).ToText();

        Assert.Contains(
            "300 faces, face 1 in 2, face 40 in 5, face 80 in 5, face 120 in 5, face 160 in 5, face 200 in 5, face 240 in 5, face 280 in 5, and 292 others more briefly; one or more in 621 of 711 frames.",
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_longest_micro_expression_is_told_as_far_as_its_ends_are_found()
    {
        var page = AnalysisReport.Compose(Result([Event(Class([]))])).ToText();

        Assert.Contains("0.5 s at most, give or take 0.04 s; about", page, StringComparison.Ordinal);
        Assert.DoesNotContain("half a second at most", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_recording_is_judged_by_its_worst_part_and_says_so()
    {
        var poor = new QualityFinding("blur", 0.6, "0 sharp to 1", QualityGrade.Poor, "the face is soft");
        var result = Result([Event(Class([]))]) with { Quality = [poor] };

        var (brief, lengthy) = (Page(1), Page(30));

        Assert.Contains("for micro-expressions, because of its blur", brief, StringComparison.Ordinal);
        Assert.Contains(
            "for micro-expressions, by its worst part, because of its blur",
            lengthy,
            StringComparison.Ordinal
        );
        Assert.Contains("judged in 30 parts of about two minutes", lengthy, StringComparison.Ordinal);

        string Page(int parts) => AnalysisReport.Compose(result with { QualityParts = parts }).ToText();
    }

    [Fact]
    public void Movement_stands_before_class_and_names_from_files_are_no_markup()
    {
        var page = AnalysisReport.Compose(Result([Event(Class(["positive", "none"]))])).ToText();

        var movement = page.IndexOf("Inner brow raised, left, 1.2 px.", StringComparison.Ordinal);
        var verdict = page.IndexOf("Movement, class unclear", StringComparison.Ordinal);
        Assert.True(movement > 0 && verdict > movement);
        Assert.Contains("Cannot be ruled out: positive, none.", page, StringComparison.Ordinal);
        Assert.Contains("&lt;clip&gt;.mp4", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<clip>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_it_is_not_and_what_the_law_asks()
    {
        var page = AnalysisReport.Compose(Result([])).ToText();

        Assert.Contains("It does not detect lies.", page, StringComparison.Ordinal);
        Assert.Contains("Article 5(1)(f)", page, StringComparison.Ordinal);
        Assert.Contains("Article 50(3)", page, StringComparison.Ordinal);
        Assert.Contains("GDPR", page, StringComparison.Ordinal);
        Assert.Contains("not legal advice", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0:00.00")]
    [InlineData(83.456, "1:23.46")]
    [InlineData(59.999, "1:00.00")]
    [InlineData(3723.5, "1:02:03.50")]
    public void Times_are_those_of_a_player(double seconds, string text) => Assert.Equal(text, Clock.Text(seconds));

    private static AnalysedEvent Event(EventClass named) =>
        new(
            new FaceEvent
            {
                Face = 1,
                Kind = EventKind.Micro,
                Onset = 30,
                Apex = 34,
                Offset = 40,
                OnsetSeconds = 1,
                ApexSeconds = 34 / 30.0,
                OffsetSeconds = 40 / 30.0,
                Movements = [new RegionMovement(FaceRegions.All[1], new(0, -1.2f), 20)],
                Score = 18,
            },
            new EventDetails(named, null, 1, 1),
            0.95
        );

    private static EventClass Class(string[] set) =>
        new()
        {
            Classes = ["positive", "negative", "none"],
            Probabilities = [0.6, 0.1, 0.3],
            Set = set,
        };

    private static AnalysisResult Result(AnalysedEvent[] events)
    {
        var timeline = new FaceTimeline();
        for (var i = 0; i < 90; i++)
        {
            timeline.Add(i / 30.0, events.Length == 0 ? [] : [new(1, new(0, 0, 50, 50), [], [], 0.01)]);
        }

        return new AnalysisResult
        {
            Info = new MediaInfo
            {
                Path = "<clip>.mp4",
                Width = 640,
                Height = 480,
                FrameRate = 30,
                Codec = "h264",
            },
            Options = new AnalysisOptions(),
            Seconds = 3,
            IsComplete = true,
            Timeline = timeline,
            Faces = [],
            Quality = [],
            Events = events,
            Blinks = [],
        };
    }
}
