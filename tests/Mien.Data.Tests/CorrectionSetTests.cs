using Mien.Data.Corrections;
using Mien.Data.Datasets;
using Mien.Foundation;

namespace Mien.Data.Tests;

public sealed class CorrectionSetTests
{
    [Theory]
    [InlineData("samm/SAMM_Micro_FACS_Codes_v2.xlsx", "official", 2)]
    [InlineData("samm/SAMM_Micro_FACS_Codes_v2.xlsx", "meb", 8)]
    [InlineData("casme2/CASME2-coding-20190701.xlsx", "meb", 21)]
    [InlineData("casme2/CASME2-coding-20190701.xlsx", "official", 0)]
    [InlineData("casme3/casme3_table.xlsx", "meb", 4)]
    [InlineData("casme3/casme3_table.xlsx", "none", 0)]
    public void Corrections_are_recorded_and_leave_clips_in_order(string file, string set, int changes)
    {
        var clips = DatasetCatalogue.ReadTable(RealData.Require($"annotations/{file}")).Clips;

        var corrected = CorrectionSet.Get(set).Apply(clips);

        Assert.Equal(changes, corrected.Applied.Count);
        Assert.Equal(clips.Count, corrected.Clips.Count);
        if (set == "meb")
        {
            Assert.All(
                corrected.Clips,
                clip => Assert.True(clip.Onset <= clip.Apex && clip.Apex <= clip.Offset, clip.Name)
            );
            Assert.DoesNotContain(
                corrected.Clips,
                clip =>
                    clip.ActionUnits is { IsAmbiguous: true }
                    && clip.ActionUnits.Text.Contains("or", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void A_row_number_means_nothing_in_another_edition()
    {
        var clip = new Clip
        {
            Dataset = "mmew",
            Subject = "S01",
            Name = "S01-01-001",
            Sequence = "S01-01-001",
            Index = 33,
            Apex = 9,
        };

        Assert.Empty(CorrectionSet.Meb.Apply([clip]).Applied);
    }

    [Fact]
    public void An_unknown_set_lists_the_known_ones() =>
        Assert.Contains(
            "official, meb, none",
            Assert.Throws<InputFaultException>(() => CorrectionSet.Get("mine")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Corrections_come_before_frames_are_looked_up_and_are_recorded()
    {
        using var folder = new ScratchFolder();
        TwinShelf.CopyTo("samm", System.IO.Path.Combine(folder.Path, "twin"));
        var table = System.IO.Path.Combine(folder.Path, "twin", "SAMM_Micro_FACS_Codes_v2.xlsx");
        var rows = Workbook.Read(table).Sheets[0].Rows.Select(row => row.ToArray<object?>()).ToList();
        (rows[14][0], rows[14][1]) = ("032", "032_3_1");
        new Twins.XlsxWriter().Sheet("MICRO_ONLY", rows).Write(table);

        var opened = DatasetFolder.Open(System.IO.Path.Combine(folder.Path, "twin"), null, CorrectionSet.Official);
        CorrectionRecord.Write(folder.Path, opened.Corrections.Name, opened.Corrected);

        var change = Assert.Single(opened.Corrected);
        Assert.Equal("samm 032/032_3_1", change.Clip);
        Assert.Equal(4930, Assert.Single(opened.Annotated, clip => clip.Name == "032_3_1").Apex);
        var record = CsvTable.Read(System.IO.Path.Combine(folder.Path, CorrectionRecord.FileName));
        Assert.Equal(("official", change.Change), (record[0, "set"], record[0, "change"]));
    }
}
