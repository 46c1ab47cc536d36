using System.CommandLine;
using Mien.Cli.Console;
using Mien.Data.Datasets;
using Mien.Data.Doctor;

namespace Mien.Cli.Commands;

/// <summary><c>mien doctor</c>: what is at a path, what is missing, what is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path")
        {
            Description = "A dataset's folder, or an annotation table (.xlsx, .xls, .csv)",
        };
        var dataset = new Option<string?>("--dataset")
        {
            Description =
                $"Take it for this dataset: {string.Join(", ", DatasetCatalogue.All.Select(reader => reader.Name))}",
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON object instead of text" };
        var quiet = new Option<bool>("--quiet") { Description = "Show no progress" };
        var command = new Command(
            "doctor",
            "Say what a dataset's folder or table is, what is missing and what is wrong; changes nothing"
        )
        {
            path,
            dataset,
            json,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var report = WorkProgress.Run(
                parsed.GetValue(quiet),
                progress => DatasetDoctor.Examine(parsed.GetValue(path)!, parsed.GetValue(dataset), progress)
            );
            parsed.InvocationConfiguration.Output.Write(
                parsed.GetValue(json) ? DoctorText.ForPrograms(report) : DoctorText.ForPeople(report)
            );
            return CommandLine.Done;
        });
        return command;
    }
}
