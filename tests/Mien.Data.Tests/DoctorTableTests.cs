using System.Text.Json;
using Mien.Data.Doctor;

namespace Mien.Data.Tests;

/// <summary>The doctor on lone annotation tables as they are passed around.</summary>
public sealed class DoctorTableTests
{
    [Fact]
    public void A_lone_table_is_counted_for_programs()
    {
        var report = DatasetDoctor.Examine(RealData.Require("annotations/casme2/CASME2-coding-20140508.xlsx"));

        using var json = JsonDocument.Parse(DoctorText.ForPrograms(report));
        var root = json.RootElement;
        Assert.Equal("casme2", root.GetProperty("dataset").GetString());
        Assert.Equal("coding of 8 May 2014", root.GetProperty("edition").GetString());
        Assert.Equal(255, root.GetProperty("clips").GetInt32());
        Assert.Equal(26, root.GetProperty("subjects").GetInt32());
        Assert.Equal(99, root.GetProperty("classes").GetProperty("others").GetInt32());
        Assert.Equal(0, root.GetProperty("findings").GetArrayLength());
    }

    [Theory]
    [InlineData("casme2/CASME2-coding-20190701.xlsx", "sub04/EP12_01f: this edition gives no apex frame")]
    [InlineData("samm/SAMM_Micro_FACS_Codes_v2.xlsx", "row 147: 032/032_3_1: apex 1930 is before onset 4896")]
    [InlineData("spotting/SAMMLV_gt.xlsx", "037/037_4_1 is listed 2 times")]
    [InlineData("megc2019/combined_3class_gt.csv", "casme2 sub05/EP09_05f: the official list leaves this clip out")]
    [InlineData("megc2019/combined_3class_gt-2.csv", "samm 032/032_3_1: this copy of the list leaves the clip out")]
    public void Known_errors_of_released_tables_are_named(string file, string line)
    {
        var report = DatasetDoctor.Examine(RealData.Require($"annotations/{file}"));

        Assert.Contains(report.Findings, finding => finding.ToString().Contains(line, StringComparison.Ordinal));
    }
}
