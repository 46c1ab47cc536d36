using Mien.Data.Datasets;

namespace Mien.Data.Tests;

/// <summary>The readers against the coding tables as they are passed around; counts are those of the tables' publishers.</summary>
public sealed class RealTableTests
{
    [Theory]
    [InlineData(
        "casme2/CASME2-coding-20140508.xlsx",
        "casme2",
        255,
        26,
        "coding of 8 May 2014",
        "others 99, disgust 63, happiness 32, repression 27, surprise 25, sadness 7, fear 2"
    )]
    [InlineData(
        "casme2/CASME2-coding-20190701.xlsx",
        "casme2",
        255,
        26,
        "coding of 1 July 2019",
        "others 99, disgust 63, happiness 32, surprise 28, repression 27, sadness 4, fear 2"
    )]
    [InlineData(
        "samm/SAMM_Micro_FACS_Codes_v2.xlsx",
        "samm",
        159,
        29,
        "FACS codes v2 (9 September 2017)",
        "anger 57, happiness 26, other 26, surprise 15, contempt 12, disgust 9, fear 8, sadness 6"
    )]
    [InlineData("smic/smic_apex.xlsx", "smic", 164, 16, "HS", "negative 70, positive 51, surprise 43")]
    [InlineData(
        "megc2019/combined_3class_gt.csv",
        "megc2019",
        442,
        68,
        "official list",
        "negative 250, positive 109, surprise 83"
    )]
    [InlineData(
        "megc2019/combined_3class_gt-2.csv",
        "megc2019",
        441,
        68,
        "list without SAMM 032_3_1",
        "negative 249, positive 109, surprise 83"
    )]
    [InlineData(
        "casme3/casme3_table.xlsx",
        "casme3",
        860,
        94,
        "part A, labels v2",
        "disgust 250, surprise 187, others 161, fear 86, anger 64, sad 57, happy 55"
    )]
    [InlineData(
        "dfme/training_full_with_AU.xlsx",
        "dfme",
        1856,
        176,
        "training",
        "disgust 548, surprise 298, sadness 278, fear 265, happiness 206, anger 161, contempt 100"
    )]
    [InlineData(
        "dfme/testA_full_with_AU.xlsx",
        "dfme",
        474,
        42,
        "test A",
        "disgust 129, surprise 101, happiness 63, fear 62, sadness 46, anger 39, contempt 34"
    )]
    [InlineData(
        "dfme/testB_full_with_AU.xlsx",
        "dfme",
        299,
        41,
        "test B",
        "disgust 58, surprise 48, happiness 42, anger 41, fear 38, contempt 37, sadness 35"
    )]
    [InlineData(
        "spotting/CASME_sq_gt.xlsx",
        "casme-sq",
        357,
        22,
        "final coding",
        "negative 126, positive 124, others 82, surprise 25"
    )]
    [InlineData("spotting/SAMMLV_gt.xlsx", "samm-lv", 502, 30, "FACS codes of the long videos", "unlabelled 502")]
    public void A_table_is_recognised_and_counted(
        string file,
        string dataset,
        int clips,
        int subjects,
        string edition,
        string classes
    )
    {
        var table = DatasetCatalogue.ReadTable(RealData.Require($"annotations/{file}"));

        Assert.Equal(dataset, table.Dataset);
        Assert.Equal((clips, subjects), (table.Clips.Count, table.Subjects));
        Assert.Equal(classes, string.Join(", ", table.Classes.Select(c => $"{c.Key} {c.Value}")));
        Assert.Equal(edition, table.Edition);
        Assert.Empty(table.Findings);
    }

    [Theory]
    [InlineData("spotting/CASME_sq_gt.xlsx", 300, 57)]
    [InlineData("spotting/SAMMLV_gt.xlsx", 343, 159)]
    public void Long_videos_hold_macro_and_micro_expressions(string file, int macro, int micro)
    {
        var clips = DatasetCatalogue.ReadTable(RealData.Require($"annotations/{file}")).Clips;

        Assert.Equal(macro, clips.Count(clip => clip.Kind == ClipKind.Macro));
        Assert.Equal(micro, clips.Count(clip => clip.Kind == ClipKind.Micro));
    }

    [Fact]
    public void One_edition_of_casme2_lacks_one_apex()
    {
        var clips = DatasetCatalogue
            .ReadTable(RealData.Require("annotations/casme2/CASME2-coding-20190701.xlsx"))
            .Clips;

        var clip = Assert.Single(clips, clip => clip.Apex is null);
        Assert.Equal(("sub04", "EP12_01f"), (clip.Subject, clip.Name));
    }

    [Fact]
    public void The_official_list_drops_two_clips_of_casme2()
    {
        var coded = DatasetCatalogue
            .ReadTable(RealData.Require("annotations/casme2/CASME2-coding-20140508.xlsx"))
            .Clips;
        var listed = DatasetCatalogue
            .ReadTable(RealData.Require("annotations/megc2019/combined_3class_gt.csv"))
            .Clips.Select(clip => (clip.Dataset, clip.Subject, clip.Name))
            .ToHashSet();

        var dropped = coded
            .Where(clip => clip.Emotion is "disgust" or "repression" or "happiness" or "surprise")
            .Where(clip => !listed.Contains((clip.Dataset, clip.Subject, clip.Name)))
            .Select(clip => $"{clip.Subject}/{clip.Name}");
        Assert.Equal(["sub04/EP12_01f", "sub05/EP09_05f"], dropped);
    }

    [Fact]
    public void Long_videos_are_named_as_their_folders_are()
    {
        var casme = DatasetCatalogue.ReadTable(RealData.Require("annotations/spotting/CASME_sq_gt.xlsx")).Clips[0];
        var samm = DatasetCatalogue.ReadTable(RealData.Require("annotations/spotting/SAMMLV_gt.xlsx")).Clips[0];

        Assert.Equal(("s15", "0401", "anger1_1"), (casme.Subject, casme.Sequence, casme.Name));
        Assert.Equal(("006", "006_1", 566), (samm.Subject, samm.Sequence, samm.Onset));
    }

    [Fact]
    public void The_three_tables_of_dfme_are_one_dataset()
    {
        var folder = Path.GetDirectoryName(RealData.Require("annotations/dfme/training_full_with_AU.xlsx"))!;

        var report = Doctor.DatasetDoctor.Examine(folder);

        Assert.Equal(("dfme", 2629, 259), (report.Dataset, report.Clips, report.Subjects));
        Assert.Equal("there are no frames, only tables", Assert.Single(report.Findings).What);
    }

    [Fact]
    public void Of_two_codings_in_one_folder_the_one_that_papers_use_is_taken()
    {
        var folder = Path.GetDirectoryName(RealData.Require("annotations/casme2/CASME2-coding-20140508.xlsx"))!;

        var report = Doctor.DatasetDoctor.Examine(folder);

        Assert.Equal(255, report.Clips);
        Assert.StartsWith("coding of 8 May 2014", report.Edition, StringComparison.Ordinal);
        Assert.Contains(
            report.Findings,
            finding => finding.What == "lists the same clips as CASME2-coding-20140508.xlsx, which is used"
        );
    }
}
