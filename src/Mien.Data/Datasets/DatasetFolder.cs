using Mien.Data.Corrections;
using Mien.Data.Doctor;
using Mien.Foundation;

namespace Mien.Data.Datasets;

/// <summary>
/// A dataset as its owner unpacked it: tables and pictures put together into clips. Opening reads tables and folder
/// names, not pictures, and changes nothing.
/// </summary>
public sealed class DatasetFolder
{
    private const int MaxTables = 64;

    private DatasetFolder(FolderListing listing, DatasetReader reader)
    {
        Listing = listing;
        Reader = reader;
    }

    /// <summary>The folder.</summary>
    public string Root => Listing.Root;

    /// <summary>The dataset.</summary>
    public DatasetReader Reader { get; }

    /// <summary>The annotation tables in use; of several that list the same clips it is one.</summary>
    public IReadOnlyList<AnnotationTable> Tables { get; private set; } = [];

    /// <summary>What the tables say, whether or not there are pictures; without a table, what the folders say.</summary>
    public IReadOnlyList<Clip> Annotated { get; private set; } = [];

    /// <summary>The copies of the pictures, the fullest first.</summary>
    public IReadOnlyList<EditionContents> Editions { get; private set; } = [];

    /// <summary>Faults of the tables and of the match between tables and folders.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The corrections that the folder was opened with.</summary>
    public CorrectionSet Corrections { get; private init; } = CorrectionSet.None;

    /// <summary>What they changed.</summary>
    public IReadOnlyList<AppliedCorrection> Corrected { get; private set; } = [];

    internal FolderListing Listing { get; }

    internal IReadOnlyList<MediaFolder> Unplaced { get; private set; } = [];

    /// <summary>Clips with pictures of the named edition, or of the fullest one.</summary>
    /// <exception cref="InputFaultException">The folder has no such edition, or no pictures at all.</exception>
    public IReadOnlyList<Clip> Clips(string? edition = null)
    {
        if (Reader is CompositeReader)
        {
            throw new InputFaultException(
                $"{Root} is a list of clips of several datasets: open each dataset's own folder with the label set megc-3, and use the sets together."
            );
        }

        if (Editions.Count == 0)
        {
            throw new InputFaultException($"{Root} holds no pictures of {Reader.Title}: run 'mien doctor' on it.");
        }

        var found = edition is null
            ? Editions[0]
            : Editions.FirstOrDefault(e => e.Name.Equals(edition, StringComparison.OrdinalIgnoreCase));
        return found?.Clips
            ?? throw new InputFaultException(
                $"{Root} has no edition '{edition}': it has {string.Join(", ", Editions.Select(e => e.Name))}."
            );
    }

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The dataset's folder, or one inside it.</param>
    /// <param name="dataset">The dataset's short name; null recognises it.</param>
    /// <param name="corrections">Known errors of the tables to correct before frames are looked up; null for none.</param>
    /// <exception cref="InputFaultException">The folder is missing or is no dataset Mien knows.</exception>
    public static DatasetFolder Open(string path, string? dataset = null, CorrectionSet? corrections = null) =>
        Open(FolderListing.Scan(path), dataset, corrections);

    internal static DatasetFolder Open(FolderListing listing, string? dataset, CorrectionSet? corrections = null)
    {
        var (tables, findings) = ReadTables(listing);
        var reader = dataset is null ? Recognise(listing, tables) : DatasetCatalogue.Get(dataset);
        if (reader is null)
        {
            throw new InputFaultException(
                $"{listing.Root} is no dataset Mien knows: it has neither an annotation table nor folders named as one of {string.Join(", ", DatasetCatalogue.All.Select(r => r.Title))} has; name it with --dataset to see what is missing."
            );
        }

        var folder = new DatasetFolder(listing, reader) { Corrections = corrections ?? CorrectionSet.None };
        folder.Assemble([.. tables.Where(table => table.Dataset == reader.Name)], findings);
        return folder;
    }

    /// <summary>The dataset that a listing looks like: by its tables first, then by the number of folders that fit.</summary>
    internal static DatasetReader? Recognise(FolderListing listing, IReadOnlyList<AnnotationTable> tables)
    {
        var examples = MediaFolder.Examples(listing);
        return DatasetCatalogue
            .All.Select(reader =>
                (
                    Reader: reader,
                    Tables: tables.Count(table => table.Dataset == reader.Name),
                    Places: examples.Count(example => reader.Locate(example.Segments, example.Name) is not null)
                )
            )
            .Where(score => score.Tables + score.Places > 0)
            .OrderByDescending(score => Math.Min(1, score.Places))
            .ThenByDescending(score => score.Tables)
            .ThenByDescending(score => score.Places)
            .FirstOrDefault()
            .Reader;
    }

    internal static (List<AnnotationTable> Tables, List<Finding> Findings) ReadTables(FolderListing listing)
    {
        var tables = new List<AnnotationTable>();
        var findings = new List<Finding>();
        foreach (var file in listing.Files.Where(file => Workbook.IsWorkbookName(file.Path)).Take(MaxTables))
        {
            try
            {
                var book = Workbook.Read(listing.FullPath(file.Path));
                var table = DatasetCatalogue
                    .All.Select(reader => reader.ReadTable(book, file.Path))
                    .FirstOrDefault(t => t is not null);
                if (table is not null)
                {
                    tables.Add(table);
                }
                else if (!IsList(file.Path))
                {
                    findings.Add(
                        new(
                            FindingKind.Table,
                            FindingWeight.Warning,
                            file.Path,
                            "no dataset's table has such a header row",
                            "if it is the annotation table, restore its header row; else ignore this"
                        )
                    );
                }
            }
            catch (InputFaultException fault)
            {
                // A dataset's folder may hold other lists that are no tables; a workbook is meant to be one.
                var weight = IsList(file.Path) ? FindingWeight.Warning : FindingWeight.Fault;
                var what = Shorten(fault.Message, listing.FullPath(file.Path));
                findings.Add(new(FindingKind.Table, weight, file.Path, what, "fetch the file anew"));
            }
        }

        return (tables, findings);
    }

    private static bool IsList(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static string Shorten(string sentence, string path)
    {
        var text = sentence.Replace(path, "", StringComparison.Ordinal).Trim();
        var cut = text.LastIndexOf(": ", StringComparison.Ordinal);
        return cut > 0 ? text[..cut] : text.TrimEnd('.');
    }

    private void Assemble(List<AnnotationTable> tables, List<Finding> findings)
    {
        var used = TablesInUse(tables, findings);
        Tables = [.. used, .. tables.Where(table => table.IsSupplement)];
        findings.AddRange(Tables.SelectMany(table => table.Findings));
        var supplements = tables.Where(table => table.IsSupplement).SelectMany(table => table.Clips).ToList();
        var corrected = Corrections.Apply(
            WithObjectiveClasses(
                [.. used.Where(table => !table.IsSupplement).SelectMany(table => table.Clips)],
                supplements
            )
        );
        Corrected = corrected.Applied;
        var rows = corrected.Clips;
        var media = MediaFolder.Gather(Listing, Reader);
        Unplaced = [.. media.Where(folder => folder.Place is null)];
        var hasPictures = media.Exists(folder => folder.Place is not null && folder.Video is null);
        var editions = media
            .Where(folder => folder.Place is not null)
            .GroupBy(folder => folder.Place!.Edition)
            .Select(group =>
                ClipMatcher.Match(
                    Reader,
                    group.Key,
                    [.. group],
                    rows,
                    hasPictures && group.All(folder => folder.Video is not null) ? [] : findings
                )
            )
            .OrderBy(edition =>
                edition.Name.EndsWith("extended", StringComparison.Ordinal)
                || edition.Name.EndsWith("video", StringComparison.Ordinal)
            )
            .ThenByDescending(edition => edition.Clips.Count)
            .ThenBy(edition => edition.Name.EndsWith("raw", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(edition => edition.Name, StringComparer.Ordinal)
            .ToList();
        Editions = editions;
        var foldersTell = Reader.FoldersMakeClips || rows.Count == 0;
        Annotated =
            foldersTell && editions.Count > 0
                ? [.. editions[0].Clips.Where(clip => clip.Kind != ClipKind.NonMicro)]
                : rows;
        Findings = findings;
    }

    /// <summary>Tables that list different clips are joined (DFME's three); of those that list the same clips the best known is used.</summary>
    private List<AnnotationTable> TablesInUse(List<AnnotationTable> tables, List<Finding> findings)
    {
        var used = new List<AnnotationTable>();
        var taken = new HashSet<(string, string, bool)>();
        var ranked = tables
            .Where(table => !table.IsSupplement)
            .OrderBy(Rank)
            .ThenByDescending(table => table.Clips.Count);
        foreach (var table in ranked)
        {
            if (table.Clips.Any(clip => taken.Contains((clip.Subject, clip.Name, clip.IsExtended))))
            {
                findings.Add(
                    new(
                        FindingKind.Edition,
                        FindingWeight.Note,
                        table.File,
                        $"lists the same clips as {used[0].File}, which is used",
                        "remove the one you do not mean, or open it alone"
                    )
                );
                continue;
            }

            taken.UnionWith(table.Clips.Select(clip => (clip.Subject, clip.Name, clip.IsExtended)));
            used.Add(table);
        }

        return used;
    }

    private int Rank(AnnotationTable table)
    {
        var at = Reader.Releases.ToList().FindIndex(release => release.Name == table.Edition);
        return at < 0 ? int.MaxValue : at;
    }

    private static List<Clip> WithObjectiveClasses(List<Clip> rows, List<Clip> supplements)
    {
        var classes = supplements
            .DistinctBy(clip => (clip.Subject, clip.Name))
            .ToDictionary(clip => (clip.Subject, clip.Name), clip => clip.ObjectiveClass);
        return rows.ConvertAll(clip =>
            clip with
            {
                ObjectiveClass = clip.ObjectiveClass ?? classes.GetValueOrDefault((clip.Subject, clip.Name)),
            }
        );
    }
}
