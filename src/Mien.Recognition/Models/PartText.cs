using System.Globalization;

namespace Mien.Recognition.Models;

/// <summary>A part of a model as text: <c>cabm members=0 outputs=3 classes=0,1,2 votes=1</c>.</summary>
internal static class PartText
{
    private static readonly string[] Names = ["members", "outputs", "classes", "votes"];

    public static string Print(ModelPart part) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{part.Network} members={part.Members} outputs={part.Outputs} classes={string.Join(',', part.Classes)} votes={part.Votes}"
        );

    /// <summary>Reads what <see cref="Print"/> wrote; null when it is anything else, or a number is out of range.</summary>
    /// <param name="text">The text.</param>
    /// <param name="classes">Number of classes that the part must have an output for.</param>
    /// <param name="mostOutputs">More outputs than this no part has.</param>
    public static ModelPart? TryParse(string text, int classes, int mostOutputs)
    {
        var words = text.Split(' ');
        if (words.Length != 1 + Names.Length || words[0].Length == 0)
        {
            return null;
        }

        var lists = Names.Select((name, i) => Numbers(words[i + 1], name)).ToArray();
        if (lists.Any(list => list is null) || lists[0]!.Length * lists[1]!.Length * lists[3]!.Length != 1)
        {
            return null;
        }

        var (members, outputs, chosen, votes) = (lists[0]![0], lists[1]![0], lists[2]!, lists[3]![0]);
        return
            members <= ModelNetwork.MostMembers
            && outputs >= 2
            && outputs <= mostOutputs
            && chosen.Length == classes
            && chosen.Distinct().Count() == classes
            && chosen.All(output => output < outputs)
            && votes is >= 1 and <= VoteNetwork.MostVotes
            ? new ModelPart(words[0], members, outputs, chosen, votes)
            : null;
    }

    private static int[]? Numbers(string word, string name)
    {
        if (!word.StartsWith($"{name}=", StringComparison.Ordinal))
        {
            return null;
        }

        var numbers = new List<int>();
        foreach (var text in word[(name.Length + 1)..].Split(','))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
