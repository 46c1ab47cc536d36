namespace Mien.Data.Prepared;

/// <summary>File names for maps: dataset, subject and clip, with nothing that a file system minds, each name once.</summary>
internal sealed class MapNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The path of a clip's map inside the folder, without extension.</summary>
    public string Next(PreparedClip clip)
    {
        var plain = $"maps/{Safe(clip.Dataset)}-{Safe(clip.Subject)}-{Safe(clip.Clip)}";
        var name = plain;
        for (var i = 2; !_taken.Add(name); i++)
        {
            name = $"{plain}-{i}";
        }

        return name;
    }

    private static string Safe(string part) =>
        string.Concat(part.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
}
