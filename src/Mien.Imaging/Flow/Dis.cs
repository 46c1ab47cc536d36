using Mien.Imaging.Lanes;
using Mien.Imaging.Pictures;
using Mien.Imaging.Warping;

namespace Mien.Imaging.Flow;

/// <summary>
/// Dense inverse search (Kroeger, Timofte, Dai and Van Gool, Fast Optical Flow using Dense Inverse Search, ECCV 2016) with
/// variational refinement, in the form of OpenCV's DISOpticalFlow: patches with their mean removed, candidates spread from
/// neighbours, eight stripes. Unlike OpenCV, grey values are not rounded to bytes between scales and warps are not rounded to
/// 1/32 pixel.
/// </summary>
public sealed class Dis : IFlowMethod
{
    private readonly DisOptions _options;
    private readonly Workers _workers;
    private readonly DisLevel[] _levels;
    private readonly AreaShrinker[] _shrink;
    private readonly GridResampler[] _grow;
    private readonly VariationalRefinement[] _refine;
    private readonly PaddedPlane _full;
    private readonly float _fullScale;

    /// <summary>Prepares the memory for pictures of one size.</summary>
    /// <param name="width">Width of the pictures, at least 8.</param>
    /// <param name="height">Height of the pictures, at least 8.</param>
    /// <param name="options">Parameters; null for <see cref="DisOptions.Medium"/>.</param>
    /// <param name="workers">The team that shares the rows; null for the calling thread alone. The field has the same bits.</param>
    public Dis(int width, int height, DisOptions? options = null, Workers? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, DisLevel.PatchSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, DisLevel.PatchSide);
        _options = Checked(options ?? DisOptions.Medium);
        _workers = workers ?? new Workers(1);
        (Width, Height) = (width, height);

        var coarsest = CoarsestScale(width, height);
        var finest = Math.Min(_options.FinestScale, coarsest);
        var sizes = Sizes(width >> finest, height >> finest, coarsest - finest + 1);
        _levels = [.. sizes.Select(size => new DisLevel(size.Width, size.Height, _options))];
        _refine =
            _options.RefinementIterations == 0
                ? []
                : [.. sizes.Select(size => new VariationalRefinement(size.Width, size.Height, _options))];
        _shrink =
        [
            new AreaShrinker(width, height, sizes[0].Width, sizes[0].Height),
            .. Steps((fine, coarse) => new AreaShrinker(fine.Width, fine.Height, coarse.Width, coarse.Height)),
        ];
        _grow =
        [
            GridResampler.Bilinear(sizes[0].Width, sizes[0].Height, width, height),
            .. Steps((fine, coarse) => GridResampler.Bilinear(coarse.Width, coarse.Height, fine.Width, fine.Height)),
        ];
        _full = new PaddedPlane(width, height);
        _fullScale = 1 << finest;
    }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public void Estimate(Plane first, Plane second, FlowField flow)
    {
        FlowArguments.Check(this, first, second, flow);
        BuildPyramid(first, level => level.First);
        BuildPyramid(second, level => level.Second);
        _levels[^1].U.Clear();
        _levels[^1].V.Clear();
        for (var s = _levels.Length - 1; s >= 0; s--)
        {
            _levels[s].Search(_workers);
            if (_refine.Length > 0)
            {
                _refine[s].Improve(_levels[s], _workers);
            }

            if (s > 0)
            {
                _grow[s].Apply(_levels[s].U, _levels[s - 1].U, 2);
                _grow[s].Apply(_levels[s].V, _levels[s - 1].V, 2);
            }
        }

        Enlarge(_levels[0].U, flow.U);
        Enlarge(_levels[0].V, flow.V);
        GC.KeepAlive(this);
    }

    private static DisOptions Checked(DisOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.FinestScale);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PatchStride, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.PatchStride, DisLevel.PatchSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DescentIterations, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(options.RefinementIterations);
        return options;
    }

    // OpenCV's rule: motion up to a quarter of the longer side is searched, and a patch fits in the shorter one.
    private static int CoarsestScale(int width, int height)
    {
        var forMotion = (int)(Math.Log2(Math.Max(width, height) / (4.0 * DisLevel.PatchSide)) + 0.5);
        var forPatch = (int)Math.Log2(Math.Min(width, height) / DisLevel.PatchSide);
        return Math.Max(0, Math.Min(forMotion, forPatch));
    }

    private static (int Width, int Height)[] Sizes(int width, int height, int count) =>
        [.. Enumerable.Range(0, count).Select(s => (width >> s, height >> s))];

    private IEnumerable<T> Steps<T>(Func<DisLevel, DisLevel, T> make) => _levels.Zip(_levels.Skip(1), make);

    private void BuildPyramid(Plane picture, Func<DisLevel, PaddedPlane> target)
    {
        _full.CopyFrom(picture);
        for (var s = 0; s < _levels.Length; s++)
        {
            _shrink[s].Apply(s == 0 ? _full : target(_levels[s - 1]), target(_levels[s]));
        }
    }

    private void Enlarge(PaddedPlane component, Plane target)
    {
        _grow[0].Apply(component, _full, _fullScale);
        _full.CopyTo(target);
    }
}
