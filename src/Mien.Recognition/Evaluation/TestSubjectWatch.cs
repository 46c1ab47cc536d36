using System.Diagnostics;
using System.Text.Json;
using Mien.Data.Prepared;
using Mien.Recognition.Methods;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// Keeps for each held-out subject the scores of the epoch with the best accuracy on that very subject, the last one of
/// equals, as the script of HTNet does. It leaks, and is there to measure by how much.
/// </summary>
/// <param name="units">The set.</param>
/// <param name="test">Places of the held-out items.</param>
internal sealed class TestSubjectWatch(PreparedSet units, IReadOnlyList<int> test) : IEpochWatch
{
    private readonly int[][] _subjects =
    [
        .. Enumerable
            .Range(0, test.Count)
            .GroupBy(row => units.Clips[test[row]].Person)
            .OrderBy(subject => subject.Key)
            .Select(subject => subject.ToArray()),
    ];

    private readonly Stopwatch _clock = new();
    private Seen[]? _best;

    /// <summary>What looking took.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>The chosen epoch; null before the first, and where the held-out subjects have different ones.</summary>
    public int? Epoch => _best?.Select(best => best.Epoch).Distinct().ToArray() is [var epoch] ? epoch : null;

    /// <summary>The scores at the chosen epochs, in the order of the held-out items; null before the first epoch.</summary>
    public float[][]? Scores()
    {
        if (_best is null)
        {
            return null;
        }

        var scores = new float[test.Count][];
        for (var subject = 0; subject < _subjects.Length; subject++)
        {
            for (var i = 0; i < _subjects[subject].Length; i++)
            {
                scores[_subjects[subject][i]] = _best[subject].Scores[i];
            }
        }

        return scores;
    }

    /// <inheritdoc/>
    public void Look(int epoch, ILearnt learnt)
    {
        _clock.Start();
        var scores = learnt.Score(test);
        _clock.Stop();
        _best ??= new Seen[_subjects.Length];
        for (var subject = 0; subject < _subjects.Length; subject++)
        {
            var rows = _subjects[subject];
            var right = rows.Count(row => Array.IndexOf(scores[row], scores[row].Max()) == units.Labels[test[row]]);
            if (_best[subject] is null || right >= _best[subject].Right)
            {
                _best[subject] = new Seen(epoch, right, [.. rows.Select(row => scores[row])]);
            }
        }
    }

    /// <inheritdoc/>
    public string Save() => _best is null ? "" : JsonSerializer.Serialize(_best, UnitJson.Default.SeenArray);

    /// <inheritdoc/>
    public bool TryRestore(string seen)
    {
        try
        {
            var best = JsonSerializer.Deserialize(seen, UnitJson.Default.SeenArray);
            var fits =
                best?.Length == _subjects.Length
                && best.Zip(_subjects, (one, rows) => one.Scores.Length == rows.Length && one.Scores.All(HasClasses))
                    .All(one => one);
            _best = fits ? best : _best;
            return fits;
        }
        catch (JsonException)
        {
            return false;
        }

        bool HasClasses(float[] row) => row.Length == units.Classes.Count;
    }

    /// <summary>The best epoch of one subject so far.</summary>
    /// <param name="Epoch">The epoch.</param>
    /// <param name="Right">Items named rightly.</param>
    /// <param name="Scores">A row an item.</param>
    internal sealed record Seen(int Epoch, int Right, float[][] Scores);
}
