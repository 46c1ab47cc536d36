using Mien.Recognition.Explanation;

namespace Mien.Reporting.Explanations;

/// <summary>Evidence in words: on which parts of the face it lies.</summary>
internal static class EvidenceWords
{
    private const double ClearlyMore = 1.3;

    /// <summary>What a kind of map is called.</summary>
    public static string Name(EvidenceKind kind) =>
        kind switch
        {
            EvidenceKind.ClassActivation => "class activation",
            EvidenceKind.GradCam => "Grad-CAM",
            _ => "occlusion",
        };

    /// <summary>
    /// The parts that hold clearly more of the evidence than of the map, most of that first: "left brow 24 %, mouth 15 %".
    /// </summary>
    /// <param name="shares">Share of the evidence on each part.</param>
    /// <param name="areas">Share of the map that each part covers.</param>
    /// <param name="most">How many parts to name.</param>
    public static string Parts(double[] shares, double[] areas, int most)
    {
        if (shares.Sum() == 0)
        {
            return "nowhere";
        }

        var parts = Enumerable
            .Range(0, shares.Length)
            .Where(part => shares[part] >= 0.05 && shares[part] >= ClearlyMore * areas[part])
            .OrderByDescending(part => shares[part] / areas[part])
            .Take(most)
            .Select(part => $"{FacePlan.Word((FacePart)part)} {shares[part] * 100:0} %")
            .ToArray();
        return parts.Length == 0 ? "spread over the face" : string.Join(", ", parts);
    }
}
