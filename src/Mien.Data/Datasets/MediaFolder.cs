using System.Globalization;

namespace Mien.Data.Datasets;

/// <summary>One folder of numbered pictures, or one video, as it lies on disk.</summary>
internal sealed class MediaFolder
{
    private static readonly string[] Pictures = [".jpg", ".jpeg", ".png", ".bmp", ".pgm", ".ppm", ".tif", ".tiff"];
    private static readonly string[] Videos = [".avi", ".mp4", ".mov", ".mkv", ".wmv", ".mpg", ".y4m"];

    /// <summary>The folder, or the video file, relative to the root.</summary>
    public required string Path { get; init; }

    /// <summary>What it is in the dataset; null when its path does not fit.</summary>
    public ClipPlace? Place { get; init; }

    /// <summary>Pictures by frame number.</summary>
    public required IReadOnlyList<ClipFrame> Frames { get; init; }

    /// <summary>Pictures whose name holds no number.</summary>
    public IReadOnlyList<string> Unnumbered { get; init; } = [];

    /// <summary>The video file's full path, when it is one.</summary>
    public string? Video { get; init; }

    /// <summary>Whether a name ends like a picture's.</summary>
    public static bool IsPicture(string path) => Ends(path, Pictures);

    /// <summary>Whether a name ends like a video's.</summary>
    public static bool IsVideo(string path) => Ends(path, Videos);

    /// <summary>Groups a listing's pictures by folder and gives each its place.</summary>
    public static List<MediaFolder> Gather(FolderListing listing, DatasetReader reader)
    {
        var result = new List<MediaFolder>();
        foreach (var group in listing.Files.Where(file => IsPicture(file.Path)).GroupBy(file => FolderOf(file.Path)))
        {
            result.Add(FromPictures(listing, reader, group.Key, [.. group]));
        }

        foreach (var video in listing.Files.Where(file => IsVideo(file.Path)))
        {
            var stem = System.IO.Path.ChangeExtension(video.Path, null);
            result.Add(
                new MediaFolder
                {
                    Path = video.Path,
                    Place = VideoPlace(reader.Locate(Segments(listing, stem), NameOf(video.Path))),
                    Frames = [],
                    Video = listing.FullPath(video.Path),
                }
            );
        }

        return result;
    }

    /// <summary>The path of every folder of pictures and every video, with the name of one file: enough to recognise a dataset.</summary>
    public static List<(string[] Segments, string Name)> Examples(FolderListing listing) =>
        [
            .. listing
                .Files.Where(file => IsPicture(file.Path))
                .DistinctBy(file => FolderOf(file.Path))
                .Select(file => (Segments(listing, FolderOf(file.Path)), NameOf(file.Path))),
            .. listing
                .Files.Where(file => IsVideo(file.Path))
                .Select(file =>
                    (Segments(listing, System.IO.Path.ChangeExtension(file.Path, null)), NameOf(file.Path))
                ),
        ];

    /// <summary>The number at the end of a picture's name, extension aside; null when there is none.</summary>
    public static int? NumberOf(string path)
    {
        var stem = System.IO.Path.GetFileNameWithoutExtension(path);
        var end = stem.Length;
        while (end > 0 && !char.IsAsciiDigit(stem[end - 1]))
        {
            end--;
        }

        var start = end;
        while (start > 0 && char.IsAsciiDigit(stem[start - 1]))
        {
            start--;
        }

        return int.TryParse(
            stem.AsSpan(start, end - start),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
    }

    private static MediaFolder FromPictures(
        FolderListing listing,
        DatasetReader reader,
        string folder,
        ListedFile[] files
    )
    {
        var frames = new List<ClipFrame>(files.Length);
        var unnumbered = new List<string>();
        foreach (var file in files)
        {
            if (NumberOf(file.Path) is { } number)
            {
                frames.Add(new ClipFrame(number, listing.FullPath(file.Path), file.Length));
            }
            else
            {
                unnumbered.Add(NameOf(file.Path));
            }
        }

        frames.Sort(
            (a, b) => a.Number != b.Number ? a.Number.CompareTo(b.Number) : string.CompareOrdinal(a.Path, b.Path)
        );
        return new MediaFolder
        {
            Path = folder.Length == 0 ? "." : folder,
            Place = reader.Locate(Segments(listing, folder), NameOf(files[0].Path)),
            Frames = frames,
            Unnumbered = unnumbered,
        };
    }

    private static ClipPlace? VideoPlace(ClipPlace? place) =>
        place is null ? null : place with { Edition = $"{place.Edition} video" };

    private static string[] Segments(FolderListing listing, string relative) =>
        [.. listing.RootNames, .. relative.Split('/', StringSplitOptions.RemoveEmptyEntries)];

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var cut ? path[..cut] : "";

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool Ends(string path, string[] endings) =>
        endings.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
