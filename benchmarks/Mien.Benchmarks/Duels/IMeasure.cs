namespace Mien.Benchmarks.Duels;

/// <summary>Work that Mien and a peer do in turn. Made ready by the constructor; two threads.</summary>
internal interface IMeasure : IDisposable
{
    /// <summary>The name in the table.</summary>
    string Name { get; }

    /// <summary>How many rounds a duel has.</summary>
    int Rounds { get; }

    /// <summary>
    /// True when the rounds are parts of one long piece of work, whose times add up; false when each repeats the same, of
    /// which the best round counts.
    /// </summary>
    bool RoundsAddUp { get; }

    /// <summary>What a round does, when rounds differ.</summary>
    string Describe(int round) => $"round {round}";

    /// <summary>Does a round.</summary>
    /// <param name="round">From 0.</param>
    /// <returns>Milliseconds of one piece of work (the mean, when the round repeats it).</returns>
    double Run(int round);
}
