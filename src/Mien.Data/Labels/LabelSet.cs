using System.Reflection;
using Mien.Data.Datasets;
using Mien.Foundation;

namespace Mien.Data.Labels;

/// <summary>
/// Which emotions (or objective classes) make which class. A set is a small text file, the built-in ones too:
/// <code>
/// # a line that starts with a hash is a remark
/// name = my-classes
/// from = emotion
/// class positive = happiness, smic.positive
/// class negative = disgust, anger
/// drop = others, casme2.fear
/// leave out casme2 = sub04/EP12_01f
/// published casme2 = positive 32, negative 63
/// note casme2 = why a count may differ
/// source = where the mapping comes from
/// </code>
/// A value may be qualified by its dataset; the qualified one wins. Every value that occurs must be in a class or dropped,
/// so that nothing disappears in silence.
/// </summary>
public sealed class LabelSet
{
    private const long MaxBytes = 1 << 20;
    private const string BuiltInFolder = "Mien.Data.Labels.BuiltIn.";

    private readonly Dictionary<string, string?> _classes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, int>> _published = [];
    private readonly Dictionary<string, string> _notes = [];
    private readonly HashSet<string> _leftOut = new(StringComparer.OrdinalIgnoreCase);

    private LabelSet() { }

    /// <summary>The set's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where the mapping comes from.</summary>
    public string Source { get; private set; } = "";

    /// <summary>What is mapped.</summary>
    public LabelSource From { get; private set; }

    /// <summary>Class names; a class's number is its position.</summary>
    public IReadOnlyList<string> Classes => _order;

    /// <summary>Published counts by dataset and class.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Published => _published;

    /// <summary>Why a dataset's counts may differ from the published ones.</summary>
    public IReadOnlyDictionary<string, string> Notes => _notes;

    /// <summary>The names of the built-in sets.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
    [
        .. Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(BuiltInFolder, StringComparison.Ordinal))
            .Select(name => name[BuiltInFolder.Length..^".labels".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A built-in set by name, or the set in a file.</summary>
    /// <exception cref="InputFaultException">Neither exists, or the file is not a label set.</exception>
    public static LabelSet Get(string nameOrPath)
    {
        using var resource = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream($"{BuiltInFolder}{nameOrPath}.labels");
        if (resource is not null)
        {
            using var reader = new StreamReader(resource);
            return Parse(reader.ReadToEnd(), nameOrPath);
        }

        var file = new FileInfo(nameOrPath);
        if (!file.Exists || file.Length > MaxBytes)
        {
            throw new InputFaultException(
                $"'{nameOrPath}' is neither a label-set file nor one of {string.Join(", ", BuiltIn)}: name one of these or a file like them."
            );
        }

        return Parse(File.ReadAllText(nameOrPath), nameOrPath);
    }

    /// <summary>Parses a set's text; <paramref name="path"/> names it in messages.</summary>
    /// <exception cref="InputFaultException">A line is not understood; the sentence says which.</exception>
    public static LabelSet Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var set = new LabelSet { Name = Path.GetFileNameWithoutExtension(path) };
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var cut = line.IndexOf('=', StringComparison.Ordinal);
            if (cut < 1 || !set.Take(line[..cut].Trim(), line[(cut + 1)..].Trim()))
            {
                throw new InputFaultException(
                    $"{path}, line {number} '{line}' is not understood: write name, from, class NAME, drop, leave out DATASET, published DATASET, note DATASET or source, then = and the values."
                );
            }
        }

        return set._order.Count >= 2
            ? set
            : throw new InputFaultException(
                $"{path} has {set._order.Count} classes: give at least two lines 'class NAME = values'."
            );
    }

    /// <summary>The class of a clip, or null with the reason why it has none.</summary>
    /// <exception cref="InputFaultException">The set says nothing about the clip's value.</exception>
    public string? ClassOf(Clip clip, out string reason)
    {
        ArgumentNullException.ThrowIfNull(clip);
        reason = "";
        if (_leftOut.Contains($"{clip.Dataset}.{clip.Subject}/{clip.Name}"))
        {
            reason = "left out by name";
            return null;
        }

        var value = From == LabelSource.Emotion ? clip.Emotion : clip.ObjectiveClass;
        if (value is null)
        {
            reason = From == LabelSource.Emotion ? "no emotion given" : "no objective class given";
            return null;
        }

        if (!_classes.TryGetValue($"{clip.Dataset}.{value}", out var label) && !_classes.TryGetValue(value, out label))
        {
            throw new InputFaultException(
                $"The label set '{Name}' says nothing about '{value}' ({clip.Dataset} {clip.Subject}/{clip.Name}): add it to a class or to drop."
            );
        }

        reason = label is null ? $"'{value}' is dropped" : "";
        return label;
    }

    /// <summary>Labels clips.</summary>
    /// <exception cref="InputFaultException">The set says nothing about some clip's value.</exception>
    public Labelling Apply(IEnumerable<Clip> clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        var labelled = new List<LabelledClip>();
        var dropped = new List<(Clip, string)>();
        foreach (var clip in clips)
        {
            if (ClassOf(clip, out var reason) is { } label)
            {
                labelled.Add(new(clip, _order.IndexOf(label), label));
            }
            else
            {
                dropped.Add((clip, reason));
            }
        }

        return new Labelling(this, labelled, dropped);
    }

    private bool Take(string key, string value)
    {
        var space = key.LastIndexOf(' ');
        var (verb, about) = space < 0 ? (key, "") : (key[..space], key[(space + 1)..]);
        switch (verb, about.Length > 0)
        {
            case ("name", false):
                Name = value;
                return true;
            case ("source", false):
                Source = value;
                return true;
            case ("from", false):
                From = value == "objective" ? LabelSource.Objective : LabelSource.Emotion;
                return value is "objective" or "emotion";
            case ("drop", false):
                return Values(value).All(v => _classes.TryAdd(v, null));
            case ("class", true):
                _order.Add(about);
                return _order.Distinct().Count() == _order.Count && Values(value).All(v => _classes.TryAdd(v, about));
            case ("leave out", true):
                return Values(value).All(v => _leftOut.Add($"{about}.{v}"));
            case ("note", true):
                _notes[about] = value;
                return true;
            case ("published", true):
                return TakeCounts(about, value);
            default:
                return false;
        }
    }

    private bool TakeCounts(string dataset, string value)
    {
        var counts = new Dictionary<string, int>();
        foreach (var item in Values(value))
        {
            var words = item.Split(' ');
            if (words.Length != 2 || !_order.Contains(words[0]) || !int.TryParse(words[1], out var count))
            {
                return false;
            }

            counts[words[0]] = count;
        }

        _published[dataset] = counts;
        return true;
    }

    private static string[] Values(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
