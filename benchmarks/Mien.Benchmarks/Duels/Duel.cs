namespace Mien.Benchmarks.Duels;

/// <summary>
/// Measures Mien and a peer in alternation, round by round, so that what else the machine does meets both alike, and writes
/// the line <c>NAME mien_ms peer_ms ratio</c>.
/// </summary>
internal static class Duel
{
    /// <summary>Lets the other side's threads go to sleep, which spin for a while after their work.</summary>
    private const int PauseMilliseconds = 60;

    private const int WarmUpMilliseconds = 2500;

    /// <summary>Runs the duel.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IMeasure measure, string peerPath)
    {
        using var peer = new PeerProcess(peerPath);
        Console.Error.WriteLine($"{measure.Name}: Mien against {peer.Description}, {measure.Rounds} rounds");
        WarmUp(measure);
        var (mien, other) = (new double[measure.Rounds], new double[measure.Rounds]);
        for (var round = 0; round < measure.Rounds; round++)
        {
            Thread.Sleep(PauseMilliseconds);
            mien[round] = measure.Run(round);
            Thread.Sleep(PauseMilliseconds);
            other[round] = peer.Run(round);
            Console.Error.WriteLine(
                $"{measure.Name} {measure.Describe(round)}: {mien[round]:F3} {other[round]:F3} ms, {mien[round] / other[round]:F3}"
            );
        }

        var (ours, theirs) = (Total(measure, mien), Total(measure, other));
        Console.WriteLine($"{measure.Name} {ours:F3} {theirs:F3} {ours / theirs:F3}");
        return 0;
    }

    /// <summary>Measures Mien alone.</summary>
    /// <returns>The exit code.</returns>
    public static int RunAlone(IMeasure measure)
    {
        WarmUp(measure);
        var times = new double[measure.Rounds];
        for (var round = 0; round < measure.Rounds; round++)
        {
            times[round] = measure.Run(round);
            Console.Error.WriteLine($"{measure.Name} {measure.Describe(round)}: {times[round]:F3} ms");
        }

        Console.WriteLine($"{measure.Name} {Total(measure, times):F3}");
        return 0;
    }

    private static double Total(IMeasure measure, double[] rounds) => measure.RoundsAddUp ? rounds.Sum() : rounds.Min();

    // Long enough for the just-in-time compiler to have finished its second, optimised pass.
    private static void WarmUp(IMeasure measure)
    {
        var start = Environment.TickCount64;
        while (Environment.TickCount64 - start < WarmUpMilliseconds)
        {
            measure.Run(0);
        }
    }
}
