using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Runs;

/// <summary>All that is needed to repeat the run.</summary>
internal static class ProvenanceSection
{
    public static void Write(Page page, RunFolder folder)
    {
        var run = folder.Run;
        using (page.Section("repeat", "How to repeat it"))
        {
            page.Body.Element("pre", run.Command);
            page.Table("The run.", ["What", "Value"], Facts(run));
            page.Table(
                "The data. The hash covers the index and every map; equal hashes mean equal data.",
                ["Folder", "Clips", "Subjects", "SHA-256"],
                run.Data.Select(data =>
                    (string[])[data.Path, Number.Whole(data.Samples), Number.Whole(data.Subjects), data.Hash]
                )
            );
            page.Table(
                "The recipe: every setting that was in force.",
                ["Setting", "Value"],
                run.Recipe.Select(setting => (string[])[setting.Key, setting.Value])
            );
        }
    }

    private static IEnumerable<string[]> Facts(RunRecord run)
    {
        yield return ["Mien", run.Version];
        if (run.Revisions is { } revisions)
        {
            yield return ["Commit", string.Join(", ", revisions)];
        }

        yield return ["Network", run.Parameters is { } p ? $"{run.Model}, {Number.Whole(p)} parameters" : run.Model];
        yield return ["Seeds", string.Join(", ", run.Seeds)];
        yield return ["Machine", $"{run.Machine.System}, {run.Machine.Runtime}"];
        yield return
        [
            "Vectors and threads",
            $"{run.Machine.InstructionSet}, {Number.Count(run.Machine.Threads, "thread")}",
        ];
    }
}
