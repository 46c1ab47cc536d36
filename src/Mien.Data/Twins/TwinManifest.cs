using System.Text.Json;
using Mien.Data.Datasets;
using Mien.Data.Doctor;
using Mien.Foundation;

namespace Mien.Data.Twins;

/// <summary>
/// The file <c>mien-twin.json</c> at the root of a made-up twin: what was written, so that the doctor holds the folder
/// against it instead of against the published counts of the real dataset.
/// </summary>
public sealed record TwinManifest
{
    /// <summary>The manifest's file name.</summary>
    public const string FileName = "mien-twin.json";

    private const long MaxBytes = 16 << 20;
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The dataset it is like.</summary>
    public required string Dataset { get; init; }

    /// <summary>The seed it was made from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Rows of the annotation table, or clips when the dataset has none.</summary>
    public required int Clips { get; init; }

    /// <summary>People.</summary>
    public required int Subjects { get; init; }

    /// <summary>Clips of each class.</summary>
    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    /// <summary>Pictures of each edition.</summary>
    public required IReadOnlyDictionary<string, int> Frames { get; init; }

    /// <summary>What truly happens in each sequence.</summary>
    public IReadOnlyList<TwinEvent> Events { get; init; } = [];

    /// <summary>Writes the manifest into a folder.</summary>
    public void Write(string folder) =>
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads the manifest of a twin.</summary>
    /// <exception cref="InputFaultException">The folder has no manifest that can be read.</exception>
    public static TwinManifest Read(string folder) =>
        Find(folder, [])
        ?? throw new InputFaultException($"{folder} has no readable {FileName}: it is not a twin, or make it anew.");

    /// <summary>The manifest of a folder; null when there is none or, with a finding, when it cannot be read.</summary>
    internal static TwinManifest? Find(string folder, List<Finding> findings)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists || file.LinkTarget is not null)
        {
            return null;
        }

        try
        {
            if (
                file.Length <= MaxBytes
                && JsonSerializer.Deserialize<TwinManifest>(File.ReadAllText(file.FullName), Json) is { } manifest
            )
            {
                return manifest;
            }
        }
        catch (JsonException) { }

        findings.Add(
            new(
                FindingKind.Table,
                FindingWeight.Warning,
                FileName,
                "the twin's manifest cannot be read",
                "make the twin anew"
            )
        );
        return null;
    }

    internal IEnumerable<Finding> Differences(DatasetFolder folder)
    {
        var clips = folder.Annotated;
        var classes = AnnotationTable.CountClasses(clips);
        var pairs = new List<(string What, int Here, int Made)>
        {
            ("clips", clips.Count, Clips),
            ("subjects", clips.Select(clip => clip.Subject).Distinct().Count(), Subjects),
        };
        pairs.AddRange(
            Classes
                .Keys.Union(classes.Keys)
                .Select(name =>
                    ($"clips of '{name}'", classes.GetValueOrDefault(name), Classes.GetValueOrDefault(name))
                )
        );
        pairs.AddRange(
            Frames.Select(e =>
                (
                    $"{e.Key} frames",
                    folder.Editions.FirstOrDefault(edition => edition.Name == e.Key)?.FrameCount ?? 0,
                    e.Value
                )
            )
        );
        return pairs
            .Where(pair => pair.Here != pair.Made)
            .Select(pair => new Finding(
                FindingKind.Count,
                FindingWeight.Fault,
                ".",
                $"{pair.Here} {pair.What}, the twin was made with {pair.Made}",
                "see the other findings, or make the twin anew"
            ));
    }
}
