using Mien.Foundation;

namespace Mien.Recognition.Training;

/// <summary>The modes of a start by the names that recipes, commands and runs use.</summary>
public static class StartModes
{
    private static readonly (string Name, StartMode Mode)[] Known =
    [
        ("fine-tune", StartMode.FineTune),
        ("frozen", StartMode.Frozen),
        ("average", StartMode.Average),
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>A mode's name.</summary>
    public static string NameOf(StartMode mode) => Known.First(known => known.Mode == mode).Name;

    /// <summary>The mode of a name.</summary>
    /// <exception cref="InputFaultException">There is none; the message lists those there are.</exception>
    public static StartMode Find(string name)
    {
        var found = Array.FindIndex(Known, known => known.Name == name);
        return found >= 0
            ? Known[found].Mode
            : throw new InputFaultException(
                $"'{name}' is no way to begin from a model: take one of {string.Join(", ", Names)}."
            );
    }
}
