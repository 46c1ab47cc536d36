using System.Text;
using Mien.Data.Datasets;
using Mien.Data.Doctor;
using Mien.Imaging.Pictures;

namespace Mien.Data.Tests;

/// <summary>Every way in which copies of the datasets name and pad their folders.</summary>
public sealed class FolderNameTests
{
    [Theory]
    [InlineData("casme2", "CASME2_RAW_selected/sub01/EP02_01f/img46.jpg", "sub01", "EP02_01f", "raw")]
    [InlineData("casme2", "Cropped/sub17/EP15_03/reg_img319.jpg", "sub17", "EP15_03", "cropped")]
    [InlineData("casme2", "Cropped-updated/Cropped/sub01/EP02_01f/46.jpg", "sub01", "EP02_01f", "cropped (updated)")]
    [InlineData("casme2", "CASME2/1/EP02_01f/img046.jpg", "sub01", "EP02_01f", "raw")]
    [InlineData("casme", "CASME_raw_selected/sub01/EP01_12/EP01_12-1.jpg", "sub01", "EP01_12", "raw")]
    [InlineData("casme", "Cropped/sub01/EP01_12/reg_EP01_12-1.jpg", "sub01", "EP01_12", "cropped")]
    [InlineData("samm", "SAMM/006/006_1_2/006_05562.jpg", "006", "006_1_2", "raw")]
    [InlineData("samm", "SAMM_CROP/006/006_1_2/006_5562.jpg", "006", "006_1_2", "cropped")]
    [InlineData("samm-lv", "SAMM_longvideos/006_1/006_1_0001.jpg", "006", "006_1", "raw")]
    [InlineData("smic", "SMIC_all_raw/HS/s1/micro/negative/s1_ne_01/image559740.jpg", "s01", "s01_ne_01", "HS raw")]
    [InlineData(
        "smic",
        "SMIC_all_cropped/NIR/s11/micro/surprise/s11_sur_01/reg_image1.bmp",
        "s11",
        "s11_sur_01",
        "NIR cropped"
    )]
    [InlineData("smic", "SMIC_all_raw/VIS/s11/non_micro/s11_nm_01/image1.bmp", "s11", "s11_nm_01", "VIS raw")]
    [InlineData(
        "smic",
        "SMIC-E_raw image/HS_long/SMIC-HS-E/HS/s03/s3_ne_22/image443812.jpg",
        "s03",
        "s03_ne_22",
        "HS extended"
    )]
    [InlineData(
        "smic",
        "SMIC-E_raw image/VIS_long/SMIC-VIS-E/s11/s11_po_01/image1.jpg",
        "s11",
        "s11_po_01",
        "VIS extended"
    )]
    [InlineData("casme-sq", "rawpic/s15/15_0101disgustingteeth/img001.jpg", "s15", "0101", "raw")]
    [InlineData("casme-sq", "cropped/15/15_0101/1.jpg", "s15", "0101", "cropped")]
    [InlineData("casme-sq", "selectedpic/s15/anger1_1/img557.jpg", "s15", "anger1_1", "selected")]
    [InlineData("casme3", "ME_A/spNO.1/b/color/175.jpg", "spNO.1", "b", "part A colour")]
    [InlineData("casme3", "ME_A/spNO.1/b/depth/175.png", "spNO.1", "b", "part A depth")]
    [InlineData("casme3", "ME_C/01/3/color/5.jpg", "C01", "3", "part C colour")]
    [InlineData("mmew", "Micro_Expression/happiness/S03-01-002/1.jpg", "S03", "S03-01-002", "raw")]
    [InlineData("mmew", "S03/happiness/S03-01-002/1.jpg", "S03", "S03-01-002", "raw")]
    [InlineData("4dme", "gray_micro/012/012_03/00101.jpg", "012", "012_03", "gray")]
    [InlineData("dfme", "train/sub0003/sub0003_01/00001.jpg", "sub0003", "sub0003_01", "frames")]
    public void A_folder_is_told_from_its_path(
        string dataset,
        string path,
        string subject,
        string sequence,
        string edition
    )
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Jpeg.Encode(new ByteImage(8, 8, 1)));

        var listing = FolderListing.Scan(folder.Path);
        var media = Assert.Single(MediaFolder.Gather(listing, DatasetCatalogue.Get(dataset)));

        Assert.Equal((subject, sequence, edition), (media.Place!.Subject, media.Place.Sequence, media.Place.Edition));
        Assert.Equal(dataset, DatasetFolder.Recognise(listing, [])!.Name);
    }

    [Theory]
    [InlineData("img46.jpg", 46)]
    [InlineData("reg_img046.jpg", 46)]
    [InlineData("006_05562.jpg", 5562)]
    [InlineData("EP01_12-7.jpg", 7)]
    [InlineData("image559740.bmp", 559740)]
    [InlineData("175.png", 175)]
    [InlineData("cover.jpg", null)]
    [InlineData("99999999999999999999.jpg", null)]
    public void A_frame_number_is_the_last_number_of_the_name(string name, int? number) =>
        Assert.Equal(number, MediaFolder.NumberOf(name));

    [Fact]
    public void Frames_without_a_table_are_clips_without_labels()
    {
        using var folder = new ScratchFolder();
        for (var i = 1; i <= 3; i++)
        {
            var file = Path.Combine(folder.Path, $"CASME2_RAW_selected/sub01/EP02_01f/img{i}.jpg");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var picture = new ByteImage(16, 16, 1);
            picture.Samples.AsSpan().Fill((byte)(40 * i));
            File.WriteAllBytes(file, Jpeg.Encode(picture));
        }

        var clip = Assert.Single(DatasetFolder.Open(folder.Path).Clips());
        var report = DatasetDoctor.Examine(folder.Path);

        Assert.Equal((3, null, 1, 3), (clip.Frames.Count, clip.Emotion, clip.Onset, clip.Offset));
        Assert.Equal(1, report.Faults);
        Assert.Contains("there is no annotation table", report.Findings[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_extended_edition_of_smic_has_up_to_three_expressions_a_row_and_offsets_that_lost_their_value()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "SMIC-HS-E_annotation.xlsx");
        new Twins.XlsxWriter()
            .Sheet(
                "HS",
                [
                    [
                        "Subject",
                        "Filename",
                        null,
                        "OnsetF",
                        "OffsetF",
                        "Onset2F",
                        "Offset2F",
                        "Onset3F",
                        "Offset3F",
                        null,
                        "FirstF",
                        "LastF",
                        "TotalMF1",
                        "TotalMF2",
                        "TotalMF3",
                        "TotalVL",
                        "Emotion",
                    ],
                    [
                        3,
                        "s3_ne_22",
                        null,
                        110,
                        null,
                        150,
                        170,
                        null,
                        null,
                        null,
                        100,
                        200,
                        21,
                        21,
                        null,
                        101,
                        "negative",
                    ],
                ]
            )
            .Write(path);

        var clips = DatasetCatalogue.ReadTable(path).Clips;

        Assert.Equal(["s03_ne_22", "s03_ne_22_2"], clips.Select(clip => clip.Name));
        Assert.Equal((110, 130), (clips[0].Onset, clips[0].Offset));
        Assert.Equal((150, 170), (clips[1].Onset, clips[1].Offset));
        Assert.All(clips, clip => Assert.Null(clip.Apex));
    }

    [Fact]
    public void Objective_classes_from_their_own_workbook_join_the_clips()
    {
        using var folder = new ScratchFolder();
        TwinShelf.CopyTo("casme2", Path.Combine(folder.Path, "twin"));
        var first = DatasetFolder.Open(Path.Combine(folder.Path, "twin")).Annotated[0];
        new Twins.XlsxWriter()
            .Sheet(
                "Sheet1",
                [
                    ["Subject", "Filename", "Objective Class"],
                    [first.Subject[3..], first.Name, 4],
                ]
            )
            .Write(Path.Combine(folder.Path, "twin", "CASME2-ObjectiveClasses.xlsx"));

        Assert.Equal("IV", DatasetFolder.Open(Path.Combine(folder.Path, "twin")).Annotated[0].ObjectiveClass);
    }

    [Fact]
    public void Unpadded_names_of_the_composite_list_become_those_of_the_folders()
    {
        using var folder = new ScratchFolder();
        var path = folder.File(
            "combined_3class_gt.csv",
            "casme2,sub04,EP12_02f,0\r\nsamm,6,006_1_2,0\r\nsmic,s01,s01_ne_01,0\r\n,,,\r\n"
        );

        Assert.Equal(
            ["sub04/EP12_02f", "006/006_1_2", "s01/s01_ne_01"],
            DatasetCatalogue.ReadTable(path).Clips.Select(clip => $"{clip.Subject}/{clip.Name}")
        );
    }

    [Fact]
    public void The_page_for_people_reads_as_it_should()
    {
        var report = DatasetDoctor.Examine(TwinShelf.Get("casme2")) with { Path = "data" };

        Assert.StartsWith(
            "data: complete twin of CASME II, nothing wrong\n  edition   coding table of another edition; raw (6 clips, ",
            DoctorText.ForPeople(report),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n  note      sub03/EP02_02: this edition gives no apex frame; ",
            DoctorText.ForPeople(report),
            StringComparison.Ordinal
        );
    }
}
