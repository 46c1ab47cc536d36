using Mien.Data.ActionUnits;
using Mien.Foundation;

namespace Mien.Data.Tests;

public sealed class ActionUnitCodeTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("4+7+L10", "4+7+L10")]
    [InlineData("1A+2B+L14C", "1A+2B+L14C")]
    [InlineData("(R6 or R12)+R15", "R6+R15 or R12+R15")]
    [InlineData("R14A or 17A or 24A", "R14A or 17A or 24A")]
    [InlineData("10A/B", "10A/B")]
    [InlineData("4(B/C)+7B", "4B/C+7B")]
    [InlineData("A/L12", "A12 or L12")]
    [InlineData("(L/A)12(B/A)", "L12A/B or A12A/B")]
    [InlineData("A(4B/C)+5B", "A4B/C+5B")]
    [InlineData("A4C+R(12or14)B+38", "A4C+R12B+38 or A4C+R14B+38")]
    [InlineData("26+((8+25)or(50))", "26+8+25 or 26+50")]
    [InlineData("(loses 1+2) or (4(B/C))", "loses 1+loses 2 or 4B/C")]
    [InlineData("(1B+2A)or(loses AU4)", "1B+2A or loses 4")]
    [InlineData("ref(12/14)+16", "ref(12)+16 or ref(14)+16")]
    [InlineData("6C/D+ref(7)12E+25", "6C/D+ref(7)+12E+25")]
    [InlineData("9A ref (L12 or L10)", "9A+ref(L12) or 9A+ref(L10)")]
    [InlineData("7A/B+L10A/B)+ref(11)+12C", "7A/B+L10A/B+ref(11)+12C")]
    [InlineData("26+ADR30", "26+R30")]
    [InlineData("1+2+5+AD38+M58", "1+2+5+38+58")]
    [InlineData("12B ?", "12B?")]
    [InlineData("R14+17+soft focus", "R14+17")]
    [InlineData("subject do 2x  R2(C and then B)", "R2B/C")]
    [InlineData("AU4(k),AU7", "4+7")]
    [InlineData("T18+39", "T18+39")]
    [InlineData("?", "")]
    [InlineData("Chewing", "")]
    public void A_cell_reads_as_its_coder_meant_it(string cell, string canonical) =>
        Assert.Equal(canonical, ActionUnitCode.Parse(cell).ToString());

    [Fact]
    public void Units_of_every_reading_are_certain_and_the_others_possible()
    {
        var code = ActionUnitCode.Parse("(R6 or R12) + R15");

        Assert.True(code.IsAmbiguous);
        Assert.Equal([15], code.Certain);
        Assert.Equal([6, 12, 15], code.Possible);
    }

    [Theory]
    [InlineData("1Z", "'Z' at character 2")]
    [InlineData("l2", "'l' at character 1")]
    [InlineData("4+140", "unit 140")]
    [InlineData("(4+7", "not closed")]
    [InlineData("4=7", "'=' at character 2")]
    [InlineData("((((((((((((4))))))))))))", "nested deeper")]
    public void What_is_not_understood_is_refused_with_its_place(string cell, string says)
    {
        var fault = Assert.Throws<InputFaultException>(() => ActionUnitCode.Parse(cell));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_with_too_many_readings_is_refused()
    {
        Assert.False(ActionUnitCode.TryParse("(1/2)+(3/4)+(5/6)+(7/9)+(1/2)+(3/4)+(5/6)", out _, out var problem));
        Assert.Contains("more than 64", problem, StringComparison.Ordinal);
    }
}
