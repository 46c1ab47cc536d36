using Mien.Data.Inputs;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Imaging.Strain;
using HeadMotionMethod = Mien.Faces.Alignment.HeadMotionMethod;
using Removal = Mien.Faces.Alignment.HeadMotion;

namespace Mien.Data.Filmed;

/// <summary>
/// The second generator of made-up motion. The same action units on the same faces as <see cref="MotionGenerator"/>, but
/// instead of laying an optical flow's errors over a field of formulas, it draws the face, moves its texture, films the
/// onset and the apex, and measures the motion with TV-L1 in the crop, as Mien does with people. What the flow does to
/// small motion, smooth skin, noise, blinks and changing light is then the flow's own doing.
/// </summary>
public sealed class FilmedMotionGenerator : IMotionSource
{
    /// <summary>Changes whenever the same seed gives other maps; it is written into models trained on them.</summary>
    public const int Version = 1;

    private readonly GeneratorOptions _maps;
    private readonly FilmOptions _film;
    private readonly RandomStream _stream = new(0);
    private readonly Scene _scene = new();
    private readonly FaceAnchors _anchors = new();
    private readonly PatchSum _patches;
    private readonly FacePatches _facePatches;
    private readonly Flow _motion;
    private readonly HeadMotion _head;
    private readonly HeadTurn _turn;
    private readonly CropCamera _camera;
    private readonly TvL1 _flow;
    private readonly FlowField _measured;
    private readonly Plane _strain;
    private readonly Resizer _shrink;
    private readonly Plane _pixels;
    private FilmedFace? _face;
    private ulong _faceNumber;

    /// <summary>Makes a generator.</summary>
    public FilmedMotionGenerator(GeneratorOptions maps, FilmOptions film)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(film);
        ArgumentOutOfRangeException.ThrowIfLessThan(maps.Size, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maps.Size, film.CropSize);
        (_maps, _film) = (maps, film);
        var (size, grid) = (film.CropSize, new FlowGrid(film.CropSize));
        _patches = new PatchSum(grid);
        _facePatches = new FacePatches(_patches);
        _motion = new Flow(grid);
        _head = new HeadMotion(grid);
        _turn = new HeadTurn(grid);
        _camera = new CropCamera(size);
        _flow = new TvL1(size, size);
        _measured = new FlowField(size, size);
        _strain = new Plane(size, size);
        _shrink = new Resizer(size, size, maps.Size, maps.Size, ResizeMethod.Area);
        _pixels = new Plane(maps.Size, maps.Size);
        Shape = new MapShape(maps.Size, maps.Size, 3);
        Classes = Scene.Classes(maps);
    }

    /// <inheritdoc/>
    public MapShape Shape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public int Make(RandomStream root, ulong number, Span<float> map, Span<float> actionUnits)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.Length, Shape.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(actionUnits.Length, ActionUnitSides.Count);
        var face = FaceOf(root, number / (ulong)_film.ClipsOfFace);
        root.Derive(number, _stream);
        var label = _stream.Below(Classes.Count);
        _scene.Draw(label, _stream);
        Film(face, _stream);
        Measure(_stream);
        Paint(map);
        _scene.Strengths.Targets.CopyTo(actionUnits);
        return label;
    }

    /// <summary>The pictures that the last map was measured between, for tests and for looking at.</summary>
    internal (Plane Before, Plane After) Pictures => (_camera.Before, _camera.After);

    /// <summary>The true motion of the last clip, cells.</summary>
    internal Flow Truth => _motion;

    /// <summary>The measured motion of the last clip, pixels of the crop.</summary>
    internal FlowField Measured => _measured;

    private FilmedFace FaceOf(RandomStream root, ulong number)
    {
        if (_face is null || _faceNumber != number)
        {
            (_face, _faceNumber) = (
                new FilmedFace(_maps.Layout, _film.CropSize, root.Derive("faces").Derive(number)),
                number
            );
        }

        return _face;
    }

    private void Film(FilmedFace face, RandomStream random)
    {
        var shape = face.Person.Face.Moved(random) with { Yaw = 0 };
        _anchors.Place(shape);
        _facePatches.Begin(_anchors, shape, Draws.Between(random, 1.6f, 3.2f));
        _facePatches.AddUnits(_scene.Strengths, face.Person, random);
        if (_scene.Activity == Activity.Looking || random.Chance(0.15))
        {
            _facePatches.AddGaze(random);
        }

        _patches.Render(_motion);
        if (_scene.Activity == Activity.HeadMotion || random.Chance(0.75))
        {
            _head.Apply(_motion, _anchors, shape, random, _scene.Activity == Activity.HeadMotion ? 3 : 1);
        }

        if (_film.Turn > 0)
        {
            var spread = _film.Turn * (_scene.Activity == Activity.HeadMotion ? 3 : 1);
            _turn.Apply(_motion, _anchors, shape, (Draws.Normal(random, spread), Draws.Normal(random, spread)));
        }

        if (random.Chance(0.5))
        {
            FaceOutline.Apply(_motion, shape, random);
        }

        var size = Draws.LogUniform(random, _film.Motion.Least, _film.Motion.Most);
        Planes.Multiply(_motion.U, size);
        Planes.Multiply(_motion.V, size);
        var lids = DrawLids(face.Person, random);
        var grain = Draws.LogUniform(random, _film.Grain.Least, _film.Grain.Most);
        _camera.Film(face, shape, _motion, lids, grain, random);
    }

    private Lids DrawLids(Person person, RandomStream random)
    {
        var rest = random.Chance(0.5) ? Draws.Between(random, 0, 0.25f) : 0;
        if (_scene.Activity != Activity.Blinking && !random.Chance(person.BlinkChance))
        {
            return new Lids(rest, rest);
        }

        var shut = Draws.Between(random, rest + 0.1f, 1);
        return random.Chance(0.6) ? new Lids(rest, shut) : new Lids(shut, rest);
    }

    private void Measure(RandomStream random)
    {
        _flow.Estimate(_camera.Before, _camera.After, _measured);
        if (_film.HeadMotion != HeadMotionMethod.None && random.Chance(_film.HeadMotionShare))
        {
            Removal.Remove(_measured, _film.HeadMotion, []);
        }

        OpticalStrain.Magnitude(_measured, _strain);
    }

    private void Paint(Span<float> map)
    {
        var perCell = CropLayout.Cells / (float)_film.CropSize;
        Put(_measured.U, 0, perCell, map);
        Put(_measured.V, 1, perCell, map);
        Put(_strain, 2, 1, map);
    }

    private void Put(Plane plane, int channel, float scale, Span<float> map)
    {
        _shrink.Resize(plane, _pixels);
        var pixels = _pixels.Samples;
        Planes.Multiply(pixels, scale);
        if (_maps.Bytes)
        {
            Planes.SpreadToBytes(pixels);
        }

        for (int i = 0, at = channel; i < pixels.Length; i++, at += 3)
        {
            map[at] = pixels[i];
        }
    }
}
