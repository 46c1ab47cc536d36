using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>Puts table rows and folders of one edition together, and says what does not fit.</summary>
internal static class ClipMatcher
{
    public static EditionContents Match(
        DatasetReader reader,
        string edition,
        List<MediaFolder> folders,
        IReadOnlyList<Clip> rows,
        List<Finding> findings
    )
    {
        var served = rows.Where(row => reader.Serves(row, edition)).ToList();
        if (served.Count == 0 && (reader.FoldersMakeClips || rows.Count == 0))
        {
            return new EditionContents(edition, folders, [.. folders.Select(folder => FromFolder(reader, folder))]);
        }

        var places = folders
            .GroupBy(folder => Key(folder.Place!.Subject, folder.Place.Sequence))
            .ToDictionary(group => group.Key, group => group.First());
        var used = new HashSet<MediaFolder>();
        var missing = new List<Clip>();
        var clips = new List<Clip>();
        foreach (var row in served)
        {
            var folder =
                places.GetValueOrDefault(Key(row.Subject, row.Sequence))
                ?? places.GetValueOrDefault(Key(row.Subject, row.Name));
            if (folder is null)
            {
                missing.Add(row);
                continue;
            }

            used.Add(folder);
            clips.Add(WithMedia(reader, row, folder));
        }

        var extra = folders.Where(folder => !used.Contains(folder)).ToList();
        Report(reader, edition, missing, extra, served.Count, findings);
        return new EditionContents(edition, folders, clips);
    }

    private static string Key(string subject, string sequence) => $"{subject}/{sequence}".ToUpperInvariant();

    private static Clip FromFolder(DatasetReader reader, MediaFolder folder) =>
        new()
        {
            Dataset = reader.Name,
            Subject = folder.Place!.Subject,
            Name = folder.Place.Sequence,
            Sequence = folder.Place.Sequence,
            Kind = folder.Place.Kind,
            Emotion = folder.Place.Emotion,
            FrameRate = reader.RateOf(folder.Place.Edition),
            Frames = folder.Frames,
            Video = folder.Video,
            Onset = folder.Frames.Count > 0 ? folder.Frames[0].Number : null,
            Offset = folder.Frames.Count > 0 ? folder.Frames[^1].Number : null,
        };

    private static Clip WithMedia(DatasetReader reader, Clip row, MediaFolder folder)
    {
        var isPart = reader.HasLongSequences && folder.Place!.Sequence == row.Sequence && row.Sequence != row.Name;
        var frames =
            isPart && row.Onset is { } onset
                ?
                [
                    .. folder.Frames.Where(frame =>
                        frame.Number >= onset && frame.Number <= (row.Offset ?? row.Apex ?? onset)
                    ),
                ]
                : folder.Frames;
        return row with { Frames = frames, Video = folder.Video };
    }

    private static void Report(
        DatasetReader reader,
        string edition,
        List<Clip> missing,
        List<MediaFolder> extra,
        int served,
        List<Finding> findings
    )
    {
        if (served == 0)
        {
            return;
        }

        // A row and a folder that differ in the subject alone are one mistake, not two.
        foreach (var folder in extra.ToList())
        {
            var twin = missing.Find(row => row.Name.Equals(folder.Place!.Sequence, StringComparison.OrdinalIgnoreCase));
            if (twin is not null)
            {
                missing.Remove(twin);
                extra.Remove(folder);
                findings.Add(
                    new(
                        FindingKind.Subject,
                        FindingWeight.Fault,
                        folder.Path,
                        $"the folder belongs to {folder.Place!.Subject} but row {twin.Row} of the table gives the clip to {twin.Subject}",
                        "find out which is right and correct the other"
                    )
                );
            }
        }

        findings.AddRange(
            missing.Select(row => new Finding(
                FindingKind.MissingClip,
                FindingWeight.Fault,
                $"{row.Subject}/{row.Sequence}",
                $"row {row.Row} of the table lists it, but the {edition} frames are not there",
                "fetch it from the dataset's owner or leave the clip out"
            ))
        );
        if (!reader.HasLongSequences)
        {
            findings.AddRange(
                extra
                    .Where(folder => folder.Place!.Kind != ClipKind.NonMicro)
                    .Select(folder => new Finding(
                        FindingKind.ExtraClip,
                        FindingWeight.Warning,
                        folder.Path,
                        "no row of the annotation table lists it",
                        "leave it out, or check that table and frames are of one edition"
                    ))
            );
        }
    }
}
