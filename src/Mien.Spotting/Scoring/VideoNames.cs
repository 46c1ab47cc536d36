using System.Text.RegularExpressions;

namespace Mien.Spotting.Scoring;

/// <summary>
/// One name for one video, however a table writes it: without folder, ending and case, and for the two datasets of the
/// spotting challenges without what is put around their numbers (<c>casme_15_0101</c>, <c>15_0101disgustingteeth</c>,
/// <c>samm_007_6</c>).
/// </summary>
public static partial class VideoNames
{
    private static readonly string[] Endings =
    [
        ".avi",
        ".mp4",
        ".mkv",
        ".mov",
        ".webm",
        ".y4m",
        ".m4v",
        ".mpg",
        ".wmv",
    ];

    /// <summary>The name to compare by.</summary>
    public static string Canonical(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var last = name.TrimEnd('/', '\\').Split('/', '\\')[^1].Trim().ToLowerInvariant();
        var ending = Array.Find(Endings, last.EndsWith);
        last = ending is null ? last : last[..^ending.Length];
        return Casme().Match(last) is { Success: true } casme
                ? $"{casme.Groups["subject"].Value}_{casme.Groups["video"].Value}"
            : Samm().Match(last) is { Success: true } samm ? samm.Groups["video"].Value
            : last;
    }

    /// <summary>The name of a video that is unique only within its subject.</summary>
    public static string Of(string subject, string video) =>
        subject.Length == 0 ? Canonical(video) : $"{subject.Trim().ToLowerInvariant()}/{Canonical(video)}";

    [GeneratedRegex(
        @"^(?:casme_|s)?(?<subject>\d{2})_(?<video>\d{4})[a-z]*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Casme();

    [GeneratedRegex(@"^samm_(?<video>\d{3}_\d+)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Samm();
}
