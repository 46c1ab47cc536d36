namespace Mien.Data.Inputs;

/// <summary>x - mean(x).</summary>
internal sealed record SubtractMean : ChannelOperation
{
    public override string Name => "subtract-mean";

    public override void Apply(Span<float> plane, Span<float> scratch) => Planes.Add(plane, -Planes.Mean(plane));
}
