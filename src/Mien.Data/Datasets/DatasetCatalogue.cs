using Mien.Foundation;

namespace Mien.Data.Datasets;

/// <summary>Every dataset that Mien can read.</summary>
public static class DatasetCatalogue
{
    /// <summary>All readers, in the order in which help lists them.</summary>
    public static IReadOnlyList<DatasetReader> All { get; } =
    [
        new Casme2Reader(),
        new SammReader(),
        new SmicReader(),
        new CompositeReader(),
        new CasmeReader(),
        new CasmeSquaredReader(),
        new Casme3Reader(),
        new MmewReader(),
        new FourDmeReader(),
        new DfmeReader(),
        new SammLongVideosReader(),
    ];

    /// <summary>The reader of a dataset by its short name.</summary>
    /// <exception cref="InputFaultException">No such dataset; the sentence lists those there are.</exception>
    public static DatasetReader Get(string name) =>
        All.FirstOrDefault(reader => reader.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputFaultException(
            $"'{name}' is not a dataset Mien knows: use one of {string.Join(", ", All.Select(reader => reader.Name))}."
        );

    /// <summary>Reads a lone annotation table of any dataset.</summary>
    /// <param name="path">An .xlsx, .xls or .csv file.</param>
    /// <param name="dataset">Reads it as this dataset's; null recognises it by its columns.</param>
    /// <exception cref="InputFaultException">The file cannot be read or is no dataset's table.</exception>
    public static AnnotationTable ReadTable(string path, string? dataset = null)
    {
        var book = Workbook.Read(path);
        var readers = dataset is null ? All : [Get(dataset)];
        return readers
                .Select(reader => reader.ReadTable(book, Path.GetFileName(path)))
                .FirstOrDefault(table => table is not null)
            ?? throw new InputFaultException(
                $"{path} has none of the header rows that {(dataset is null ? "the datasets'" : Get(dataset).Title + "'s")} tables have: check that it is the annotation file and that its header row is complete."
            );
    }
}
