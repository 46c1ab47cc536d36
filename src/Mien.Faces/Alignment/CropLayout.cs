using System.Numerics;
using Mien.Foundation;

namespace Mien.Faces.Alignment;

/// <summary>
/// The square of the mean face that a crop shows, as margins around the extent of the 68 landmarks; negative ones cut into
/// it. Written as a line: a name, and margins that differ, as in <c>face above=0.3</c>.
/// </summary>
public sealed record CropLayout
{
    private static readonly StepSettings<CropLayout> Settings = new(
        new("above", -0.3, 2, o => (float)o.Above, (o, v) => o with { Above = v }),
        new("below", -0.3, 2, o => (float)o.Below, (o, v) => o with { Below = v }),
        new("beside", -0.3, 2, o => (float)o.Beside, (o, v) => o with { Beside = v })
    );

    /// <summary>
    /// The default: a fifth of the landmarks' height above the brows, the margin of weimengting's preprocessing of CASME II,
    /// SAMM, SMIC and MMEW, and a small one elsewhere, so that jaw and cheeks are not cut.
    /// </summary>
    public static CropLayout Face { get; } = new();

    /// <summary>
    /// The box of dlib's frontal detector, which the landmark model's mean shape is drawn in: brows to lower lip and a
    /// little of the chin. SOFTNet (Liong et al. 2021) crops every frame with the first frame's such box, 128 x 128.
    /// </summary>
    public static CropLayout Box { get; } =
        new()
        {
            Above = 0.1794,
            Below = -0.0769,
            Beside = 0.0313,
        };

    /// <summary>
    /// Between the outer ends of the brows, as high as the landmarks, shifted up: preprocessing published for SAMM and DFME,
    /// whose 15 pixels of shift are a twentieth of its faces' height.
    /// </summary>
    public static CropLayout Brows { get; } =
        new()
        {
            Above = 0.05,
            Below = -0.05,
            Beside = -0.095,
        };

    /// <summary>The layouts with a name.</summary>
    public static IReadOnlyList<string> Names { get; } = ["face", "box", "brows"];

    /// <summary>Room above the brows, as a share of the landmarks' height.</summary>
    public double Above { get; init; } = 0.2;

    /// <summary>Room below the chin, as a share of the landmarks' height.</summary>
    public double Below { get; init; } = 0.03;

    /// <summary>Least room beside the jaw on either side, as a share of the landmarks' width.</summary>
    public double Beside { get; init; } = 0.03;

    /// <summary>Reads a line such as <c>box</c> or <c>face above=0.3</c>.</summary>
    /// <exception cref="InputFaultException">No such layout or margin.</exception>
    public static CropLayout Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var step = StepText.Split(text)[0];
        return Settings.Read(step, Named(step.Name));
    }

    /// <summary>The line that <see cref="Parse"/> takes back.</summary>
    public override string ToString()
    {
        var name = Names.FirstOrDefault(name => Named(name) == this) ?? Names[0];
        return name + Settings.Write(this, Named(name));
    }

    /// <summary>The line with every margin, for records; <see cref="Parse"/> takes it too.</summary>
    public string InFull() => (Names.FirstOrDefault(name => Named(name) == this) ?? Names[0]) + Settings.WriteAll(this);

    private static CropLayout Named(string name) =>
        name.ToLowerInvariant() switch
        {
            "face" => Face,
            "box" => Box,
            "brows" => Brows,
            _ => throw new InputFaultException($"'{name}' is no crop: give one of {string.Join(", ", Names)}."),
        };

    /// <summary>The square as (left, top, side) in the coordinates of a mean shape.</summary>
    public Vector3 SquareOf(IReadOnlyList<Vector2> meanShape)
    {
        ArgumentNullException.ThrowIfNull(meanShape);
        var (low, high) = (meanShape[0], meanShape[0]);
        foreach (var point in meanShape)
        {
            (low, high) = (Vector2.Min(low, point), Vector2.Max(high, point));
        }

        var extent = high - low;
        var height = extent.Y * (1 + Above + Below);
        var side = Math.Max(height, extent.X * (1 + (2 * Beside)));
        var center = (low.X + high.X) / 2;
        // What the square has more than needed goes above and below alike.
        var top = low.Y - (Above * extent.Y) - ((side - height) / 2);
        return new Vector3((float)(center - (side / 2)), (float)top, (float)side);
    }
}
