namespace Mien.Data.Synthetic;

/// <summary>
/// The action units that made-up motion knows and networks are taught beside the class: 17 units, each on both sides of
/// the picture, 34 targets. The target of unit number i in <see cref="Units"/> on side s is 2 i + s; side 0 is the
/// picture's left, which is the subject's right.
/// </summary>
public static class ActionUnitSides
{
    private static readonly int[] Numbers = [1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 24, 25, 26];

    private static readonly int[] IndexOfNumber = [.. Enumerable.Range(0, 64).Select(n => Array.IndexOf(Numbers, n))];

    /// <summary>Numbers in the Facial Action Coding System, ascending.</summary>
    public static IReadOnlyList<int> Units => Numbers;

    /// <summary>Number of targets: twice the units.</summary>
    public static int Count => 2 * Numbers.Length;

    /// <summary>A target's name, the subject's side before the unit: <c>R4</c>, <c>L4</c>.</summary>
    public static string NameOf(int target) => $"{(target % 2 == 0 ? 'R' : 'L')}{Numbers[target / 2]}";

    /// <summary>Targets that are shown in the notation of coding tables, L for the subject's left: <c>4+L10</c>.</summary>
    /// <param name="isShown">Whether the target of a number is shown.</param>
    public static string Notation(Func<int, bool> isShown)
    {
        ArgumentNullException.ThrowIfNull(isShown);
        var shown = new List<string>();
        for (var i = 0; i < Numbers.Length; i++)
        {
            var (right, left) = (isShown(2 * i), isShown((2 * i) + 1));
            if (right || left)
            {
                shown.Add($"{(right && left ? "" : right ? "R" : "L")}{Numbers[i]}");
            }
        }

        return string.Join('+', shown);
    }

    /// <summary>A unit's place in <see cref="Units"/>, -1 when it is not among them.</summary>
    public static int IndexOf(int unit) => unit >= 0 && unit < IndexOfNumber.Length ? IndexOfNumber[unit] : -1;
}
