namespace Mien.Data.Datasets;

/// <summary>One copy of a dataset's pictures (raw, cropped, one camera) with the clips it holds.</summary>
public sealed class EditionContents
{
    internal EditionContents(string name, IReadOnlyList<MediaFolder> folders, IReadOnlyList<Clip> clips)
    {
        Name = name;
        Folders = folders;
        Clips = clips;
    }

    /// <summary>The edition: "raw", "cropped", "HS raw", "part A colour" ....</summary>
    public string Name { get; }

    /// <summary>Clips that have pictures (or a video) here.</summary>
    public IReadOnlyList<Clip> Clips { get; }

    /// <summary>Pictures of the edition, those of no clip included.</summary>
    public int FrameCount => Folders.Sum(folder => folder.Frames.Count);

    internal IReadOnlyList<MediaFolder> Folders { get; }
}
