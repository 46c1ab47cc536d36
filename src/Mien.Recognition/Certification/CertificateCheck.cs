using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>Holds certificate.json against its own digest and against the run's other files as they are now.</summary>
internal static class CertificateCheck
{
    private const string Name = "certificate";

    public static Check Run(RunFolder folder)
    {
        if (folder.Certificate is not { } stored)
        {
            return Check.Unknown(
                Name,
                "There is no certificate.json, so nothing says what the files were when the run ended."
            );
        }

        if (stored.Format is not (0 or Certificate.CurrentFormat))
        {
            return Check.Unknown(
                Name,
                $"certificate.json is of form {stored.Format}, and this program knows those up to {Certificate.CurrentFormat}: check it with the version of Mien that wrote it."
            );
        }

        if (Added(folder, stored) is { } added)
        {
            return Check.Fails(Name, $"In certificate.json {added}: edited certificate.");
        }

        if (stored.Digest != Certificate.Sign(stored).Digest)
        {
            return Check.Fails(Name, "The digest of certificate.json is not that of its content: edited certificate.");
        }

        var now = Certificate
            .Issue(folder.Run, folder.Splits, folder.Predictions, folder.Metrics, folder.Baseline)
            .InFormOf(stored);
        var changed = now
            .Files.Where(file => stored.Files.GetValueOrDefault(file.Key) != file.Value)
            .Select(file => file.Key)
            .ToArray();
        if (changed.Length > 0)
        {
            return Check.Fails(Name, $"{string.Join(" and ", changed)} changed after the run was certified.");
        }

        if (!(now.Revisions ?? []).SequenceEqual(stored.Revisions ?? []))
        {
            return Check.Fails(
                Name,
                "run.json names other commits than the certificate: edited record or certificate."
            );
        }

        return now.Digest == stored.Digest
            ? Check.Holds(Name, $"Nothing changed since the run was certified{Form(stored)}; digest {stored.Digest}.")
            : Check.Fails(Name, $"run.json is not what was certified: {Difference(now, stored)}.");
    }

    private static string Form(Certificate stored) =>
        stored.Format == Certificate.CurrentFormat
            ? ""
            : " (in an earlier form, which names neither held-out subjects nor choices; their file is hashed)";

    /// <summary>What lies in the file besides what a certificate holds, which its digest does not cover.</summary>
    private static string? Added(RunFolder folder, Certificate stored) =>
        JsonDifference.First(
            RunJson.ReadText(Path.Combine(folder.Path, Certificate.FileName)),
            RunJson.ToText(stored, RunJson.Default.Certificate)
        );

    private static string? Difference(Certificate now, Certificate stored) =>
        JsonDifference.First(
            RunJson.ToText(now with { Digest = "" }, RunJson.Default.Certificate),
            RunJson.ToText(stored with { Digest = "" }, RunJson.Default.Certificate)
        );
}
