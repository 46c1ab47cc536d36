using System.CommandLine;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Metrics;
using Mien.Recognition.Protocols;
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
                "Anybody's predictions: a table with columns dataset, subject, clip, truth, predicted and, where known, fold, seed and one score a class; or a log of MEGC2019's form (.txt).",
            HelpName = "FILE",
        };
        var splits = new Option<string?>("--splits")
        {
            Description =
                "Their splits, without which nothing is said of leaks: columns fold, role (train, test, fitted, selected), dataset, subject, clip and, where known, seed, hash and epoch; or splits.json.",
            HelpName = "FILE",
        };
        var data = new Option<string[]>("--data")
        {
            Description = "The prepared sets, to also check content hashes, labels and that no clip was left out.",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "DIR",
        };
        var claim = new Option<Claim?>("--claim")
        {
            Description =
                "Published figures to hold against the predictions, or by themselves: f1, uar, precision, recall, accuracy, and samples, folds.",
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
            data,
            claim,
        };
        command.SetAction(parsed =>
        {
            var folders = parsed.GetValue(data) is { Length: > 0 } given ? given : null;
            var published = parsed.GetValue(claim);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(run) is null && parsed.GetValue(predictions) is null && published is not null)
            {
                return ClaimAlone(output, published);
            }

            var audit =
                parsed.GetValue(run) is { } folder
                && parsed.GetValue(predictions) is null
                && parsed.GetValue(splits) is null
                    ? AuditOfRun(folder, folders)
                    : AuditOfTables(
                        parsed.GetValue(run),
                        parsed.GetValue(predictions),
                        parsed.GetValue(splits),
                        folders
                    );
            return Certify(output, audit, published);
        });
        return command;
    }

    private static int ClaimAlone(TextWriter output, Claim claim)
    {
        var remarks = Referee.Examine(claim);
        foreach (var remark in remarks)
        {
            output.WriteLine($"claim    {remark}");
        }

        output.WriteLine(
            remarks.Count == 0
                ? "Nothing in these figures speaks against them."
                : "These figures cannot all be what they are called."
        );
        return remarks.Count == 0 ? CommandLine.Done : CommandLine.RunFault;
    }

    private static Audit AuditOfRun(string path, string[]? data)
    {
        var folder = RunFolder.Read(path);
        var audit = Audit.Of(folder);
        return data is null ? audit : audit.With(DataCheck.Run(Units(data, folder), folder.Splits, folder.Predictions));
    }

    private static Audit AuditOfTables(string? run, string? predictions, string? splits, string[]? data)
    {
        if (run is not null || predictions is null)
        {
            throw new InputFaultException(
                "Nothing to certify: give a run's folder, or --predictions FILE, best with --splits FILE."
            );
        }

        var table = PredictionTable.Read(predictions);
        if (splits is null)
        {
            return data is null
                ? Audit.Of(table)
                : throw new InputFaultException("--data is held against the splits, too: give --splits FILE.");
        }

        var dealt = SplitTable.Read(splits, table.Seeds);
        if (data is null)
        {
            return Audit.Of(dealt, table);
        }

        var (set, _) = DataFolders.Read(data, [.. table.Classes]);
        return Audit.Of(DataCheck.FillHashes(set, dealt), table).With(DataCheck.Run(set, dealt, table));
    }

    /// <summary>The data as the run's protocol deals it: its frames, where those are what it holds out.</summary>
    private static PreparedSet Units(string[] data, RunFolder folder)
    {
        var (labelled, _) = DataFolders.Read(data, [.. folder.Predictions.Classes]);
        var clips = folder.Run.LabelShuffle is { } seed ? ShuffledLabels.Of(labelled, seed) : labelled;
        var set = folder.Run.CountsFrames ? SequenceFrames.Of(clips) : clips;
        var deal = ulong.TryParse(folder.Run.Recipe.GetValueOrDefault("deal"), out var given) ? given : 0;
        return Protocol
                .All.FirstOrDefault(protocol => protocol.Name == folder.Run.Protocol)
                ?.Units(set, new ProtocolOptions { DealSeed = deal, RealFrames = folder.Run.CountsFrames })
            ?? set;
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
