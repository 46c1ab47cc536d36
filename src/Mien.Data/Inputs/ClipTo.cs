namespace Mien.Data.Inputs;

/// <summary>Limits values to -limit..limit.</summary>
internal sealed record ClipTo(float Limit) : ChannelOperation
{
    public override string Name => "clip";

    public override string Settings => $"limit={Text(Limit)}";

    public override void Apply(Span<float> plane, Span<float> scratch) => Planes.Clamp(plane, -Limit, Limit);
}
