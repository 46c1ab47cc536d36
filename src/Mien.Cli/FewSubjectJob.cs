using Mien.Cli.Console;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Evaluation.FewSubjects;
using Mien.Recognition.Statistics;

namespace Mien.Cli;

/// <summary>A study with few subjects from its plan to its table.</summary>
internal sealed class FewSubjectJob(FewSubjectStudy study, string folder, int threads, bool quiet)
{
    private const string Row = "{0,8} {1,7} {2,22} {3,13} {4,24} {5,10}";

    /// <summary>Runs what is missing and prints a line for each number of subjects.</summary>
    public void Run(EvaluationRequest request, TextWriter output)
    {
        using var interrupt = new Interrupt();
        var draws = WorkProgress.Run(quiet, progress => study.Run(threads, progress, interrupt.Token));
        output.WriteLine(Row, "subjects", "clips", "UF1", "from scratch", "gain", "better in");
        foreach (var size in FewSubjectSize.Of(draws))
        {
            output.WriteLine(
                Row,
                size.Subjects,
                $"{size.TrainClips:F0}",
                $"{size.Uf1:F3} {Range(size.Uf1Interval)}",
                size.ScratchUf1 is { } scratch ? $"{scratch:F3}" : "",
                size.Gain is { } gain
                    ? $"{Math.Round(gain, 3) + 0.0:+0.000;-0.000} {Range(size.GainInterval!.Value)}"
                    : "",
                size.ScratchUf1 is null ? "" : $"{size.Wins} of {size.Draws.Count}"
            );
        }

        output.WriteLine();
        output.WriteLine(
            $"{request.Method.Name}, few-subjects: means over draws [95 % interval over draws], each scored on everybody who was not drawn."
        );
        output.WriteLine($"All draws: {Path.Combine(folder, FewSubjectStudy.TableFile)}");
    }

    private static string Range(Interval interval) => $"[{interval.Low:F3}, {interval.High:F3}]";
}
