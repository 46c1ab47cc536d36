namespace Mien.Data.Inputs;

/// <summary>
/// x - median(x). Most of a face does not move, so the median of a flow channel is its lost zero: this undoes the shift
/// that scaling to 0..255 brings, and takes out head translation.
/// </summary>
internal sealed record SubtractMedian : ChannelOperation
{
    public override string Name => "subtract-median";

    public override void Apply(Span<float> plane, Span<float> scratch)
    {
        plane.CopyTo(scratch);
        Planes.Add(plane, -Median.Of(scratch[..plane.Length]));
    }
}
