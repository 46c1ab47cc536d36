using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Events;

namespace Mien.Reporting.Analyses;

/// <summary>Every event in a table.</summary>
internal static class EventListSection
{
    private const int MostRows = 2000;

    public static void Write(Page page, AnalysisResult result)
    {
        if (result.Events.Count == 0)
        {
            return;
        }

        using (page.Section("list", "All events"))
        {
            using var wide = page.Body.Open("div", ("class", "words"));
            page.Table(
                "All events in order of time. The same, with all digits and frame numbers, is in events.csv; events.eaf opens in ELAN."
                    + (
                        result.Events.Count > MostRows
                            ? $" The first {MostRows} of {result.Events.Count} are shown here."
                            : ""
                    ),
                Header(result),
                result.Events.Take(MostRows).Select((analysed, i) => Row(result, i + 1, analysed))
            );
        }
    }

    private static string[] Header(AnalysisResult result) =>
        [
            "Event",
            .. result.Faces.Count > 1 ? ["Face"] : Array.Empty<string>(),
            "Kind",
            "Onset",
            "Apex",
            "Offset",
            "What moved",
            "Sure",
            .. result.Model is null ? Array.Empty<string>() : ["Class"],
        ];

    private static string[] Row(AnalysisResult result, int number, AnalysedEvent analysed)
    {
        var happened = analysed.Event;
        var named = analysed.Details.Class;
        return
        [
            $"{number}",
            .. result.Faces.Count > 1 ? [$"{happened.Face}"] : Array.Empty<string>(),
            happened.Kind == EventKind.Micro ? "micro" : "macro",
            Clock.Text(happened.OnsetSeconds, 3),
            Clock.Text(happened.ApexSeconds, 3),
            Clock.Text(happened.OffsetSeconds, 3),
            MovementWords.Of(happened),
            $"{Math.Min(99, 100 * analysed.Confidence):0} %",
            .. result.Model is null
                ? Array.Empty<string>()
                :
                [
                    named is null ? "–"
                    : named.Verdict == EventClass.Unclear ? "unclear"
                    : named.Verdict,
                ],
        ];
    }
}
