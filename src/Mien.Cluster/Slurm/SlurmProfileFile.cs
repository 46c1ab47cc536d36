using System.Text.Json;
using Mien.Foundation;

namespace Mien.Cluster.Slurm;

/// <summary>Profiles on disk: JSON with the names of <see cref="SlurmProfile"/> in camel case; comments are allowed, unknown names are refused.</summary>
public static class SlurmProfileFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads and checks a profile.</summary>
    /// <exception cref="InputFaultException">The file is missing, no JSON, or holds a value that cannot be.</exception>
    public static SlurmProfile Read(string path) => Parse(OutsideFile.ReadText(path, "The profile", MaxBytes), path);

    /// <summary>Parses a profile; <paramref name="path"/> names it in messages.</summary>
    public static SlurmProfile Parse(string json, string path)
    {
        try
        {
            var profile =
                JsonSerializer.Deserialize(json, ClusterJson.Default.SlurmProfile)
                ?? throw new InputFaultException($"The profile {path} is empty: write a JSON object.");
            return Checked(profile, $"The profile {path}");
        }
        catch (JsonException fault)
        {
            throw new InputFaultException(
                $"The profile {path} is not usable at line {fault.LineNumber + 1}: {fault.Message.Split(". ")[0].TrimEnd('.')}; correct it there.",
                fault
            );
        }
    }

    /// <summary>Checks a profile's values; <paramref name="where"/> begins the sentence.</summary>
    /// <exception cref="InputFaultException">A value that cannot be; the message names it.</exception>
    public static SlurmProfile Checked(SlurmProfile profile, string where)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Name(profile.Partition, "partition");
        Name(profile.Account, "account");
        Name(profile.Qos, "qos");
        Name(profile.Memory, "memory");
        Name(profile.Gres, "gres");
        Require(
            profile.Time.Length == 0 || TimeLimit.TryParse(profile.Time, out _),
            "time",
            "minutes, or [days-]hours:minutes:seconds"
        );
        Require(profile.Cpus is >= 1 and <= 4096, "cpus", "1 to 4096");
        Require(profile.AtOnce is >= 0 and <= 1_000_000, "atOnce", "0 (no limit) to 1000000");
        Require(profile.UnitsPerTask is >= 0 and <= 1_000_000, "unitsPerTask", "0 (measured) to 1000000");
        Require(profile.TaskMinutes is > 0 and <= 100_000, "taskMinutes", "above 0, at most 100000");
        Require(profile.WarnSeconds is >= 1 and <= 65_535, "warnSeconds", "1 to 65535");
        Require(profile.Attempts is >= 1 and <= 100, "attempts", "1 to 100");
        Require(
            profile.Options.All(line => line.StartsWith('-') && IsOneLine(line)),
            "options",
            "options of sbatch, each one line that begins with '-'"
        );
        Require(profile.Setup.All(IsOneLine), "setup", "shell commands of one line each");
        Require(IsOneLine(profile.Program), "program", "a path");
        return profile;

        void Name(string value, string name) =>
            Require(value.All(IsOfAName), name, "a word as the site's documentation writes it");

        void Require(bool holds, string name, string form)
        {
            if (!holds)
            {
                throw new InputFaultException($"{where} has a '{name}' that cannot be: it must be {form}.");
            }
        }
    }

    private static bool IsOneLine(string text) => !text.Any(char.IsControl);

    private static bool IsOfAName(char c) =>
        char.IsAsciiLetterOrDigit(c) || "_.,:=+()*/-".Contains(c, StringComparison.Ordinal);
}
