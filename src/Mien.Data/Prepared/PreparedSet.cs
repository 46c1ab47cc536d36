using System.Runtime.InteropServices;
using System.Text;
using Mien.Foundation;

namespace Mien.Data.Prepared;

/// <summary>
/// Clips with their motion maps, ready for training: what <c>--data</c> names. All maps have one size, no clip occurs
/// twice, and every label is one of the classes. On disk it is a folder with <c>index.csv</c> (see
/// <see cref="PreparedFolder"/>).
/// </summary>
public sealed class PreparedSet
{
    private readonly int[] _labels;

    /// <summary>Makes a set of clips.</summary>
    /// <param name="clips">At least one; their order is kept.</param>
    /// <param name="classes">
    /// The classes in the order of a network's outputs; null takes the labels that occur, in ordinal order, so that the
    /// three classes of MEGC2019 are negative, positive, surprise.
    /// </param>
    /// <exception cref="InputFaultException">No clips, maps of different sizes, a clip twice, a label that is no class.</exception>
    public PreparedSet(IReadOnlyList<PreparedClip> clips, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(clips);
        if (clips.Count == 0)
        {
            throw new InputFaultException("The set has no clips: give a folder whose index.csv has at least one row.");
        }

        Clips = [.. clips];
        Shape = OneSize(clips);
        RefuseTwins(clips);
        Classes = classes ?? LabelsThatOccur(clips);
        _labels = Index(clips, Classes);
        Persons = [.. clips.Select(clip => clip.Person).Distinct().Order()];
        Hash = HashOf(clips);
    }

    /// <summary>The clips, in the order of the index.</summary>
    public IReadOnlyList<PreparedClip> Clips { get; }

    /// <summary>The class names, in the order of a network's outputs.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The subjects, each once, in ordinal order.</summary>
    public IReadOnlyList<SubjectKey> Persons { get; }

    /// <summary>The size of every map.</summary>
    public MapShape Shape { get; }

    /// <summary>
    /// SHA-256 over all that training can see: every clip's cells and map values in order. The same clips give the same
    /// hash whether their maps were PNG or NPY.
    /// </summary>
    public string Hash { get; }

    /// <summary>The class number of every clip, parallel to <see cref="Clips"/>.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Reads one or several folders; several make a composite.</summary>
    /// <param name="folders">Folders with an <c>index.csv</c>.</param>
    /// <param name="classes">See the constructor.</param>
    /// <exception cref="InputFaultException">Anything wrong with a folder, its index or its maps.</exception>
    public static PreparedSet Read(IEnumerable<string> folders, IReadOnlyList<string>? classes = null) =>
        new([.. folders.SelectMany(PreparedFolder.Read)], classes);

    /// <summary>Reads one folder.</summary>
    /// <inheritdoc cref="Read(IEnumerable{string}, IReadOnlyList{string})"/>
    public static PreparedSet Read(string folder, IReadOnlyList<string>? classes = null) => Read([folder], classes);

    /// <summary>Reads folders whose clips are still to be named: labels may be empty, and are kept where they are given.</summary>
    /// <exception cref="InputFaultException">Anything else wrong with a folder, its index or its maps.</exception>
    public static PreparedSet ReadUnlabelled(IEnumerable<string> folders) =>
        new([.. folders.SelectMany(PreparedFolder.ReadUnlabelled)]);

    /// <summary>Puts several sets together; the classes are all labels that occur.</summary>
    /// <exception cref="InputFaultException">The sets have maps of different sizes or share a clip.</exception>
    public static PreparedSet Join(params IEnumerable<PreparedSet> sets) => new([.. sets.SelectMany(set => set.Clips)]);

    /// <summary>The clips for which a condition holds, with this set's classes.</summary>
    public PreparedSet Where(Func<PreparedClip, bool> condition) => new([.. Clips.Where(condition)], Classes);

    /// <summary>Writes the set as a folder that <see cref="Read(string, IReadOnlyList{string})"/> takes back.</summary>
    /// <inheritdoc cref="PreparedFolder.Write"/>
    public void Write(string folder) => PreparedFolder.Write(folder, this);

    /// <summary>Refuses a clip whose map has another size than the first one's.</summary>
    internal static void RequireSize(PreparedClip first, PreparedClip clip)
    {
        if (clip.Map.Shape != first.Map.Shape)
        {
            throw new InputFaultException(
                $"{At(clip)} has a map of {clip.Map.Shape} but {At(first)} has {first.Map.Shape}: all maps of a run must have one size, so prepare both with the same size."
            );
        }
    }

    private static MapShape OneSize(IReadOnlyList<PreparedClip> clips)
    {
        foreach (var clip in clips)
        {
            RequireSize(clips[0], clip);
        }

        return clips[0].Map.Shape;
    }

    private static void RefuseTwins(IReadOnlyList<PreparedClip> clips)
    {
        var seen = new Dictionary<(SubjectKey, string), PreparedClip>();
        foreach (var clip in clips)
        {
            if (!seen.TryAdd((clip.Person, clip.Clip), clip))
            {
                throw new InputFaultException(
                    $"{At(clip)} is the same dataset, subject and clip as {At(seen[(clip.Person, clip.Clip)])}: remove one of the two rows, or rename the dataset if they are different people."
                );
            }
        }
    }

    private static string[] LabelsThatOccur(IReadOnlyList<PreparedClip> clips)
    {
        var first = new Dictionary<string, PreparedClip>(StringComparer.OrdinalIgnoreCase);
        foreach (var clip in clips)
        {
            if (!first.TryAdd(clip.Label, clip) && first[clip.Label].Label != clip.Label)
            {
                throw new InputFaultException(
                    $"{At(clip)}, column label says '{clip.Label}' but {At(first[clip.Label])} says '{first[clip.Label].Label}': write a class in one way."
                );
            }
        }

        return [.. clips.Select(clip => clip.Label).Distinct().Order(StringComparer.Ordinal)];
    }

    private static int[] Index(IReadOnlyList<PreparedClip> clips, IReadOnlyList<string> classes)
    {
        if (classes.Distinct().Count() != classes.Count)
        {
            throw new InputFaultException($"The classes {string.Join(", ", classes)} name one twice: name each once.");
        }

        var numbers = classes.Select((name, number) => (name, number)).ToDictionary(x => x.name, x => x.number);
        return
        [
            .. clips.Select(clip =>
                numbers.TryGetValue(clip.Label, out var number)
                    ? number
                    : throw new InputFaultException(
                        $"{At(clip)}, column label says '{clip.Label}', which is none of the classes {string.Join(", ", classes)}: correct the label or name it among the classes."
                    )
            ),
        ];
    }

    private static string HashOf(IReadOnlyList<PreparedClip> clips)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(
            System.Security.Cryptography.HashAlgorithmName.SHA256
        );
        var cells = new StringBuilder();
        foreach (var clip in clips)
        {
            CsvTable.AppendRow(cells.Clear(), [.. IndexTable.CellsOf(clip), clip.Map.Shape.ToString()]);
            hash.AppendData(Encoding.UTF8.GetBytes(cells.ToString()));
            hash.AppendData(MemoryMarshal.AsBytes<float>(clip.Map.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string At(PreparedClip clip) => clip.Origin.Length > 0 ? clip.Origin : $"Clip {clip.Name}";
}
