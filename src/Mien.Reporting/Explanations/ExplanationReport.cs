using Mien.Foundation;
using Mien.Recognition.Explanation;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Explanations;

/// <summary>
/// The files of <c>mien explain</c>: a page with the maps of every clip, the parts of the face that they lie on and their
/// sanity tests, and the same as a table.
/// </summary>
public sealed class ExplanationReport
{
    /// <summary>File name of the page.</summary>
    public const string PageFile = "explanations.html";

    /// <summary>File name of the table.</summary>
    public const string TableFile = "explanations.csv";

    /// <summary>The kind that is put into words: it asks nothing of a network's inside, so every network has it.</summary>
    private const EvidenceKind Named = EvidenceKind.Occlusion;

    private readonly Recognition.Explanation.Explanations _explanations;
    private readonly FaceCrop _crop;
    private readonly FacePlan _plan;
    private readonly string _model;
    private readonly Dictionary<EvidenceKind, double> _scales;

    private ExplanationReport(Recognition.Explanation.Explanations explanations, FaceCrop crop, string model)
    {
        var first = explanations.Items[0].Evidence[0].Map;
        (_explanations, _crop, _model) = (explanations, crop, model);
        _plan = new FacePlan(crop.Layout, first.Height, first.Width);
        _scales = explanations.Kinds.ToDictionary(kind => kind, ScaleOf);
    }

    /// <summary>Writes the page and the table into a folder.</summary>
    /// <param name="explanations">The explanations.</param>
    /// <param name="crop">Where the face lies in the maps.</param>
    /// <param name="model">What the network is called.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>What was found, in sentences for the terminal.</returns>
    public static IReadOnlyList<string> Write(
        Recognition.Explanation.Explanations explanations,
        FaceCrop crop,
        string model,
        string folder
    )
    {
        ArgumentNullException.ThrowIfNull(explanations);
        ArgumentNullException.ThrowIfNull(crop);
        var report = new ExplanationReport(explanations, crop, model);
        report.Compose().Write(Path.Combine(folder, PageFile));
        AtomicFile.WriteText(Path.Combine(folder, TableFile), ExplanationTable.Compose(explanations, report._plan));
        return report.Findings();
    }

    private Page Compose()
    {
        var page = new Page($"{_model}, where it looks – Mien");
        WriteTitle(page);
        using (page.Body.Open("div", ("class", "note")))
        {
            foreach (var sentence in Findings())
            {
                page.Paragraph(sentence);
            }
        }

        WriteSanity(page);
        WriteClasses(page);
        WriteClips(page);
        return page;
    }

    private void WriteTitle(Page page)
    {
        using (page.Body.Open("header"))
        {
            page.Paragraph("Explanations", "kind");
            page.Body.Element("h1", $"{_model}: where it looks");
            page.Paragraph(
                $"{Number.Count(_explanations.Items.Count, "clip")} of {_explanations.Set.Clips.Count}. {_explanations.Origin}"
            );
        }
    }

    private List<string> Findings()
    {
        var sentences = new List<string>();
        foreach (var (name, items) in ByClass())
        {
            sentences.Add(
                $"{name}, {Number.Count(items.Length, "clip")}: the evidence lies on {EvidenceWords.Parts(MeanShares(items, Named), _plan.Areas(), 4)}."
            );
        }

        if (_explanations.Kinds.Count == 1)
        {
            sentences.Add(
                "This network has no feature maps in which a place stays a place, so there is occlusion only."
            );
        }

        var failed = _explanations
            .Kinds.Select(_explanations.Check)
            .Where(check => !check.Changes || !check.Vanishes)
            .ToArray();
        sentences.Add(
            failed.Length == 0
                ? "Sanity tests: with random weights the maps change, and between two equal frames they vanish."
                : $"Sanity tests FAIL for {string.Join(" and ", failed.Select(check => $"{EvidenceWords.Name(check.Kind)} ({Fault(check)})"))}: do not take these maps for an explanation."
        );
        return sentences;
    }

    private static string Fault(EvidenceCheck check) =>
        !check.Changes ? "it stays the same with random weights" : "it does not vanish between two equal frames";

    private void WriteSanity(Page page)
    {
        using (page.Section("sanity", "Are these explanations?"))
        {
            page.Table(
                $"Two tests that an explanation must pass (after Adebayo et al. 2018), over all clips. Random weights: mean rank correlation with the map that the same network with random weights gives, 1 for unchanged; above {EvidenceCheck.UnchangedAbove:0.0} the map explains the picture, not the network. Equal frames: the largest value that is left where nothing moves, as a share of the map's peak. Agreement: mean rank correlation with occlusion, which asks nothing of the network's inside.",
                ["Map", "Random weights", "Equal frames", "Found", "Agreement"],
                _explanations.Kinds.Select(_explanations.Check).Select(Row)
            );
            if (_explanations.Kinds.Contains(EvidenceKind.ClassActivation))
            {
                page.Paragraph(
                    $"Class activation is taken relative to the same clip at rest. Without that, biases and borders alone would light up {_explanations.PlainActivationAtRest * 100:0} % of its mass (median) between two equal frames. Grad-CAM averages the gradient over places, as a pooled head does; where a network's head keeps places it can point elsewhere, and class activation by place (HiResCAM) is the one to look at."
                );
            }
        }
    }

    private static string[] Row(EvidenceCheck check) =>
        [
            EvidenceWords.Name(check.Kind),
            check.UnderRandomWeights is { } changed ? Number.Signed(changed) : "–",
            Number.Share(check.AtRest),
            check.Changes && check.Vanishes ? "holds" : $"FAILS: {Fault(check)}",
            check.Kind == EvidenceKind.Occlusion || check.WithOcclusion is not { } agreement
                ? "–"
                : Number.Signed(agreement),
        ];

    private void WriteClasses(Page page)
    {
        var classes = ByClass().ToArray();
        using (page.Section("classes", "By class"))
        {
            page.Figure(
                "Mean evidence over the clips that were named so: orange speaks for the class, blue against it. Left and right are the picture's here.",
                () => WriteMeans(page, classes)
            );
            page.Table(
                $"Share of the evidence on each part of the face, by {EvidenceWords.Name(Named)}, beside the share of the map that the part covers; left and right are the subject's own. "
                    + (
                        _crop.IsKnown
                            ? "The parts follow the crop that the maps were prepared with."
                            : "The maps do not say how they were cropped, so the parts follow the usual tight crop of these datasets: a word may be off by a neighbour."
                    ),
                ["Part", .. classes.Select(group => group.Name), "Covers"],
                Enum.GetValues<FacePart>().Select(part => PartRow(part, Named, classes))
            );
        }
    }

    private void WriteMeans(Page page, (string Name, ClipExplanation[] Items)[] classes)
    {
        using (page.Body.Open("div", ("class", "clips")))
        {
            foreach (var (name, items) in classes)
            {
                using (page.Body.Open("div", ("class", "clip wide")))
                {
                    page.Body.Element("b", $"{name}, {items.Length}");
                    using (page.Body.Open("div", ("class", "maps large")))
                    {
                        foreach (var kind in _explanations.Kinds)
                        {
                            var mean = Mean(items, kind);
                            Picture(
                                page,
                                EvidencePictures.Source(EvidencePictures.Evidence(null, mean, mean.Peak)),
                                $"mean {EvidenceWords.Name(kind)} of {name}"
                            );
                        }
                    }

                    page.Body.Element("small", string.Join(" · ", _explanations.Kinds.Select(EvidenceWords.Name)));
                }
            }
        }
    }

    private string[] PartRow(FacePart part, EvidenceKind kind, (string Name, ClipExplanation[] Items)[] classes) =>
        [
            FacePlan.Word(part),
            .. classes.Select(group => $"{MeanShares(group.Items, kind)[(int)part] * 100:0} %"),
            $"{_plan.Areas()[(int)part] * 100:0} %",
        ];

    private void WriteClips(Page page)
    {
        using (page.Section("clips", "Clip by clip"))
        {
            page.Paragraph(
                $"Each clip: its motion (hue is the direction, full colour the longest vectors), then {string.Join(", ", _explanations.Kinds.Select(EvidenceWords.Name))} over its strain. Maps of one kind share a scale over all clips, so what is pale is weak. Wrongly named clips have a red edge. The words name the parts that hold clearly more of the {EvidenceWords.Name(Named)} evidence than of the map.",
                "soft"
            );
            using (page.Body.Open("div", ("class", "clips")))
            {
                foreach (var item in _explanations.Items)
                {
                    WriteClip(page, item);
                }
            }
        }
    }

    private void WriteClip(Page page, ClipExplanation item)
    {
        var clip = _explanations.Set.Clips[item.Clip];
        var named = _explanations.Classes[item.Label];
        var wrong = clip.Label.Length > 0 && clip.Label != named;
        using (page.Body.Open("div", ("class", wrong ? "clip wrong" : "clip")))
        {
            page.Body.Element("b", clip.Name);
            using (page.Body.Open("div", ("class", "maps")))
            {
                Picture(page, EvidencePictures.Source(EvidencePictures.Motion(clip.Map)), $"motion of {clip.Name}");
                foreach (var evidence in item.Evidence)
                {
                    var picture = EvidencePictures.Evidence(clip.Map, evidence.Map, _scales[evidence.Kind]);
                    Picture(
                        page,
                        EvidencePictures.Source(picture),
                        $"{EvidenceWords.Name(evidence.Kind)} of {clip.Name}"
                    );
                }
            }

            page.Body.Element(
                "small",
                $"{named} {item.Scores[item.Label]:0.00}{(wrong ? $", truth {clip.Label}" : "")}: {EvidenceWords.Parts(_plan.SharesOf(item[Named]!), _plan.Areas(), 3)}"
            );
        }
    }

    private static void Picture(Page page, string source, string words) =>
        page.Body.Empty("img", ("src", source), ("alt", words), ("title", words));

    /// <summary>The clips by the class that they were named, in the order of the classes; classes that none was named are left out.</summary>
    private IEnumerable<(string Name, ClipExplanation[] Items)> ByClass() =>
        _explanations
            .Items.GroupBy(item => item.Label)
            .OrderBy(group => group.Key)
            .Select(group => (_explanations.Classes[group.Key], group.ToArray()));

    private double[] MeanShares(ClipExplanation[] items, EvidenceKind kind)
    {
        var shares = items.Select(item => _plan.SharesOf(item[kind]!)).ToArray();
        return [.. Enumerable.Range(0, shares[0].Length).Select(part => shares.Average(row => row[part]))];
    }

    private static EvidenceMap Mean(ClipExplanation[] items, EvidenceKind kind)
    {
        var first = items[0][kind]!;
        var sum = new float[first.Values.Length];
        foreach (var item in items)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += item[kind]!.Values[i] / items.Length;
            }
        }

        return first with
        {
            Values = sum,
        };
    }

    /// <summary>Full colour for a kind: the peak that three clips in four stay below.</summary>
    private double ScaleOf(EvidenceKind kind) =>
        _explanations.Items.Select(item => item[kind]!.Peak).Order().ElementAt(_explanations.Items.Count * 3 / 4);
}
