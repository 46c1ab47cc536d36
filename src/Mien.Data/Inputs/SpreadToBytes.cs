namespace Mien.Data.Inputs;

/// <summary>
/// Scales a channel's range to the whole numbers 0..255, as the prepared maps of MEGC2019 are stored; a channel without
/// any range becomes 0. Magnitude and zero are lost on purpose: it makes raw flow look like those maps.
/// </summary>
internal sealed record SpreadToBytes : ChannelOperation
{
    public override string Name => "spread-to-bytes";

    public override void Apply(Span<float> plane, Span<float> scratch) => Planes.SpreadToBytes(plane);
}
