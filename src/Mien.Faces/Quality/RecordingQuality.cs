using Mien.Imaging.Media;

namespace Mien.Faces.Quality;

/// <summary>
/// A recording of any length, judged part by part: light, focus and face may change after its first minutes. Lost and
/// repeated frames are counted over all of it; of every other property the worst part is told, and how many are better. It
/// takes the same memory however many parts there are, and can be written down between two of them.
/// </summary>
public sealed record RecordingQuality
{
    // A few frames at the end are too few to judge blur or flicker by.
    private const double ShortestPart = 10;

    private static readonly string[] Order =
    [
        QualityVerdicts.RateName,
        QualityVerdicts.DroppedName,
        QualityVerdicts.RepeatedName,
        LampFlicker.Name,
        QualityVerdicts.BlocksName,
        QualityVerdicts.BlurName,
        QualityVerdicts.FaceName,
        QualityVerdicts.HeadName,
    ];

    /// <summary>Parts that were judged.</summary>
    public int Parts { get; init; }

    /// <summary>Frames of all parts.</summary>
    public int Frames { get; init; }

    /// <summary>Frames that are missing.</summary>
    public long Dropped { get; init; }

    /// <summary>Frames that repeat the one before.</summary>
    public long Repeated { get; init; }

    /// <summary>What was measured part by part.</summary>
    public IReadOnlyList<QualityTally> Properties { get; init; } = [];

    /// <summary>Takes in the next part.</summary>
    /// <param name="part">Has metered it, and nothing else.</param>
    /// <param name="info">What the source says of itself.</param>
    public RecordingQuality With(QualityMeter part, MediaInfo info)
    {
        ArgumentNullException.ThrowIfNull(part);
        var counted = this with
        {
            Frames = Frames + part.Frames,
            Dropped = Dropped + part.Dropped,
            Repeated = Repeated + part.Repeated,
        };
        return Parts == 0 || part.LastSeconds - part.FirstSeconds >= ShortestPart
            ? counted with
            {
                Parts = Parts + 1,
                Properties = TalliesWith(part, info),
            }
            : counted;
    }

    /// <summary>The findings, in the order of <see cref="QualityMeter.Report"/>.</summary>
    public IReadOnlyList<QualityFinding> Findings()
    {
        if (Parts == 0)
        {
            return [];
        }

        var findings = Properties
            .Select(tally => tally.Finding)
            .Append(QualityVerdicts.Dropped(Dropped, Frames))
            .Append(QualityVerdicts.Repeated(Repeated, Frames));
        return [.. findings.OrderBy(finding => Array.IndexOf(Order, finding.Name))];
    }

    private QualityTally[] TalliesWith(QualityMeter part, MediaInfo info)
    {
        var tallies = Properties.ToDictionary(tally => tally.Worst.Name);
        foreach (var finding in part.Report(info).Where(finding => !IsCounted(finding)))
        {
            var (first, last) = (part.FirstSeconds, part.LastSeconds);
            var tally = tallies.GetValueOrDefault(finding.Name, QualityTally.Of(finding, first, last));
            tallies[finding.Name] = tally.With(finding, first, last);
        }

        return [.. tallies.Values.OrderBy(tally => Array.IndexOf(Order, tally.Worst.Name))];
    }

    private static bool IsCounted(QualityFinding finding) =>
        finding.Name is QualityVerdicts.DroppedName or QualityVerdicts.RepeatedName;
}
