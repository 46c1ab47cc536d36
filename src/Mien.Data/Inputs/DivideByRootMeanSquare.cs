namespace Mien.Data.Inputs;

/// <summary>x / (sqrt(mean(x^2)) + epsilon).</summary>
internal sealed record DivideByRootMeanSquare(float Epsilon) : ChannelOperation
{
    public override string Name => "divide-by-rms";

    public override string Settings => $"epsilon={Text(Epsilon)}";

    public override void Apply(Span<float> plane, Span<float> scratch) =>
        Planes.Multiply(plane, 1 / (MathF.Sqrt(Planes.MeanSquare(plane, 0)) + Epsilon));
}
