using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>What each run cost, and where it was made.</summary>
internal static class CostSection
{
    public static void Write(Page page, Comparison comparison)
    {
        using (page.Section("cost", "Cost and origin"))
        {
            page.Table(
                "Training covers all folds and seeds, as the sum over threads. Memory is what one training takes at most besides its inputs. Times compare only where machine and threads are the same.",
                ["Run", "Protocol", "Parameters", "Training", "A sample", "Memory", "Machine", "Mien"],
                comparison.Rankable.Select(run =>
                    (string[])
                        [
                            run.Name,
                            run.Folder.Run.Protocol,
                            run.Folder.Run.Parameters is { } count ? Number.Whole(count) : "–",
                            run.Folder.Timing is { } timing ? Number.Duration(timing.TrainSeconds) : "–",
                            run.Folder.Timing?.InferenceMicroseconds is { } micro ? Number.Duration(micro / 1e6) : "–",
                            run.Folder.Timing?.PeakBytes is { } bytes ? Number.Bytes(bytes) : "–",
                            $"{run.Folder.Run.Machine.InstructionSet}, {Number.Count(run.Folder.Run.Machine.Threads, "thread")}",
                            run.Folder.Run.Version,
                        ]
                )
            );
        }
    }
}
