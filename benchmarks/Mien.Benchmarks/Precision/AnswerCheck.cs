using Mien.Benchmarks.Measures;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Operations;

namespace Mien.Benchmarks.Precision;

/// <summary>
/// Trains a network on made-up maps and says what rounding does to its answers on maps of other made-up people.
/// </summary>
internal static class AnswerCheck
{
    /// <summary>Prints accuracy in each precision, and how many answers change.</summary>
    public static void Run(string name)
    {
        ReferenceNetwork.Create(name, out var side).Dispose();
        var options = new GeneratorOptions { Size = side, Noise = (0.05f, 0.5f) };
        var recipe = side > 28 ? new Recipe { Epochs = 6, Batch = 16 } : new Recipe();
        using var model = ModelTraining.Train(
            SyntheticSet.Make(40, 12, 1, options),
            ReferenceNetwork.Entry(name),
            recipe,
            seed: 1,
            TeamSize.Threads,
            new Progress<ProgressStep>()
        );
        var test = SyntheticSet.Make(100, side > 28 ? 6 : 30, 2, options);
        var exact = Answers(model, test, null);
        var weights = model.Network.Parameters.Select(parameter => parameter.Value.Values.ToArray()).ToArray();
        Console.WriteLine($"{name}: {test.Clips.Count} made-up maps, accuracy in float32 {Accuracy(exact, test):P2}");
        FakeQuantization.ToBfloat16(model.Network);
        Print("weights in bfloat16", Answers(model, test, null), exact, test);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i].CopyTo(model.Network.Parameters[i].Value.Values);
        }

        FakeQuantization.ToInt8(model.Network);
        Print("weights in int8", Answers(model, test, null), exact, test);
        Print("weights and activations in int8", Answers(model, test, new FakeQuantization()), exact, test);
    }

    private static void Print(string what, float[][] logits, float[][] exact, PreparedSet test)
    {
        var changed = logits.Zip(exact).Count(pair => Best(pair.First) != Best(pair.Second));
        var largest = exact.Max(row => row.Max(Math.Abs));
        var moved = logits
            .Zip(exact)
            .Max(pair => pair.First.Zip(pair.Second).Max(two => Math.Abs(two.First - two.Second)));
        Console.WriteLine(
            $"  {what}: accuracy {Accuracy(logits, test):P2}, {changed} answers changed, logits moved by up to {moved / largest:P2} of the largest"
        );
    }

    private static float[][] Answers(Model model, PreparedSet set, IOperationListener? listener)
    {
        var inputs = new InputMatrix(set, InputDefinition.Parse(model.Description.Recipe.Input));
        using var workers = new Workers(TeamSize.Threads);
        using var tape = new Tape(workers)
        {
            Training = false,
            Recording = false,
            Listener = listener,
        };
        using var x = Tensor.Create(new Shape(1, inputs.Shape.Height, inputs.Shape.Width, inputs.Shape.Channels));
        var answers = new float[set.Clips.Count][];
        for (var i = 0; i < answers.Length; i++)
        {
            inputs[i].CopyTo(x.Values);
            answers[i] = model.Network.Forward(tape, x).Values.ToArray();
            tape.Reset();
        }

        return answers;
    }

    private static double Accuracy(float[][] logits, PreparedSet set) =>
        logits.Zip(set.Clips).Count(pair => set.Classes[Best(pair.First)] == pair.Second.Label) / (double)logits.Length;

    private static int Best(float[] row) => Array.IndexOf(row, row.Max());
}
