using System.Text;
using System.Text.Json;

namespace Mien.Data.Doctor;

/// <summary>The doctor's report as text for people and as JSON for programs.</summary>
public static class DoctorText
{
    private const int MaxPrinted = 200;

    /// <summary>A page of plain text.</summary>
    public static string ForPeople(DoctorReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Append(text, report);
        foreach (var part in report.Parts)
        {
            text.Append('\n');
            Append(text, part);
        }

        return text.ToString();
    }

    /// <summary>One JSON object: dataset, edition, clips, subjects, frames, classes, findings, protocols, parts.</summary>
    public static string ForPrograms(DoctorReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            Write(json, report);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Append(StringBuilder text, DoctorReport report)
    {
        text.Append($"{report.Path}: {report.Verdict}\n");
        text.Append($"  edition   {report.Edition}\n");
        text.Append($"  counts    {report.Clips} clips, {report.Subjects} subjects");
        text.Append(report.IsTable ? "\n" : $", {report.Frames} frames\n");
        if (report.Classes.Count > 0)
        {
            text.Append($"  classes   {string.Join(", ", report.Classes.Select(c => $"{c.Key} {c.Value}"))}\n");
        }

        if (report.ComparedWith is not null)
        {
            text.Append($"  held against  {report.ComparedWith}\n");
        }

        foreach (var protocol in report.Protocols)
        {
            text.Append($"  serves    {protocol}\n");
        }

        foreach (var finding in report.Findings.Take(MaxPrinted))
        {
            text.Append($"  {finding.Weight.ToString().ToLowerInvariant(), -8}  {finding}\n");
        }

        if (report.Findings.Count > MaxPrinted)
        {
            text.Append($"  ... and {report.Findings.Count - MaxPrinted} more; --json lists them all\n");
        }
    }

    private static void Write(Utf8JsonWriter json, DoctorReport report)
    {
        json.WriteStartObject();
        json.WriteString("path", report.Path);
        json.WriteString("dataset", report.Dataset);
        json.WriteString("title", report.Title);
        json.WriteString("edition", report.Edition);
        json.WriteString("verdict", report.Verdict);
        json.WriteBoolean("twin", report.IsTwin);
        json.WriteNumber("clips", report.Clips);
        json.WriteNumber("subjects", report.Subjects);
        json.WriteNumber("frames", report.Frames);
        json.WriteStartObject("classes");
        foreach (var (name, count) in report.Classes)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        WriteFindings(json, report.Findings);
        json.WriteStartArray("protocols");
        foreach (var protocol in report.Protocols)
        {
            json.WriteStringValue(protocol);
        }

        json.WriteEndArray();
        json.WriteStartArray("parts");
        foreach (var part in report.Parts)
        {
            Write(json, part);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(finding.Kind.ToString()));
            json.WriteString("weight", finding.Weight.ToString().ToLowerInvariant());
            json.WriteString("where", finding.Where);
            json.WriteString("what", finding.What);
            json.WriteString("remedy", finding.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
