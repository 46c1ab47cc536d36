namespace Mien.Data.Inputs;

/// <summary>x * by + add, the same numbers for every map.</summary>
internal sealed record Scale(float By, float Add) : ChannelOperation
{
    public override string Name => "scale";

    public override string Settings => $"by={Text(By)} add={Text(Add)}";

    public override void Apply(Span<float> plane, Span<float> scratch)
    {
        Planes.Multiply(plane, By);
        Planes.Add(plane, Add);
    }
}
