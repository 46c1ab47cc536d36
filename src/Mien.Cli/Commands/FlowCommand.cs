using System.CommandLine;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Cli.Commands;

/// <summary><c>mien flow</c>: optical flow between two pictures.</summary>
internal static class FlowCommand
{
    public static Command Create()
    {
        var first = new Argument<string>("a") { Description = "The earlier picture" };
        var second = new Argument<string>("b") { Description = "The later picture, of the same size" };
        var method = new Option<string>("--method")
        {
            Description =
                $"One of {string.Join(", ", FlowDefinition.Names)}, with its settings if wanted, such as \"tvl1 lambda=0.3\" ({string.Join("; ", FlowDefinition.Help)})",
            DefaultValueFactory = _ => FlowDefinition.Names[0],
            HelpName = "NAME",
        };
        var output = new Option<string>("--out") { Description = "The .flo file to write", Required = true };
        var png = new Option<string?>("--png") { Description = "Also draw the field in the usual colour wheel" };
        var command = new Command("flow", "Estimate the optical flow between two pictures")
        {
            first,
            second,
            method,
            output,
            png,
        };
        command.SetAction(parsed =>
        {
            var (a, b) = (parsed.GetValue(first)!, parsed.GetValue(second)!);
            OutputPath.RequireFile(parsed.GetValue(output)!, output.Name, a, b);
            if (parsed.GetValue(png) is { } drawn)
            {
                OutputPath.RequireFile(drawn, png.Name, a, b, parsed.GetValue(output));
            }

            using var workers = new Workers(Environment.ProcessorCount);
            var chosen = FlowDefinition.Parse(parsed.GetValue(method)!);
            var flow = PictureFlow.Estimate(a, b, chosen, workers);
            FloFile.Write(parsed.GetValue(output)!, flow);
            if (parsed.GetValue(png) is { } picture)
            {
                Png.Write(picture, ColourWheel.Draw(flow));
            }

            parsed.InvocationConfiguration.Output.WriteLine(
                $"{flow.Width} x {flow.Height} vectors, mean length {flow.MeanLength():F3} px, longest {flow.LongestLength():F3} px"
            );
            return CommandLine.Done;
        });
        return command;
    }
}
