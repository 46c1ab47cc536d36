using Mien.Benchmarks.Duels;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Imaging.Tests.Flow;

namespace Mien.Benchmarks.Measures;

/// <summary>Optical flow between two made-up pictures of 224x224 whose true field is known.</summary>
internal sealed class FlowMeasure : RepeatedMeasure
{
    private const int Side = 224;
    private readonly Workers _team = new(TeamSize.Threads);
    private readonly IFlowMethod _method;
    private readonly Plane _first;
    private readonly Plane _second;
    private readonly FlowField _flow = new(Side, Side);

    /// <summary>Estimates once and tells the error.</summary>
    public FlowMeasure(string name)
    {
        Name = name;
        _method = FlowDefinition.Parse(name).Create(Side, Side, _team);
        (_first, _second, var truth) = WarpedPair.Make(Side, Side);
        Work();
        Console.Error.WriteLine($"{name}: Mien's mean end-point error {_flow.MeanEndPointDistance(truth):F4} px");
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override void Dispose() => _team.Dispose();

    /// <inheritdoc/>
    protected override void Work() => _method.Estimate(_first, _second, _flow);
}
