using Mien.Benchmarks.Measures;

namespace Mien.Benchmarks.Duels;

/// <summary>The measures by name; a new one is a line here and a program of the same name in benchmarks/peers.</summary>
internal static class MeasureRegistry
{
    private static readonly Dictionary<string, Func<IMeasure>> _byName = new(StringComparer.Ordinal)
    {
        ["conv3x3"] = () => new ConvolutionMeasure(),
        ["dis"] = () => new FlowMeasure("dis"),
        ["farneback"] = () => new FlowMeasure("farneback"),
        ["gemm"] = () => new GemmMeasure("gemm"),
        ["gemm-tuned"] = () => new GemmMeasure("gemm-tuned"),
        ["infer-b1"] = () => new InferenceMeasure("infer-b1", 1),
        ["infer-b16"] = () => new InferenceMeasure("infer-b16", 16),
        ["layers"] = () => new LayersMeasure(),
        ["loso68"] = () => new LosoMeasure(),
        ["motion-chain"] = () => new MotionChainMeasure(),
        ["rivals"] = () => new RivalsMeasure(),
        ["train-step"] = () => new TrainStepMeasure(),
        ["tvl1"] = () => new FlowMeasure("tvl1"),
    };

    /// <summary>Makes a measure ready.</summary>
    public static IMeasure Create(string name) =>
        _byName.TryGetValue(name, out var create)
            ? create()
            : throw new ArgumentException(
                $"no measure '{name}': there are {string.Join(", ", _byName.Keys)}",
                nameof(name)
            );
}
