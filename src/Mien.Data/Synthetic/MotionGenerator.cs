using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// Makes motion maps of micro-expressions out of formulas: action units move patches of skin on a face of random
/// proportions, blinks, gaze and head motion disturb, and an optical flow's errors are laid on top. No face, no frame
/// and no map of a person is involved. A map depends on its random stream alone, so that streams derived by index give
/// the same maps in any order and on any number of threads; every thread needs a generator of its own. Nothing is
/// allocated after the creation.
/// </summary>
public sealed class MotionGenerator
{
    /// <summary>Changes whenever the same seed gives other maps; it is written into models trained on them.</summary>
    public const int Version = 1;

    private readonly GeneratorOptions _options;
    private readonly ActionUnitStrengths _strengths = new();
    private readonly FaceAnchors _anchors = new();
    private readonly PatchSum _patches;
    private readonly FacePatches _face;
    private readonly Flow _flow;
    private readonly TextureLoss _texture;
    private readonly HeadMotion _head;
    private readonly EstimatorNoise _noise;
    private readonly TotalVariationLook _look;
    private readonly MapPainter _painter;

    /// <summary>Makes a generator.</summary>
    public MotionGenerator(GeneratorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Size, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Size, 256);
        _options = options;
        var grid = new FlowGrid(options.Size);
        _patches = new PatchSum(grid);
        _face = new FacePatches(_patches);
        _flow = new Flow(grid);
        _texture = new TextureLoss(grid);
        _head = new HeadMotion(grid);
        _noise = new EstimatorNoise(grid);
        _look = new TotalVariationLook(grid);
        _painter = new MapPainter(grid);
        Shape = new MapShape(options.Size, options.Size, 3);
        Classes = options.NoExpression ? [.. ExpressionTable.Classes, "none"] : ExpressionTable.Classes;
    }

    /// <summary>The maps' size: channels u, v, strain.</summary>
    public MapShape Shape { get; }

    /// <summary>The class names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Makes a map of a random class, all classes equally often.</summary>
    /// <param name="random">What everything is drawn from.</param>
    /// <param name="map">Receives the HWC values.</param>
    /// <param name="actionUnits">Receives 1 for units shown and 0 for others, order of <see cref="ActionUnitSides"/>.</param>
    /// <returns>The class.</returns>
    public int Next(RandomStream random, Span<float> map, Span<float> actionUnits)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.Length, Shape.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(actionUnits.Length, ActionUnitSides.Count);
        var label = random.Below(Classes.Count);
        Show(label, null, random, map);
        _strengths.Targets.CopyTo(actionUnits);
        return label;
    }

    /// <summary>Makes a map of a class.</summary>
    /// <param name="label">The class.</param>
    /// <param name="person">Whose face; null for a stranger's.</param>
    /// <param name="random">What everything is drawn from.</param>
    /// <param name="map">Receives the HWC values.</param>
    /// <returns>The emotion and the unit targets, valid until the next map.</returns>
    internal SyntheticTruth Show(int label, Person? person, RandomStream random, Span<float> map)
    {
        var activity = label < ExpressionTable.Classes.Count ? Activity.Expression : Idle(random);
        var emotion = DrawStrengths(label, activity, random);
        Show(activity, person, random);
        _painter.Paint(_flow, map, _options.Bytes);
        return new SyntheticTruth(label, emotion, _strengths);
    }

    /// <summary>A new made-up subject.</summary>
    internal Person DrawPerson(RandomStream random) => new(_options.Layout, random);

    /// <summary>Shows units on an average face with every muscle as in the table, without noise or distraction.</summary>
    internal void ShowPlainly(ActionUnitStrengths strengths, Span<float> map)
    {
        var face = FaceShape.Average(_options.Layout);
        _anchors.Place(face);
        _face.Begin(_anchors, face, roundness: 2);
        _face.AddUnits(strengths, person: null, random: null);
        _patches.Render(_flow);
        _painter.Paint(_flow, map, _options.Bytes);
    }

    private static Activity Idle(RandomStream random) => (Activity)(1 + random.Below((int)Activity.Talking));

    private string DrawStrengths(int label, Activity activity, RandomStream random)
    {
        if (activity == Activity.Expression)
        {
            var expression = ExpressionTable.Draw(label, random);
            _strengths.Draw(expression.Units, random);
            return expression.Emotion;
        }

        _strengths.Clear();
        if (activity == Activity.Talking)
        {
            _strengths.DrawTalking(random);
        }

        return "";
    }

    /// <summary>The order of the steps matters: see each.</summary>
    private void Show(Activity activity, Person? person, RandomStream random)
    {
        var face = person?.Face.Moved(random) ?? FaceShape.Draw(_options.Layout, random);
        var noise = Draws.LogUniform(random, _options.Noise.Least, _options.Noise.Most) * (person?.NoiseFactor ?? 1);
        _anchors.Place(face);
        _face.Begin(_anchors, face, Draws.Between(random, 1.6f, 3.2f));
        _face.AddUnits(_strengths, person, random);
        Distract(activity, person, random);
        Blobs.Add(_patches, noise, random);
        _patches.Render(_flow);
        _texture.Apply(_flow, _anchors, face, random);
        if (activity == Activity.HeadMotion || random.Chance(0.75))
        {
            _head.Apply(_flow, _anchors, face, random, activity == Activity.HeadMotion ? 3 : 1);
        }

        if (random.Chance(0.5))
        {
            FaceOutline.Apply(_flow, face, random);
        }

        _noise.Apply(_flow, noise, random);
        _look.Apply(_flow, random);
    }

    private void Distract(Activity activity, Person? person, RandomStream random)
    {
        if (activity == Activity.Blinking || random.Chance(person?.BlinkChance ?? 0.35))
        {
            _face.AddBlink(random);
        }

        if (activity == Activity.Looking || random.Chance(0.15))
        {
            _face.AddGaze(random);
        }
    }

    private enum Activity
    {
        Expression,
        Still,
        Blinking,
        Looking,
        HeadMotion,
        Talking,
    }
}
