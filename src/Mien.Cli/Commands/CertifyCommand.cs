using System.CommandLine;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Metrics;
using Mien.Recognition.Runs;

namespace Mien.Cli.Commands;

/// <summary><c>mien certify</c>: leak checks and metric checks of a run, or of anybody's predictions and splits.</summary>
internal static class CertifyCommand
{
    public static Command Create()
    {
        var run = new Argument<string?>("RUN") { Description = "A run's folder.", Arity = ArgumentArity.ZeroOrOne };
        var predictions = new Option<string?>("--predictions")
        {
            Description =
                "Anybody's predictions: a table with columns dataset, subject, clip, truth, predicted and, where known, fold, seed and one score a class.",
            HelpName = "FILE",
        };
        var splits = new Option<string?>("--splits")
        {
            Description =
                "Their splits: columns fold, role (train, test, fitted, selected), dataset, subject, clip and, where known, seed, hash and epoch; or splits.json.",
            HelpName = "FILE",
        };
        var claim = new Option<Claim?>("--claim")
        {
            Description = "Published figures to hold against the predictions: f1, uar, precision, recall, accuracy.",
            CustomParser = ClaimText.Parse,
            HelpName = "f1=0.99,accuracy=0.9973",
        };
        var command = new Command(
            "certify",
            "Check a run for leaks and its figures for truth; exit 1 if something does not hold."
        )
        {
            run,
            predictions,
            splits,
            claim,
        };
        command.SetAction(parsed =>
            Certify(
                parsed.InvocationConfiguration.Output,
                Read(parsed.GetValue(run), parsed.GetValue(predictions), parsed.GetValue(splits)),
                parsed.GetValue(claim)
            )
        );
        return command;
    }

    private static Audit Read(string? run, string? predictions, string? splits)
    {
        if (run is not null && predictions is null && splits is null)
        {
            return Audit.Of(RunFolder.Read(run));
        }

        if (run is null && predictions is not null && splits is not null)
        {
            var table = PredictionTable.Read(predictions);
            return Audit.Of(SplitTable.Read(splits, table.Seeds), table);
        }

        throw new InputFaultException(
            "Nothing to certify: give a run's folder, or both --predictions FILE and --splits FILE."
        );
    }

    private static int Certify(TextWriter output, Audit audit, Claim? claim)
    {
        AuditText.Write(output, audit);
        var remarks = claim is null ? [] : Examine(claim, audit.Metrics.Full);
        foreach (var remark in remarks)
        {
            output.WriteLine($"claim    {remark}");
        }

        var failed = audit.Checks.Count(check => check.Status == CheckStatus.Fails) + remarks.Count;
        output.WriteLine(
            failed == 0 ? "Nothing that can be checked speaks against this run." : $"{failed} of these do not hold."
        );
        return failed == 0 ? CommandLine.Done : CommandLine.RunFault;
    }

    private static IReadOnlyList<string> Examine(Claim claim, PartMetrics full) =>
        Referee.Examine(
            claim with
            {
                Samples = full.Samples,
            },
            ConfusionMatrix.Of([.. full.Confusion.Select(row => row.Select(count => (double)count).ToArray())])
        );
}
