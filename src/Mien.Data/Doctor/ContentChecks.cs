using System.Collections.Concurrent;
using Mien.Data.Datasets;
using Mien.Foundation;

namespace Mien.Data.Doctor;

/// <summary>
/// Opens every picture's head and tail, and hashes those whose length another clip's picture shares: only these can be
/// duplicates, so a large dataset takes seconds.
/// </summary>
internal sealed class ContentChecks(
    IReadOnlyList<(string Part, MediaFolder Folder)> folders,
    IProgress<ProgressStep>? progress
)
{
    private const string Looking = "looking at pictures";
    private const string Comparing = "comparing contents";
    private const int Stride = 256;
    private const int Few = 8;

    /// <summary>Findings with the part they are about; an overlap of two parts has none.</summary>
    public IEnumerable<(string Part, Finding Finding)> Check() => [.. Broken(), .. Duplicates()];

    private IEnumerable<(string Part, Finding Finding)> Broken()
    {
        var total = folders.Sum(item => (long)Math.Max(1, item.Folder.Frames.Count));
        var done = 0L;
        var findings = new ConcurrentBag<(int Order, Finding Finding)>();
        Parallel.For(
            0,
            folders.Count,
            i =>
            {
                foreach (var finding in Pictures(folders[i].Folder))
                {
                    findings.Add((i, finding));
                }

                var now = Interlocked.Add(ref done, Math.Max(1, folders[i].Folder.Frames.Count));
                progress?.Report(new ProgressStep(Looking, now, total));
            }
        );
        return findings
            .OrderBy(f => f.Order)
            .ThenBy(f => f.Finding.Where, StringComparer.Ordinal)
            .Select(f => (folders[f.Order].Part, f.Finding));
    }

    private static IEnumerable<Finding> Pictures(MediaFolder folder)
    {
        if (folder.Video is not null)
        {
            return ProbeOne(folder.Path, folder.Video, out _) is { } finding ? [finding] : [];
        }

        var findings = new List<Finding>();
        var sizes = new Dictionary<(int, int), (int Count, string First)>();
        foreach (var frame in folder.Frames)
        {
            var name = Path.GetFileName(frame.Path);
            if (ProbeOne($"{folder.Path}/{name}", frame.Path, out var size) is { } finding)
            {
                findings.Add(finding);
            }
            else if (size.Width > 0)
            {
                sizes[size] = sizes.TryGetValue(size, out var seen) ? (seen.Count + 1, seen.First) : (1, name);
            }
        }

        if (sizes.Count > 1)
        {
            var usual = sizes.MaxBy(size => size.Value.Count);
            var other = sizes.First(size => size.Key != usual.Key);
            findings.Add(
                new(
                    FindingKind.FrameSize,
                    FindingWeight.Fault,
                    folder.Path,
                    $"{other.Value.First} has {other.Key.Item1} x {other.Key.Item2} pixels, the others {usual.Key.Item1} x {usual.Key.Item2}",
                    "fetch the clip anew"
                )
            );
        }

        return findings;
    }

    private static Finding? ProbeOne(string where, string path, out (int Width, int Height) size)
    {
        var (width, height, problem, isClaim) = MediaProbe.Probe(path);
        size = (width, height);
        return problem.Length == 0
            ? null
            : new Finding(
                isClaim ? FindingKind.Size : FindingKind.BrokenMedia,
                FindingWeight.Fault,
                where,
                problem,
                isClaim ? "do not open it; fetch it anew" : "fetch the file anew"
            );
    }

    private IEnumerable<(string Part, Finding Finding)> Duplicates()
    {
        var shared = HashCandidates();
        var pairs = new Dictionary<(int, int), int>();
        var within = new Dictionary<int, (int Count, string Example)>();
        foreach (
            var same in shared
                .GroupBy(item => item.Hash)
                .Where(group => group.Count() > 1)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            var members = same.OrderBy(item => item.Folder).ThenBy(item => item.Path, StringComparer.Ordinal).ToList();
            foreach (var (a, b) in Pairs(members))
            {
                if (a.Folder == b.Folder)
                {
                    var example = $"{Path.GetFileName(a.Path)} and {Path.GetFileName(b.Path)}";
                    within[a.Folder] = (within.GetValueOrDefault(a.Folder).Count + 1, example);
                }
                else if (AreComparable(a.Folder, b.Folder))
                {
                    pairs[(a.Folder, b.Folder)] = pairs.GetValueOrDefault((a.Folder, b.Folder)) + 1;
                }
            }
        }

        return
        [
            .. pairs.OrderBy(pair => pair.Key).Select(pair => Pair(pair.Key, pair.Value)),
            .. within.OrderBy(item => item.Key).Select(item => Repeats(item.Key, item.Value.Count, item.Value.Example)),
        ];
    }

    /// <summary>All pairs of a few equal files; of many, each with the next, so that a thousand black frames stay cheap.</summary>
    private static IEnumerable<((int Folder, string Path) A, (int Folder, string Path) B)> Pairs(
        List<(int Folder, string Path, string Hash)> members
    )
    {
        for (var i = 0; i < members.Count; i++)
        {
            var reach = members.Count <= Few ? members.Count : Math.Min(members.Count, i + 2);
            for (var j = i + 1; j < reach; j++)
            {
                yield return ((members[i].Folder, members[i].Path), (members[j].Folder, members[j].Path));
            }
        }
    }

    /// <summary>Two editions of one dataset may share pictures (SMIC's cut clips lie in its long ones); two clips of one edition may not.</summary>
    private bool AreComparable(int a, int b) =>
        folders[a].Part != folders[b].Part || folders[a].Folder.Place?.Edition == folders[b].Folder.Place?.Edition;

    private (string, Finding) Repeats(int folder, int count, string example) =>
        (
            folders[folder].Part,
            new Finding(
                FindingKind.Duplicate,
                FindingWeight.Warning,
                folders[folder].Folder.Path,
                $"{count} frames repeat another of the clip ({example})",
                "expect no motion there: frames were dropped when it was recorded"
            )
        );

    private (string, Finding) Pair((int A, int B) pair, int count)
    {
        var ((partA, a), (partB, b)) = (folders[pair.A], folders[pair.B]);
        if (partA != partB)
        {
            var what = $"{count} pictures are also in {partB}/{b.Path}, so one person is in both datasets";
            const string Remedy = "keep that person on one side of every split";
            return ("", new(FindingKind.SubjectOverlap, FindingWeight.Fault, $"{partA}/{a.Path}", what, Remedy));
        }

        var size = Math.Min(Math.Max(1, a.Frames.Count), Math.Max(1, b.Frames.Count));
        return (partA, count >= size ? WholeClip(a, b) : SomeFrames(a, b, count));
    }

    private static Finding WholeClip(MediaFolder a, MediaFolder b)
    {
        var whose = a.Place?.Subject == b.Place?.Subject ? "" : ", under another subject";
        var what = $"the same content as {b.Path}{whose}";
        return new(
            FindingKind.Duplicate,
            FindingWeight.Fault,
            a.Path,
            what,
            "find out which name is right and remove the other"
        );
    }

    private static Finding SomeFrames(MediaFolder a, MediaFolder b, int count) =>
        new(
            FindingKind.Duplicate,
            FindingWeight.Warning,
            a.Path,
            $"{count} frames are also in {b.Path}",
            "keep the two clips on one side of every split"
        );

    private List<(int Folder, string Path, string Hash)> HashCandidates()
    {
        var candidates = folders
            .SelectMany((item, i) => Files(item.Folder).Select(file => (Folder: i, file.Path, file.Bytes)))
            .GroupBy(file => file.Bytes)
            .Where(group => group.Key > 0 && group.Count() > 1)
            .SelectMany(group => group)
            .ToArray();
        var hashes = new string[candidates.Length];
        var done = 0L;
        Parallel.For(
            0,
            candidates.Length,
            i =>
            {
                hashes[i] = Hash(candidates[i].Path, i);
                var now = Interlocked.Increment(ref done);
                if (now % Stride == 0 || now == candidates.Length)
                {
                    progress?.Report(new ProgressStep(Comparing, now, candidates.Length));
                }
            }
        );
        return [.. candidates.Select((file, i) => (file.Folder, file.Path, hashes[i]))];
    }

    private static IEnumerable<(string Path, long Bytes)> Files(MediaFolder folder) =>
        folder.Video is { } video
            ? [(video, new FileInfo(video).Length)]
            : folder.Frames.Select(frame => (frame.Path, frame.Bytes));

    /// <summary>A file that cannot be read was reported when it was looked at; here it only must not equal another.</summary>
    private static string Hash(string path, int index)
    {
        try
        {
            return ContentHash.OfFile(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"unreadable {index}";
        }
    }
}
