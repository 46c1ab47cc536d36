namespace Mien.Cli.Bench;

/// <summary>One line of <c>mien bench</c>: a piece of Mien's own work, to be repeated.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="what">What one piece is, a few words.</param>
/// <param name="work">Does one piece; made ready, so that only the work itself is timed.</param>
/// <param name="flops">Floating-point operations of a piece where that is one known number; 0 otherwise.</param>
/// <param name="owned">What is disposed with the measure.</param>
internal sealed class SpeedMeasure(string name, string what, Action work, double flops, params IDisposable[] owned)
    : IDisposable
{
    public string Name { get; } = name;

    public string What { get; } = what;

    public double Flops { get; } = flops;

    public void Work() => work();

    public void Dispose()
    {
        foreach (var part in owned.Reverse())
        {
            part.Dispose();
        }
    }
}
