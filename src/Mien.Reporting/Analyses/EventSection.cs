using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Events;

namespace Mien.Reporting.Analyses;

/// <summary>The events to look at: each with its pictures, the movement in words, and how sure it is.</summary>
internal static class EventSection
{
    private const int MostShown = 40;

    public static void Write(Page page, AnalysisResult result)
    {
        var shown = ChooseShown(result);
        if (shown.Length == 0)
        {
            return;
        }

        using (page.Section("events", "Look at these"))
        {
            page.Paragraph(
                (
                    shown.Length < result.Events.Count
                        ? $"The {shown.Length} surest of {result.Events.Count} events, in order of time; all are in the list below. "
                        : ""
                )
                    + "Left and right are the person's own. Pixels are those of a face crop of 128 x 128, in which a face is about 100 pixels wide. "
                    + "“Where to” colours the direction of the movement, “how far” its size. In the loop the head is held still, time is slowed down, and the movement is enlarged.",
                "soft"
            );
            WriteWheel(page);
            foreach (var i in shown)
            {
                WriteEvent(page, i + 1, result.Events[i], result.Faces.Count > 1);
            }
        }
    }

    /// <summary>The surest, in the order of time.</summary>
    private static int[] ChooseShown(AnalysisResult result) =>
        [
            .. Enumerable
                .Range(0, result.Events.Count)
                .OrderByDescending(i => result.Events[i].Confidence)
                .ThenByDescending(i => result.Events[i].Event.Score)
                .Take(MostShown)
                .Order(),
        ];

    private static void WriteWheel(Page page)
    {
        using (page.Body.Open("p", ("class", "soft wheel")))
        {
            page.Body.Empty("img", ("src", DataUrl(WheelPicture.Png())), ("alt", "colour wheel"), ("width", "56"));
            page.Body.Text(
                "The colours of the directions in the picture: what moves up takes the colour at the top, and so on; white is rest."
            );
        }
    }

    private static void WriteEvent(Page page, int number, AnalysedEvent analysed, bool tellsFace)
    {
        var happened = analysed.Event;
        var kind = happened.Kind == EventKind.Micro ? "Micro-expression" : "Longer expression";
        using (page.Body.Open("article", ("class", "event"), ("id", $"event-{number}")))
        {
            page.Body.Element(
                "h3",
                $"{number}. {kind} at {Clock.Text(happened.ApexSeconds)}{(tellsFace ? $", face {happened.Face}" : "")}"
            );
            page.Inline(("b", Capital(MovementWords.Of(happened)) + "."));
            page.Paragraph(Facts(happened), "soft");
            page.Paragraph(Sureness(analysed), "soft");
            if (analysed.Details.Class is { } named)
            {
                WriteClass(page, named);
            }

            WritePictures(page, analysed.Details);
        }
    }

    private static string Facts(FaceEvent happened) =>
        $"Onset {Clock.Text(happened.OnsetSeconds, 3)} (frame {happened.Onset + 1}), apex {Clock.Text(happened.ApexSeconds, 3)} (frame {happened.Apex + 1}), "
        + $"offset {Clock.Text(happened.OffsetSeconds, 3)} (frame {happened.Offset + 1}): {Number.Duration(happened.OffsetSeconds - happened.OnsetSeconds)}. Largest movement {happened.Size:0.0} px.";

    private static string Sureness(AnalysedEvent analysed)
    {
        var word = analysed.Confidence switch
        {
            >= 0.9 => "A real movement, as good as certain",
            >= 0.7 => "Probably a real movement",
            >= 0.5 => "Perhaps a real movement",
            _ => "Doubtful",
        };
        return $"{word}: {analysed.Event.Score:0.#} deviations from this face's rest; {Chance(analysed.Confidence)} that it is not chance.";
    }

    private static string Chance(double confidence) => confidence > 0.99 ? "more than 99 %" : $"{100 * confidence:0} %";

    private static void WriteClass(Page page, EventClass named)
    {
        var list = string.Join(
            ", ",
            named
                .Classes.Zip(named.Probabilities)
                .OrderByDescending(pair => pair.Second)
                .Select(pair => $"{pair.First} {100 * pair.Second:0} %")
        );
        var verdict = named.Verdict == EventClass.Unclear ? "Movement, class unclear" : $"Class: {named.Verdict}";
        var set = named.Set is { } kept
            ? $" Cannot be ruled out: {(kept.Count == 0 ? "none of them" : string.Join(", ", kept))}."
            : "";
        var units = string.IsNullOrEmpty(named.Units) ? "" : $" Action units by the model: {named.Units}.";
        page.Inline(("b", verdict), ("", $" ({list}).{set}{units}"));
    }

    private static void WritePictures(Page page, EventDetails details)
    {
        if (details.Pictures is null)
        {
            return;
        }

        using (page.Body.Open("div", ("class", "frames")))
        {
            foreach (var name in EventDetails.Names)
            {
                var caption = Caption(name, details);
                using (page.Body.Open("figure"))
                {
                    page.Body.Empty(
                        "img",
                        ("src", DataUrl(File.ReadAllBytes(details.FileOf(name)))),
                        ("alt", caption),
                        ("width", "144"),
                        ("height", "144")
                    );
                    page.Body.Element("figcaption", caption);
                }
            }
        }
    }

    private static string Caption(string name, EventDetails details) =>
        name switch
        {
            "flow" => $"where to (full at {details.FullScale:0.#} px)",
            "heat" => $"how far (full at {details.FullScale:0.#} px)",
            "loop" when details.Enlarged > 1.05 => $"loop, enlarged {details.Enlarged:0.#} times",
            _ => name,
        };

    private static string DataUrl(byte[] png) => "data:image/png;base64," + Convert.ToBase64String(png);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
