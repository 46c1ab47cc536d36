using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Methods;

/// <summary>A <see cref="Trainer"/> as a learner; the scores are class probabilities. It owns the trainer.</summary>
internal sealed class NetworkLearner(Trainer trainer) : ILearner
{
    public ILearnt Learn(IReadOnlyList<int> clips, RandomStream random, TrainingKeep? keep, CancellationToken stop) =>
        new Trained(trainer, trainer.Train(clips, random, progress: null, keep, stop));

    public void Dispose() => trainer.Dispose();

    private sealed class Trained(Trainer trainer, Module network) : ILearnt
    {
        public float[][] Score(IReadOnlyList<int> clips) => trainer.Predict(network, clips);

        public void Dispose() => network.Dispose();
    }
}
