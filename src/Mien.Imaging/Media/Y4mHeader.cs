using System.Globalization;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>The first line of a YUV4MPEG2 file: "YUV4MPEG2 W640 H480 F25:1 Ip C420jpeg".</summary>
internal sealed record Y4mHeader(int Width, int Height, double Rate, string Chroma, bool FullRange)
{
    public const string Magic = "YUV4MPEG2";
    public const string FrameMark = "FRAME";

    /// <summary>Columns and rows of each colour plane; (0, 0) for gray.</summary>
    public (int Width, int Height) ChromaSize =>
        Chroma switch
        {
            "mono" => (0, 0),
            "444" => (Width, Height),
            "422" => ((Width + 1) / 2, Height),
            _ => ((Width + 1) / 2, (Height + 1) / 2),
        };

    public int FrameBytes => (Width * Height) + (2 * ChromaSize.Width * ChromaSize.Height);

    public static Y4mHeader Parse(string line, string path)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0] != Magic)
        {
            throw new InputFaultException($"{path} does not start with {Magic}: give a Y4M file.");
        }

        string Value(char key, string otherwise) =>
            words
                .Skip(1)
                .FirstOrDefault(word => word[0] == key && !word.StartsWith("XC", StringComparison.Ordinal))
                ?[1..]
            ?? otherwise;
        if (Value('I', "p") is not ("p" or "?"))
        {
            throw new InputFaultException(
                $"{path} is interlaced: deinterlace it first (ffmpeg -i IN -vf yadif OUT.y4m)."
            );
        }

        var (width, height) = (Side(Value('W', "")), Side(Value('H', "")));
        PictureLimits.CheckFileSize(path, width, height);
        var chroma = Value('C', "420");
        var kind = chroma switch
        {
            "mono" or "444" or "422" or "420" or "420jpeg" or "420paldv" or "420mpeg2" => chroma,
            _ => throw new InputFaultException(
                $"{path} has pixels of kind {chroma}: mono, 420, 422 and 444 of 8 bits are read (ffmpeg -i IN -pix_fmt yuv420p OUT.y4m)."
            ),
        };
        var full = kind == "mono" || words.Contains("XCOLORRANGE=FULL");
        return new Y4mHeader(width, height, ParseRate(Value('F', "25:1"), path), kind, full);
    }

    private static int Side(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : 0;

    private static double ParseRate(string text, string path)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && Side(parts[0]) is > 0 and var top && Side(parts[1]) is > 0 and var bottom
            ? (double)top / bottom
            : throw new InputFaultException(
                $"{path} gives its frame rate as {text}: two whole numbers are needed, such as F25:1."
            );
    }
}
