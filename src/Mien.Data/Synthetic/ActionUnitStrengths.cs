using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>How strongly every action unit is shown on each side of the picture; 1 is a full expression.</summary>
internal sealed class ActionUnitStrengths
{
    private const float OneSided = 0.2f;
    private const float StillCounts = 0.3f;

    private readonly float[] _values = new float[ActionUnitSides.Count];
    private readonly float[] _targets = new float[ActionUnitSides.Count];

    /// <summary>1 for every unit and side that is shown on purpose, else 0; order of <see cref="ActionUnitSides"/>.</summary>
    public ReadOnlySpan<float> Targets => _targets;

    /// <summary>The strength of a unit on one side, 0 when it is not shown.</summary>
    public float Of(int unit, int side) => _values[(2 * ActionUnitSides.IndexOf(unit)) + side];

    /// <summary>Nothing moves.</summary>
    public void Clear()
    {
        Array.Clear(_values);
        Array.Clear(_targets);
    }

    /// <summary>Shows one unit beside those shown already, as a target.</summary>
    public void Set(int unit, float right, float left)
    {
        var at = 2 * ActionUnitSides.IndexOf(unit);
        (_values[at], _values[at + 1]) = (right, left);
        (_targets[at], _targets[at + 1]) = (right > 0 ? 1 : 0, left > 0 ? 1 : 0);
    }

    /// <summary>
    /// Shows an expression: every unit at .5 to 1; one clip in five one-sided, the other side at most at a quarter;
    /// one in seven with a weak unit that belongs to nothing and is no target.
    /// </summary>
    public void Draw(ReadOnlySpan<int> units, RandomStream random)
    {
        Clear();
        var weaker = random.Chance(OneSided) ? random.Below(2) : -1;
        var weakened = Draws.Between(random, 0, 0.25f);
        foreach (var unit in units)
        {
            Show(unit, Draws.Between(random, 0.5f, 1), isTarget: true, weaker, weakened, random);
        }

        if (random.Chance(0.15))
        {
            var extra = ActionUnitSides.Units[random.Below(ActionUnitSides.Units.Count)];
            if (!units.Contains(extra))
            {
                Show(extra, Draws.Between(random, 0.1f, 0.4f), isTarget: false, weaker, weakened, random);
            }
        }
    }

    /// <summary>
    /// A moment of talking: the jaw and the lips open or close together (a negative strength is the way back), some of the
    /// muscles around the mouth go to and fro. No target is set.
    /// </summary>
    public void DrawTalking(RandomStream random)
    {
        Clear();
        ReadOnlySpan<int> jaw = [25, 26];
        ReadOnlySpan<int> mouth = [10, 12, 14, 15, 17, 20, 23, 24];
        var opening = Draws.Between(random, -1, 1);
        foreach (var unit in jaw)
        {
            Show(unit, opening * Draws.Between(random, 0.3f, 1), isTarget: false, -1, 1, random);
        }

        for (var i = 0; i < 2; i++)
        {
            Show(mouth[random.Below(mouth.Length)], Draws.Between(random, -0.6f, 0.6f), isTarget: false, -1, 1, random);
        }
    }

    private void Show(int unit, float strength, bool isTarget, int weaker, float weakened, RandomStream random)
    {
        for (var side = 0; side < 2; side++)
        {
            var share = Draws.Between(random, 0.6f, 1) * (side == weaker ? weakened : 1);
            var at = (2 * ActionUnitSides.IndexOf(unit)) + side;
            _values[at] = strength * share;
            _targets[at] = isTarget && share > StillCounts ? 1 : 0;
        }
    }
}
