using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Methods;

/// <summary>A <see cref="Trainer"/> as a learner; the scores are class probabilities. It owns the trainer.</summary>
internal sealed class NetworkLearner(Trainer trainer) : IEpochLearner
{
    public long? PeakBytes => trainer.PeakBytes;

    public ILearnt Learn(IReadOnlyList<int> clips, RandomStream random, TrainingKeep? keep, CancellationToken stop) =>
        new Trained(trainer, trainer.Train(clips, random, progress: null, keep, stop: stop));

    public ILearnt Learn(
        IReadOnlyList<int> clips,
        RandomStream random,
        TrainingKeep? keep,
        IEpochWatch watch,
        CancellationToken stop
    ) => new Trained(trainer, trainer.Train(clips, random, progress: null, keep, new Watch(trainer, watch), stop));

    public void Dispose() => trainer.Dispose();

    private sealed class Trained(Trainer trainer, Module network) : INetworkLearnt
    {
        public Module Network => network;

        public float[][] Score(IReadOnlyList<int> clips) => trainer.Predict(network, clips);

        public void Dispose() => network.Dispose();
    }

    private sealed class Watch(Trainer trainer, IEpochWatch watch) : ITrainingWatch
    {
        public void Look(int epoch, Module network) => watch.Look(epoch, new Trained(trainer, network));

        public string Save() => watch.Save();

        public bool TryRestore(string seen) => watch.TryRestore(seen);
    }
}
