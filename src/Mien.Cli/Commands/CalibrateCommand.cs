using System.CommandLine;
using System.Globalization;
using Mien.Cli.Options;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Calibration;
using Mien.Recognition.Models;

namespace Mien.Cli.Commands;

/// <summary><c>mien calibrate</c>: gives a model file probabilities that can be believed, fitted on people it never saw.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("MODEL") { Description = "A model file (safetensors)." };
        var run = new Option<string?>("--run")
        {
            Description = "A finished run of the same recipe that held out subjects: its predictions are used.",
            HelpName = "DIR",
        };
        var data = RunOptions.Data();
        data.Required = false;
        data.Description = "Instead of --run: prepared sets with labels, of people that the model never saw.";
        var output = RunOptions.Out("The calibrated model file to write; may be the same.");
        var threads = RunOptions.Threads();
        var command = new Command(
            "calibrate",
            "Fit a model's temperature and prediction sets on clips of people that it never saw."
        )
        {
            file,
            run,
            data,
            output,
            threads,
        };
        command.SetAction(parsed =>
        {
            var folders = parsed.GetValue(data) ?? [];
            if (folders.Length > 0 == parsed.GetValue(run) is not null)
            {
                throw new InputFaultException(
                    "A calibration needs held-out clips: give either --run DIR, a run that held out subjects, or --data DIR."
                );
            }

            var path = parsed.GetRequiredValue(output);
            OutputPath.RequireFile(path);
            using var model = ModelFile.Read(parsed.GetRequiredValue(file));
            var description = parsed.GetValue(run) is { } folder
                ? ModelCalibrator.ByRun(model.Description, folder)
                : ModelCalibrator.ByClips(model, PreparedSet.Read(folders), parsed.GetValue(threads));
            ModelFile.Write(path, new Model(description, model.Network));
            parsed.InvocationConfiguration.Output.WriteLine(Text(path, description.Calibration!));
            return CommandLine.Done;
        });
        return command;
    }

    private static string Text(string path, ModelCalibration calibration) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: temperature {calibration.Temperature:0.###}, prediction sets at error levels {string.Join(", ", ModelCalibration.Levels)}; fitted on {calibration.Source}."
        );
}
