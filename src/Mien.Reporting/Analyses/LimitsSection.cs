using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;

namespace Mien.Reporting.Analyses;

/// <summary>What the report does not say, and what the law asks of whoever uses it.</summary>
internal static class LimitsSection
{
    public static void Write(Page page, AnalysisResult result)
    {
        using (page.Section("limits", "What this is not"))
        {
            page.Paragraph(
                "It does not detect lies. Reviews of the research find no ground for taking short facial movements as signs of deception (Burgoon, Microexpressions Are Not the Best Way to Catch a Liar, 2018)."
            );
            page.Paragraph(
                "It does not read feelings. Facial movements do not reliably or specifically tell what a person feels, across people and situations (Barrett, Adolphs, Marsella, Martinez and Pollak, 2019). "
                    + (
                        result.Model is null
                            ? "No classes of emotion were named here; movements were measured."
                            : "The classes named here are labels that coders gave to movements in laboratories, and the model is wrong in many cases."
                    )
            );
            page.Paragraph(
                "It does not say who somebody is, and it says nothing about groups of people: the recordings on which methods like this are tried are few, and of few kinds of people."
            );
            page.Body.Element("h3", "What the law asks (not legal advice)");
            using (page.Body.Open("ul"))
            {
                foreach (var duty in Duties(result))
                {
                    page.Body.Element("li", duty);
                }
            }
        }
    }

    private static IEnumerable<string> Duties(AnalysisResult result)
    {
        yield return "In the European Union it is forbidden to use such a system to infer emotions of people at work or in education, except for medical or safety reasons (Regulation (EU) 2024/1689, Article 5(1)(f)).";
        yield return "Whoever uses a system that recognises emotions must tell the people exposed to it, clearly and at the latest when they first are (Article 50(3)).";
        yield return "A recording of a face is personal data. The GDPR asks for a legal basis, a purpose, and that people know; research has rules of its own. An assessment of the impact on data protection is prudent.";
        yield return result.Model is null
            ? "Measuring movements is not yet recognising emotions; concluding from them what somebody feels is."
            : "Naming classes of emotion, as in this report, is recognition of emotions within the meaning of that regulation (Article 3(39)).";
    }
}
