using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Data.Preparation;

/// <summary>Where the faces lie in the maps of a prepared folder, by its provenance.</summary>
public static class CropRecord
{
    private const string FileName = "provenance.csv";
    private const string Step = "crop ";
    private static readonly string[] AroundLandmarks = [" similarity ", " affine ", " none "];

    // The 68 landmarks of an average adult face in millimetres: from the brows, 21 above the pupils, to the tip of the chin,
    // 114 below them; dlib's mean shape is 1.04 times as wide as high.
    private const float BrowAbovePupil = 21;
    private const float Height = BrowAbovePupil + 114;
    private const float Width = 1.04f * Height;

    /// <summary>
    /// The layout of the crops of a folder that were all cut in one way around landmarks; null where the folder does not
    /// say, or holds crops of another kind.
    /// </summary>
    /// <param name="folder">A prepared set.</param>
    public static CropLayout? LayoutOf(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        var table = CsvTable.Read(path);
        var crops = table.Has("provenance")
            ? Enumerable.Range(0, table.Count).Select(row => CropOf(table[row, "provenance"])).Distinct().ToArray()
            : [];
        return crops is [{ } crop] ? Layout(Faces.Alignment.CropLayout.Parse(crop)) : null;
    }

    /// <summary>The crop's own words in a line of provenance, such as <c>face above=0.3</c>; null without landmarks.</summary>
    private static string? CropOf(string line)
    {
        var step = line.Split('|', StringSplitOptions.TrimEntries)
            .FirstOrDefault(part => part.StartsWith(Step, StringComparison.Ordinal));
        var method = AroundLandmarks.FirstOrDefault(word => step?.Contains(word, StringComparison.Ordinal) == true);
        if (method is null || step is null)
        {
            return null;
        }

        // Sets that were prepared before layouts had names say the method alone.
        var words = step[(Step.Length - 1)..step.IndexOf(method, StringComparison.Ordinal)].Trim();
        return words.Length > 0 ? words : Faces.Alignment.CropLayout.Face.ToString();
    }

    /// <summary>The square of <see cref="Faces.Alignment.CropLayout.SquareOf"/>, as edges on an average face.</summary>
    private static CropLayout Layout(Faces.Alignment.CropLayout margins)
    {
        var height = Height * (float)(1 + margins.Above + margins.Below);
        var side = Math.Max(height, Width * (float)(1 + (2 * margins.Beside)));
        var above = BrowAbovePupil + (Height * (float)margins.Above) + ((side - height) / 2);
        return CropLayout.Of(
            new CropWindow
            {
                HalfWidth = side / 2,
                Above = above,
                Below = side - above,
            }
        );
    }
}
