using Mien.Cluster.Units;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Reporting.Analyses;
using Mien.Spotting.Analysis;
using Mien.Spotting.Output;

namespace Mien.Cli;

/// <summary>
/// The videos of a folder, or its folders of frames, as units, one each: analysed into a folder of its own, with one table
/// and page for all. A video that cannot be read is a result too, and stops no other.
/// </summary>
internal sealed class VideosWork : IUnitWork
{
    private const int LongestName = 100;

    private readonly AnalysisRun _run;
    private readonly string _source;
    private readonly IReadOnlyList<string> _videos;
    private readonly string[] _folders;

    /// <summary>Names the units.</summary>
    /// <param name="run">How.</param>
    /// <param name="source">The folder with the videos.</param>
    /// <param name="videos">Their paths.</param>
    /// <param name="output">The folder for all analyses.</param>
    /// <exception cref="InputFaultException">What reads videos is not installed on this machine.</exception>
    public VideosWork(AnalysisRun run, string source, IReadOnlyList<string> videos, string output)
    {
        VideoFolder.RequireReader(videos);
        (_run, _source, _videos, Folder) = (run, source, videos, Path.GetFullPath(output));
        _folders = FoldersOf(videos);
        Units = [.. _folders.Select(folder => $"units/video-{Plain(folder)}")];
    }

    /// <inheritdoc/>
    public string Title => $"{_videos.Count} videos";

    /// <inheritdoc/>
    public string Folder { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Units { get; }

    /// <summary>What came of each video that is done, in order.</summary>
    public IEnumerable<VideoSummary> Summaries() =>
        Units.Select(unit => VideoUnit.TryRead(PathOf(unit))?.Summary).OfType<VideoSummary>();

    /// <inheritdoc/>
    public bool IsDone(int unit)
    {
        if (VideoUnit.TryRead(PathOf(Units[unit])) is not { } result || result.Inputs != InputsOf(unit))
        {
            return false;
        }

        var folder = FolderOf(unit);
        return result.Summary.Figures is null || (File.Exists(folder.Json) && File.Exists(folder.Report));
    }

    /// <summary>Forgets which videos could not be read, so that they are tried again.</summary>
    public void ForgetUnreadable()
    {
        foreach (var path in Units.Select(PathOf).Where(path => VideoUnit.TryRead(path) is { Summary.Figures: null }))
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public IUnitWorker CreateWorker(int threads) => new Worker(this);

    /// <inheritdoc/>
    public void Gather(int threads) => WriteSummary([.. Summaries()]);

    /// <summary>Writes the table and the page of the videos that are done.</summary>
    public void WriteSummary(IReadOnlyList<VideoSummary> summaries)
    {
        SummaryTable.Write(Path.Combine(Folder, SummaryTable.FileName), summaries);
        SummaryPage.Write(Path.Combine(Folder, SummaryPage.FileName), NameOf(_source), summaries);
    }

    private VideoSummary Analyse(int unit, CancellationToken stop)
    {
        var name = Path.GetFileName(_videos[unit]);
        try
        {
            var result = _run.Run(AnalysisSource.Of(_videos[unit], _run.Options.Source), FolderOf(unit), stop);
            return new VideoSummary(name, _folders[unit], VideoFigures.Of(result), result.Fault);
        }
        catch (InputFaultException fault)
        {
            return new VideoSummary(name, _folders[unit], null, fault.Message);
        }
    }

    private AnalysisFolder FolderOf(int unit) => new(Path.Combine(Folder, _folders[unit]));

    private string PathOf(string unit) => Path.Combine(Folder, unit + ".json");

    private string InputsOf(int unit) =>
        ContentHash.Of($"{SourceIdentity.Of(_videos[unit], _run.Options.Source.FolderRate)}\n{_run.Settings}");

    /// <summary>The names without ending, or with it where two videos differ in nothing else.</summary>
    private static string[] FoldersOf(IReadOnlyList<string> videos)
    {
        var names = videos
            .CountBy(NameWithoutEnding, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. videos.Select(video =>
                names[NameWithoutEnding(video)] == 1 ? NameWithoutEnding(video) : Path.GetFileName(video)
            ),
        ];
    }

    // A folder's name has no ending, whatever dots are in it.
    private static string NameWithoutEnding(string video) =>
        Directory.Exists(video) ? Path.GetFileName(video) : Path.GetFileNameWithoutExtension(video);

    /// <summary>A name for lists and scripts: plain letters, and a hash where that loses anything.</summary>
    private static string Plain(string name)
    {
        var plain = string.Concat(
            name.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')
        );
        return plain == name ? plain : $"{plain}-{ContentHash.Of(name)[..8]}";
    }

    private static string NameOf(string folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private sealed class Worker(VideosWork work) : IUnitWorker
    {
        public void Run(int unit, CancellationToken stop) =>
            new VideoUnit { Inputs = work.InputsOf(unit), Summary = work.Analyse(unit, stop) }.Write(
                work.PathOf(work.Units[unit])
            );

        public void Dispose() { }
    }
}
