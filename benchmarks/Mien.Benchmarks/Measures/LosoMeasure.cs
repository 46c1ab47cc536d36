using System.Diagnostics;
using Mien.Benchmarks.Duels;
using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Benchmarks.Measures;

/// <summary>
/// Leave one subject out with the default CABM and its default recipe, on random maps of the size and number of MEGC2019:
/// 442 clips of 68 subjects, 28x28x3. A round trains and tests four folds, one a thread; all rounds make the 68.
/// </summary>
internal sealed class LosoMeasure : IMeasure
{
    private const int Subjects = 68;
    private const int Clips = 442;
    private const int FoldsInRound = 4;
    private readonly PreparedSet _set = RandomSet();
    private readonly Trainer[] _trainers;

    /// <summary>Makes the maps.</summary>
    public LosoMeasure()
    {
        var recipe = new Recipe();
        var inputs = new InputMatrix(_set, InputDefinition.Parse(recipe.Input));
        _trainers =
        [
            .. Enumerable
                .Range(0, TeamSize.Threads)
                .Select(_ => new Trainer(_set, inputs, NetworkRegistry.Find("cabm"), recipe, threads: 1)),
        ];
    }

    /// <inheritdoc/>
    public string Name => "loso68";

    /// <inheritdoc/>
    public int Rounds => Subjects / FoldsInRound;

    /// <inheritdoc/>
    public bool RoundsAddUp => true;

    /// <inheritdoc/>
    public double Run(int round)
    {
        var start = Stopwatch.GetTimestamp();
        var next = round * FoldsInRound - 1;
        var threads = _trainers.Select(trainer => new Thread(() => RunFolds(trainer))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        void RunFolds(Trainer trainer)
        {
            int fold;
            while ((fold = Interlocked.Increment(ref next)) < (round + 1) * FoldsInRound)
            {
                RunFold(trainer, fold);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_trainers, trainer => trainer.Dispose());

    private static void RunFold(Trainer trainer, int held)
    {
        var train = Enumerable.Range(0, Clips).Where(clip => clip % Subjects != held).ToArray();
        var test = Enumerable.Range(0, Clips).Where(clip => clip % Subjects == held).ToArray();
        using var network = trainer.Train(train, new RandomStream(1).Derive((ulong)held));
        trainer.Predict(network, test);
    }

    private static PreparedSet RandomSet()
    {
        var random = new RandomStream(1);
        string[] labels = ["negative", "positive", "surprise"];
        return new PreparedSet([
            .. Enumerable
                .Range(0, Clips)
                .Select(clip => new PreparedClip
                {
                    Dataset = "random",
                    Subject = $"{clip % Subjects:D2}",
                    Clip = $"{clip}",
                    Label = labels[clip % labels.Length],
                    Map = RandomMap(random),
                }),
        ]);
    }

    private static MotionMap RandomMap(RandomStream random)
    {
        var shape = new MapShape(28, 28, 3);
        var values = new float[shape.Length];
        foreach (ref var value in values.AsSpan())
        {
            value = random.NextBits() >> 56;
        }

        return new MotionMap(shape, values);
    }
}
