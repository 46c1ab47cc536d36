using System.Globalization;
using Mien.Foundation;

namespace Mien.Spotting.Scoring;

/// <summary>
/// How long the videos are that were searched, those without any expression among them: <c>videos.csv</c> of made-up long
/// videos, or the lengths that are passed around with the datasets (<c>vid, duration</c> in frames).
/// </summary>
public sealed class VideoList
{
    /// <summary>File name beside <c>truth.csv</c>.</summary>
    public const string FileName = "videos.csv";

    private static readonly string[] Names = ["video", "vid", "sub_name"];
    private static readonly string[] Lengths = ["frames", "duration"];

    private readonly Dictionary<string, (double Frames, double? Rate)> _videos = [];

    private VideoList() { }

    /// <summary>Number of videos.</summary>
    public int Count => _videos.Count;

    /// <summary>The frame rates that are told, ascending.</summary>
    public IReadOnlyList<double> Rates =>
        [.. _videos.Values.Select(video => video.Rate).OfType<double>().Distinct().Order()];

    /// <summary>Reads a table.</summary>
    /// <exception cref="InputFaultException">It lacks a column, or a length is no number.</exception>
    public static VideoList Read(string path)
    {
        var table = CsvTable.Read(path);
        var (name, length) = (Array.Find(Names, table.Has), Array.Find(Lengths, table.Has));
        if (name is null || length is null)
        {
            throw new InputFaultException(
                $"{path} tells no lengths of videos: it needs a column of {string.Join(", ", Names)} and one of {string.Join(", ", Lengths)}."
            );
        }

        var list = new VideoList();
        for (var row = 0; row < table.Count; row++)
        {
            list._videos[VideoNames.Canonical(table[row, name])] = (
                Number(table, row, length),
                table.Has("frame_rate") ? Number(table, row, "frame_rate") : null
            );
        }

        return list;
    }

    /// <summary>Minutes of all videos; null when the rate of one is not known.</summary>
    /// <param name="usualRate">Frames a second of videos for which the table tells none.</param>
    public double? Minutes(double? usualRate) =>
        _videos.Values.Any(video => video.Rate is null) && usualRate is null
            ? null
            : _videos.Values.Sum(video => video.Frames / (video.Rate ?? usualRate!.Value) / 60);

    /// <summary>Frames a second of a video; null when not told.</summary>
    public double? RateOf(string video) => _videos.TryGetValue(video, out var found) ? found.Rate : null;

    private static double Number(CsvTable table, int row, string column) =>
        double.TryParse(table[row, column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < 1e12
            ? number
            : throw new InputFaultException(
                $"{table.Path}, line {table.LineOf(row)}, column {column}: '{table[row, column]}' is no length or rate: mend the cell."
            );
}
