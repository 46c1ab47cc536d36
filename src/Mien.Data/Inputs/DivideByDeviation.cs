namespace Mien.Data.Inputs;

/// <summary>x / (sd(x) + epsilon), the population's standard deviation over the pixels; the mean is kept.</summary>
internal sealed record DivideByDeviation(float Epsilon) : ChannelOperation
{
    public override string Name => "divide-by-sd";

    public override string Settings => $"epsilon={Text(Epsilon)}";

    public override void Apply(Span<float> plane, Span<float> scratch) =>
        Planes.Multiply(plane, 1 / (MathF.Sqrt(Planes.MeanSquare(plane, Planes.Mean(plane))) + Epsilon));
}
