using Mien.Data.Datasets;
using Mien.Data.Twins;
using Mien.Foundation;

namespace Mien.Data.Doctor;

/// <summary>
/// Examines a dataset as it came: recognises it, counts it, and lists what is missing, broken, doubled or out of order,
/// each with what to do. Nothing on disk is changed and no link is followed.
/// </summary>
public static class DatasetDoctor
{
    /// <summary>Examines a folder, or a lone annotation table.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="dataset">The dataset's short name; null recognises it.</param>
    /// <param name="progress">Receives how far the work has come.</param>
    /// <exception cref="InputFaultException">Nothing is there, or nothing that Mien knows.</exception>
    public static DoctorReport Examine(string path, string? dataset = null, IProgress<ProgressStep>? progress = null)
    {
        if (dataset is not null)
        {
            DatasetCatalogue.Get(dataset);
        }

        if (File.Exists(path))
        {
            return ExamineTable(path, dataset);
        }

        var listing = FolderListing.Scan(path);
        var parts = dataset is null or "megc2019" ? PartsOf(listing) : [];
        return parts.Count > 1
            ? ExamineComposite(path, listing, parts, progress)
            : ExamineFolder(path, listing, dataset, progress);
    }

    private static DoctorReport ExamineTable(string path, string? dataset)
    {
        var table = DatasetCatalogue.ReadTable(path, dataset);
        var reader = DatasetCatalogue.Get(table.Dataset);
        var findings = new List<Finding>(table.Findings);
        findings.AddRange(TableChecks.Check(reader, table));
        if (!table.IsSupplement)
        {
            findings.AddRange(TableChecks.Counts(reader, table.File, table.Clips.Count, table.Subjects, table.Classes));
        }

        return new DoctorReport
        {
            Path = path,
            Dataset = reader.Name,
            Title = reader.Title,
            Edition = table.Edition,
            IsTable = true,
            Clips = table.Clips.Count,
            Subjects = table.Subjects,
            Classes = table.Classes,
            ComparedWith = ComparedWith(reader, table.Clips.Count, table.Subjects, table.Classes),
            Findings = Sorted(findings),
        };
    }

    private static DoctorReport ExamineFolder(
        string path,
        FolderListing listing,
        string? dataset,
        IProgress<ProgressStep>? progress
    )
    {
        var folder = DatasetFolder.Open(listing, dataset);
        var content = folder.Editions.SelectMany(e => e.Folders).Select(media => (folder.Reader.Name, media)).ToList();
        return Report(path, folder, new ContentChecks(content, progress).Check().Select(found => found.Finding));
    }

    private static DoctorReport Report(string path, DatasetFolder folder, IEnumerable<Finding> content)
    {
        var reader = folder.Reader;
        var clips = folder.Annotated;
        var subjects = clips.Select(clip => clip.Subject).Distinct().Count();
        var classes = AnnotationTable.CountClasses(clips);
        var findings = new List<Finding>(folder.Findings);
        findings.AddRange(
            folder.Tables.Where(table => !table.IsSupplement).SelectMany(table => TableChecks.Check(reader, table))
        );
        findings.AddRange(FrameChecks.Check(folder));
        findings.AddRange(content);
        findings.AddRange(Absences(folder));
        var twin = TwinManifest.Find(folder.Root, findings);
        if (twin is null)
        {
            findings.AddRange(TableChecks.Counts(reader, ".", clips.Count, subjects, classes));
        }
        else
        {
            findings.AddRange(twin.Differences(folder));
        }

        return new DoctorReport
        {
            Path = path,
            Dataset = reader.Name,
            Title = reader.Title,
            Edition = EditionOf(folder),
            IsTwin = twin is not null,
            Clips = clips.Count,
            Subjects = subjects,
            Frames = folder.Editions.Sum(edition => edition.FrameCount),
            Classes = classes,
            ComparedWith = twin is null ? ComparedWith(reader, clips.Count, subjects, classes) : null,
            Findings = Sorted(findings),
            Protocols = folder.Editions.Count > 0 && clips.Count > 0 ? reader.Protocols : [],
        };
    }

    private static IEnumerable<Finding> Absences(DatasetFolder folder)
    {
        if (folder.Tables.All(table => table.IsSupplement) && !folder.Reader.FoldersMakeClips)
        {
            yield return new(
                FindingKind.Table,
                FindingWeight.Fault,
                ".",
                "there is no annotation table, so frames have no labels",
                "put the dataset's coding file (.xlsx, .xls or .csv) into the folder"
            );
        }

        if (folder.Editions.Count == 0)
        {
            yield return new(
                FindingKind.MissingClip,
                FindingWeight.Fault,
                ".",
                "there are no frames, only tables",
                "put the frames beside the table"
            );
        }
    }

    private static string EditionOf(DatasetFolder folder)
    {
        var tables = folder.Tables.Where(table => !table.IsSupplement).Select(table => table.Edition);
        var editions = folder.Editions.Select(edition =>
            $"{edition.Name} ({edition.Clips.Count} clips, {edition.FrameCount} frames)"
        );
        return string.Join("; ", tables.Concat(editions));
    }

    /// <summary>Sub-folders that are datasets of their own, when there are at least two different ones.</summary>
    private static List<(FolderListing Listing, DatasetReader Reader)> PartsOf(FolderListing listing)
    {
        var parts = new List<(FolderListing, DatasetReader Reader)>();
        foreach (var below in listing.Children())
        {
            if (DatasetFolder.Recognise(below, DatasetFolder.ReadTables(below).Tables) is { } reader)
            {
                parts.Add((below, reader));
            }
        }

        return parts.Select(part => part.Reader.Name).Distinct().Count() > 1 ? parts : [];
    }

    private static DoctorReport ExamineComposite(
        string path,
        FolderListing listing,
        List<(FolderListing Listing, DatasetReader Reader)> parts,
        IProgress<ProgressStep>? progress
    )
    {
        var opened = parts.ConvertAll(part =>
            (Folder: Path.GetFileName(part.Listing.Root), Set: DatasetFolder.Open(part.Listing, part.Reader.Name))
        );
        var content = opened
            .SelectMany(part => part.Set.Editions.SelectMany(e => e.Folders).Select(media => (part.Folder, media)))
            .ToList();
        var found = new ContentChecks(content, progress).Check().ToList();
        var reports = opened.ConvertAll(part =>
            Report(
                Path.Combine(path, part.Folder),
                part.Set,
                found.Where(f => f.Part == part.Folder).Select(f => f.Finding)
            )
        );
        var list = DatasetFolder.ReadTables(listing).Tables.Find(table => table.Dataset == "megc2019");
        var findings = reports
            .SelectMany(report =>
                report.Findings.Select(f => f with { Where = $"{Path.GetFileName(report.Path)}/{f.Where}" })
            )
            .ToList();
        findings.AddRange(found.Where(f => f.Part.Length == 0).Select(f => f.Finding));
        findings.AddRange(listing.Links.Where(link => !link.Path.Contains('/')).Select(FrameChecks.OfLink));
        findings.AddRange(KnownOverlaps(opened.ConvertAll(part => part.Set)));
        if (list is not null)
        {
            findings.AddRange(ListedClips(list, opened.ConvertAll(part => part.Set)));
        }

        return new DoctorReport
        {
            Path = path,
            Dataset = list is null ? string.Join("+", reports.Select(report => report.Dataset)) : "megc2019",
            Title = list is null ? string.Join(" + ", reports.Select(report => report.Title)) : "MEGC2019 composite",
            Edition = list?.Edition ?? $"{reports.Count} datasets side by side",
            IsTwin = reports.TrueForAll(report => report.IsTwin),
            Clips = list?.Clips.Count ?? reports.Sum(report => report.Clips),
            Subjects = list?.Subjects ?? reports.Sum(report => report.Subjects),
            Frames = reports.Sum(report => report.Frames),
            Classes = list?.Classes ?? new Dictionary<string, int>(),
            Findings = Sorted(findings),
            Protocols = list is null ? ["lodo over the datasets"] : DatasetCatalogue.Get("megc2019").Protocols,
            Parts = reports,
        };
    }

    private static IEnumerable<Finding> KnownOverlaps(List<DatasetFolder> sets)
    {
        var (samm, longVideos) = (
            sets.Find(set => set.Reader.Name == "samm"),
            sets.Find(set => set.Reader.Name == "samm-lv")
        );
        if (samm is null || longVideos is null)
        {
            yield break;
        }

        var shared = samm
            .Annotated.Select(clip => clip.Subject)
            .Intersect(longVideos.Annotated.Select(clip => clip.Subject))
            .Count();
        if (shared > 0)
        {
            yield return new(
                FindingKind.SubjectOverlap,
                FindingWeight.Warning,
                "samm, samm-lv",
                $"SAMM's clips are cut from SAMM Long Videos: {shared} people are in both",
                "never train on one and test on the other"
            );
        }
    }

    private static IEnumerable<Finding> ListedClips(AnnotationTable list, List<DatasetFolder> sets)
    {
        var there = sets.SelectMany(set => set.Annotated)
            .Select(clip => (clip.Dataset, clip.Subject, clip.Name))
            .ToHashSet();
        return list
            .Clips.Where(clip => !there.Contains((clip.Dataset, clip.Subject, clip.Name)))
            .Select(clip => new Finding(
                FindingKind.MissingClip,
                FindingWeight.Fault,
                $"{list.File}, row {clip.Row}",
                $"the composite lists {clip.Dataset} {clip.Subject}/{clip.Name}, which is not there",
                "fetch it from the dataset's owner"
            ));
    }

    private static string? ComparedWith(
        DatasetReader reader,
        int clips,
        int subjects,
        IReadOnlyDictionary<string, int> classes
    )
    {
        if (reader.Releases.Count == 0)
        {
            return null;
        }

        var release = TableChecks.Nearest(reader, clips, subjects, classes);
        return $"{release.Name}: {release.Source}";
    }

    private static List<Finding> Sorted(List<Finding> findings) =>
        [
            .. findings
                .Distinct()
                .OrderByDescending(finding => finding.Weight)
                .ThenBy(finding => finding.Kind)
                .ThenBy(finding => finding.Where, StringComparer.Ordinal),
        ];
}
