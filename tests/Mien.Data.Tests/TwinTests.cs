using Mien.Data.Datasets;
using Mien.Data.Doctor;
using Mien.Data.Twins;
using Mien.Foundation;

namespace Mien.Data.Tests;

public sealed class TwinTests
{
    public static TheoryData<string> Datasets => [.. TwinGenerator.Datasets];

    [Theory]
    [MemberData(nameof(Datasets))]
    public void A_twin_is_complete_and_nothing_is_wrong(string dataset)
    {
        var report = DatasetDoctor.Examine(TwinShelf.Get(dataset));

        Assert.DoesNotContain(report.Findings, finding => finding.Weight != FindingWeight.Note);
        Assert.Equal($"complete twin of {DatasetCatalogue.Get(dataset).Title}, nothing wrong", report.Verdict);
        Assert.Equal(dataset, report.Dataset);
    }

    [Theory]
    [MemberData(nameof(Datasets))]
    public void Naming_the_dataset_gives_the_same_report_as_recognising_it(string dataset)
    {
        var path = TwinShelf.Get(dataset);

        Assert.Equal(
            DoctorText.ForPrograms(DatasetDoctor.Examine(path)),
            DoctorText.ForPrograms(DatasetDoctor.Examine(path, dataset))
        );
    }

    [Fact]
    public void The_same_seed_gives_the_same_files()
    {
        using var second = new ScratchFolder();
        TwinGenerator.Write("casme2", second.Path, TwinShelf.Tiny);

        Assert.Equal(Hashes(TwinShelf.Get("casme2")), Hashes(second.Path));
    }

    [Fact]
    public void Clips_carry_the_truth_of_the_manifest()
    {
        var path = TwinShelf.Get("samm");
        var manifest = TwinManifest.Read(path);

        var clips = DatasetFolder.Open(path).Clips("cropped");

        Assert.Equal(manifest.Clips, clips.Count);
        foreach (var e in manifest.Events)
        {
            var clip = Assert.Single(clips, clip => clip.Name == e.Sequence);
            Assert.Equal((e.Subject, e.Onset, e.Apex, e.Offset), (clip.Subject, clip.Onset, clip.Apex, clip.Offset));
            Assert.Equal((e.Emotion, e.Onset, e.Offset), (clip.Emotion, clip.Frames[0].Number, clip.Frames[^1].Number));
        }
    }

    [Fact]
    public void A_clip_of_a_long_video_has_the_frames_from_onset_to_offset()
    {
        foreach (var clip in DatasetFolder.Open(TwinShelf.Get("casme3")).Clips("part A colour"))
        {
            Assert.Equal(clip.Onset, clip.Frames[0].Number);
            Assert.Equal(clip.Offset, clip.Frames[^1].Number);
            Assert.Equal(clip.Offset - clip.Onset + 1, clip.Frames.Count);
        }
    }

    [Fact]
    public void An_inner_folder_of_a_dataset_is_recognised_too()
    {
        var report = DatasetDoctor.Examine(Path.Combine(TwinShelf.Get("smic"), "SMIC_all_raw", "HS"));

        Assert.Equal(("smic", 6), (report.Dataset, report.Clips));
    }

    [Fact]
    public void A_folder_that_holds_something_is_left_alone()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(Path.Combine(folder.Path, "mine.txt"), "mine");

        Assert.Contains(
            "not empty",
            Assert
                .Throws<InputFaultException>(() => TwinGenerator.Write("casme2", folder.Path, TwinShelf.Tiny))
                .Message,
            StringComparison.Ordinal
        );
    }

    private static string[] Hashes(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => $"{Path.GetRelativePath(folder, file)} {ContentHash.OfFile(file)}"),
        ];
}
