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
public sealed class MotionGenerator : IMotionSource
{
    /// <summary>Changes whenever the same seed gives other maps; it is written into models trained on them.</summary>
    public const int Version = 2;

    private readonly GeneratorOptions _options;
    private readonly Scene _scene = new();
    private readonly RandomStream _stream = new(0);
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
        Classes = Scene.Classes(options);
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
        _scene.Strengths.Targets.CopyTo(actionUnits);
        return label;
    }

    /// <inheritdoc/>
    public int Make(RandomStream root, ulong number, Span<float> map, Span<float> actionUnits)
    {
        ArgumentNullException.ThrowIfNull(root);
        root.Derive(number, _stream);
        return Next(_stream, map, actionUnits);
    }

    /// <summary>Makes a map of a class.</summary>
    /// <param name="label">The class.</param>
    /// <param name="person">Whose face; null for a stranger's.</param>
    /// <param name="random">What everything is drawn from.</param>
    /// <param name="map">Receives the HWC values.</param>
    /// <returns>The emotion and the unit targets, valid until the next map.</returns>
    internal SyntheticTruth Show(int label, Person? person, RandomStream random, Span<float> map)
    {
        _scene.Draw(label, random);
        Show(person, random);
        _painter.Paint(_flow, map, _options.Bytes);
        return new SyntheticTruth(label, _scene.Emotion, _scene.Strengths);
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

    /// <summary>The order of the steps matters: see each.</summary>
    private void Show(Person? person, RandomStream random)
    {
        var face = person?.Face.Moved(random) ?? FaceShape.Draw(_options.Layout, random);
        var noise = Draws.LogUniform(random, _options.Noise.Least, _options.Noise.Most) * (person?.NoiseFactor ?? 1);
        _anchors.Place(face);
        _face.Begin(_anchors, face, Draws.Between(random, 1.6f, 3.2f));
        _face.AddUnits(_scene.Strengths, person, random);
        Distract(person, random);
        Blobs.Add(_patches, noise, random);
        _patches.Render(_flow);
        _texture.Apply(_flow, _anchors, face, random);
        if (_scene.Activity == Activity.HeadMotion || random.Chance(0.75))
        {
            _head.Apply(_flow, _anchors, face, random, _scene.Activity == Activity.HeadMotion ? 3 : 1);
        }

        if (random.Chance(0.5))
        {
            FaceOutline.Apply(_flow, face, random);
        }

        _noise.Apply(_flow, noise, random);
        _look.Apply(_flow, random);
    }

    private void Distract(Person? person, RandomStream random)
    {
        if (_scene.Activity == Activity.Blinking || random.Chance(person?.BlinkChance ?? 0.35))
        {
            _face.AddBlink(random);
        }

        if (_scene.Activity == Activity.Looking || random.Chance(0.15))
        {
            _face.AddGaze(random);
        }
    }
}
