using Mien.Data.Datasets;
using Mien.Data.Preparation;
using Mien.Data.Prepared;
using Mien.Data.Twins;

namespace Mien.Data.Tests;

/// <summary>From a dataset's folder to motion maps, for every dataset with labels (SAMM Long Videos has none; a composite is its parts).</summary>
public sealed class TwinPreparationTests
{
    public static TheoryData<string> Datasets => [.. TwinGenerator.Datasets.Except(["megc2019", "samm-lv"])];

    [Theory]
    [MemberData(nameof(Datasets))]
    public void Every_dataset_becomes_a_prepared_set_with_its_people_and_clips(string dataset)
    {
        var clips = DatasetFolder
            .Open(TwinShelf.Get(dataset))
            .Clips()
            .Where(clip => clip.Kind == ClipKind.Micro)
            .ToList();
        using var folder = new ScratchFolder();
        var options = new PreparationOptions
        {
            Crop = CropKind.Whole,
            CropSize = 32,
            Size = 28,
        };

        var report = new ClipPreparation(options, null, folder.Path).Run(
            clips,
            cancel: TestContext.Current.CancellationToken
        );

        Assert.Empty(report.Failed);
        var prepared = PreparedFolder.Read(folder.Path);
        Assert.Equal(clips.Count(clip => clip.Emotion is not null), prepared.Count(clip => clip.Label.Length > 0));
        var names = clips.Select(clip => (clip.Dataset, clip.Subject, clip.Name)).ToHashSet();
        Assert.All(prepared, clip => Assert.Contains((clip.Dataset, clip.Subject, clip.Clip), names));
    }
}
