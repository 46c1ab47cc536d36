namespace Mien.Data.Doctor;

/// <summary>What the doctor says of a folder or of a lone annotation table.</summary>
public sealed record DoctorReport
{
    /// <summary>What was examined, as given.</summary>
    public required string Path { get; init; }

    /// <summary>The dataset's short name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The dataset's own name.</summary>
    public required string Title { get; init; }

    /// <summary>The edition of the table and of the pictures.</summary>
    public required string Edition { get; init; }

    /// <summary>Whether it is a made-up twin written by Mien.</summary>
    public bool IsTwin { get; init; }

    /// <summary>Whether only a table was examined.</summary>
    public bool IsTable { get; init; }

    /// <summary>Annotated expressions.</summary>
    public required int Clips { get; init; }

    /// <summary>People.</summary>
    public required int Subjects { get; init; }

    /// <summary>Pictures of all editions.</summary>
    public int Frames { get; init; }

    /// <summary>Count of each class.</summary>
    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    /// <summary>The published release that the counts were held against; null when there is none.</summary>
    public string? ComparedWith { get; init; }

    /// <summary>Findings, the weightiest first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What the copy can be used for as it is.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>The reports of the datasets of a composite folder.</summary>
    public IReadOnlyList<DoctorReport> Parts { get; init; } = [];

    /// <summary>Findings that keep something from being used.</summary>
    public int Faults => Findings.Count(finding => finding.Weight == FindingWeight.Fault);

    /// <summary>Findings that change a number.</summary>
    public int Warnings => Findings.Count(finding => finding.Weight == FindingWeight.Warning);

    /// <summary>The verdict in one line.</summary>
    public string Verdict
    {
        get
        {
            var what =
                IsTwin ? $"twin of {Title}"
                : IsTable ? $"annotation table of {Title}"
                : Title;
            return (Faults, Warnings) switch
            {
                (0, 0) => $"complete {what}, nothing wrong",
                (0, _) => $"{what}, usable, {Counted(Warnings, "warning")}",
                _ => $"{what}, {Counted(Faults, "fault")}, {Counted(Warnings, "warning")}",
            };
        }
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
