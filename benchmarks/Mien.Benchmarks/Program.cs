using System.Globalization;
using BenchmarkDotNet.Running;
using Mien.Benchmarks.Duels;
using Mien.Benchmarks.Precision;
using Mien.Benchmarks.Rivals;
using Mien.Benchmarks.Studies;

namespace Mien.Benchmarks;

/// <summary>
/// <c>duel NAME PEER</c> measures Mien against a peer program in alternation (see <see cref="Duel"/>); <c>onnx MODEL
/// BATCH</c> is such a peer; <c>alone NAME</c> measures Mien by itself; <c>precision</c> measures what fewer bits would do
/// (<see cref="PrecisionReport"/>); <c>steps</c> watches memory through many training steps (<see cref="StepStudy"/>);
/// <c>frames SETS SEEDS</c> holds found onsets and apexes against the truth (<see cref="FrameStudy"/>); <c>hour</c>
/// watches memory through long video (<see cref="HourStudy"/>); anything else goes to BenchmarkDotNet.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["duel", var name, var peer]:
                using (var measure = MeasureRegistry.Create(name))
                {
                    return Duel.Run(measure, peer);
                }

            case ["alone", var name, ..]:
                using (var measure = MeasureRegistry.Create(name))
                {
                    return Duel.RunAlone(measure);
                }

            case ["onnx", var model, var batch]:
                return OnnxPeer.Serve(model, int.Parse(batch));
            case ["frames", var sets, var seeds, ..]:
                return FrameStudy.Run(sets, seeds, args[3..]);
            case ["hour", ..]:
                return HourStudy.Run(Count(args, 1, 60), Count(args, 2, 30));
            case ["precision"]:
                return PrecisionReport.Run();
            case ["steps", ..]:
                return StepStudy.Run(Count(args, 1, 10_000));
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return 0;
        }
    }

    private static int Count(string[] args, int at, int otherwise) =>
        at < args.Length ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
}
