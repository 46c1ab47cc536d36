using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>What happens in one clip: an expression, or one of the things faces do without any.</summary>
internal sealed class Scene
{
    // What is easily taken for an expression is shown more often than what is not.
    private static readonly (Activity Activity, double Share)[] WithoutExpression =
    [
        (Activity.Still, 0.14),
        (Activity.Blinking, 0.2),
        (Activity.Looking, 0.12),
        (Activity.HeadMotion, 0.26),
        (Activity.Talking, 0.28),
    ];

    /// <summary>How strongly every unit is shown.</summary>
    public ActionUnitStrengths Strengths { get; } = new();

    /// <summary>What the face is doing.</summary>
    public Activity Activity { get; private set; }

    /// <summary>The emotion, empty without an expression.</summary>
    public string Emotion { get; private set; } = "";

    /// <summary>The class names of a generator.</summary>
    public static IReadOnlyList<string> Classes(GeneratorOptions options) =>
        options.NoExpression ? [.. ExpressionTable.Classes, "none"] : ExpressionTable.Classes;

    /// <summary>Draws what shows a class; the number after the last expression class is "none".</summary>
    public void Draw(int label, RandomStream random)
    {
        var isExpression = label < ExpressionTable.Classes.Count;
        Activity = isExpression ? Activity.Expression : Idle(random);
        Emotion = "";
        Strengths.Clear();
        if (isExpression)
        {
            var expression = ExpressionTable.Draw(label, random);
            Strengths.Draw(expression.Units, random);
            Emotion = expression.Emotion;
        }
        else if (Activity == Activity.Talking)
        {
            Strengths.DrawTalking(random);
        }
    }

    private static Activity Idle(RandomStream random)
    {
        var left = random.Uniform();
        foreach (var (activity, share) in WithoutExpression)
        {
            left -= share;
            if (left < 0)
            {
                return activity;
            }
        }

        return WithoutExpression[^1].Activity;
    }
}
