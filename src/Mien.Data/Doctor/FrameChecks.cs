using Mien.Data.Datasets;

namespace Mien.Data.Doctor;

/// <summary>What names and numbers of pictures tell, without opening any.</summary>
internal static class FrameChecks
{
    private const int MaxGaps = 3;
    private const int MaxUnplaced = 20;
    private const int Few = 4;
    private const double MostClips = 0.8;

    public static IEnumerable<Finding> Check(DatasetFolder folder)
    {
        foreach (var finding in folder.Editions.SelectMany(edition => edition.Folders).SelectMany(Numbers))
        {
            yield return finding;
        }

        foreach (var finding in folder.Editions.SelectMany(AllBounds))
        {
            yield return finding;
        }

        foreach (var finding in Unplaced(folder))
        {
            yield return finding;
        }

        foreach (var link in folder.Listing.Links)
        {
            yield return OfLink(link);
        }
    }

    /// <summary>A link is a finding wherever it leads.</summary>
    public static Finding OfLink(ListedLink link)
    {
        var what = link.Leaves
            ? $"a link that leaves the folder (to {link.Target}); it was not followed"
            : $"a link to {link.Target}; links are not followed";
        return new(FindingKind.Link, FindingWeight.Fault, link.Path, what, "put the files themselves there");
    }

    private static IEnumerable<Finding> Numbers(MediaFolder folder)
    {
        foreach (var name in folder.Unnumbered)
        {
            yield return new(
                FindingKind.Naming,
                FindingWeight.Warning,
                $"{folder.Path}/{name}",
                "a picture without a frame number",
                "rename it or move it out of the clip"
            );
        }

        var gaps = new List<string>();
        for (var i = 1; i < folder.Frames.Count; i++)
        {
            var (before, here) = (folder.Frames[i - 1], folder.Frames[i]);
            if (here.Number == before.Number)
            {
                yield return new(
                    FindingKind.Naming,
                    FindingWeight.Fault,
                    folder.Path,
                    $"frame {here.Number} is there twice ({Path.GetFileName(before.Path)} and {Path.GetFileName(here.Path)})",
                    "remove one of the two"
                );
            }
            else if (here.Number > before.Number + 1)
            {
                gaps.Add(
                    here.Number == before.Number + 2
                        ? $"{before.Number + 1}"
                        : $"{before.Number + 1} to {here.Number - 1}"
                );
            }
        }

        if (gaps.Count > 0)
        {
            var list =
                string.Join(", ", gaps.Take(MaxGaps))
                + (gaps.Count > MaxGaps ? $" and {gaps.Count - MaxGaps} more gaps" : "");
            yield return new(
                FindingKind.FrameGap,
                FindingWeight.Fault,
                folder.Path,
                $"frame numbers leave out {list}",
                "fetch the missing frames, or expect jumps in the motion"
            );
        }
    }

    /// <summary>When nearly every clip is out of bounds, it is one mistake (another edition, another first number), told once.</summary>
    private static List<Finding> AllBounds(EditionContents edition)
    {
        var findings = edition
            .Clips.Select(clip => Bounds(edition, clip).ToList())
            .Where(found => found.Count > 0)
            .ToList();
        if (findings.Count < Few || findings.Count < MostClips * edition.Clips.Count)
        {
            return [.. findings.SelectMany(found => found)];
        }

        var example = findings[0][0];
        return
        [
            new(
                FindingKind.MissingFrame,
                FindingWeight.Fault,
                edition.Name,
                $"the table's frame numbers do not fit {findings.Count} of {edition.Clips.Count} clips (in {example.Where[(edition.Name.Length + 1)..]}, {example.What})",
                "check that table and frames are of one edition and count from the same first frame"
            ),
        ];
    }

    private static IEnumerable<Finding> Bounds(EditionContents edition, Clip clip)
    {
        if (clip.Frames.Count == 0)
        {
            if (clip.Video is null)
            {
                yield return new(
                    FindingKind.MissingFrame,
                    FindingWeight.Fault,
                    $"{edition.Name} {clip.Subject}/{clip.Name}",
                    $"the sequence has none of the frames {clip.Onset} to {clip.Offset}",
                    "fetch the sequence anew"
                );
            }

            yield break;
        }

        var (first, last) = (clip.Frames[0].Number, clip.Frames[^1].Number);
        foreach (
            var (what, number) in ((string, int?)[])
                [("onset", clip.Onset), ("apex", clip.Apex), ("offset", clip.Offset)]
        )
        {
            if (number < first || number > last)
            {
                yield return new(
                    FindingKind.MissingFrame,
                    FindingWeight.Fault,
                    $"{edition.Name} {clip.Subject}/{clip.Name}",
                    $"{what} {number} is outside the frames {first} to {last}",
                    "check that table and frames are of one edition"
                );
            }
        }
    }

    private static IEnumerable<Finding> Unplaced(DatasetFolder folder)
    {
        foreach (var media in folder.Unplaced.Take(MaxUnplaced))
        {
            yield return new(
                FindingKind.Naming,
                FindingWeight.Warning,
                media.Path,
                $"its name does not follow {folder.Reader.Title}'s pattern, so it was not read",
                "give the folder its original name or move it out"
            );
        }

        if (folder.Unplaced.Count > MaxUnplaced)
        {
            yield return new(
                FindingKind.Naming,
                FindingWeight.Warning,
                folder.Root,
                $"{folder.Unplaced.Count - MaxUnplaced} more folders do not follow the pattern",
                "give them their original names or move them out"
            );
        }
    }
}
