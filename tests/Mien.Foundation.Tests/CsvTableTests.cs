using System.Text;

namespace Mien.Foundation.Tests;

public sealed class CsvTableTests
{
    [Fact]
    public void Cells_are_found_by_name_whatever_the_case_and_order()
    {
        var table = CsvTable.Parse("\uFEFFClip,Label\r\na,1\r\n\r\n,,\nb,2", "t.csv");

        Assert.Equal(2, table.Count);
        Assert.Equal("2", table[1, "label"]);
        Assert.Equal(5, table.LineOf(1));
    }

    [Fact]
    public void Quotes_keep_commas_line_breaks_and_doubled_quotes()
    {
        var table = CsvTable.Parse("a,b\n\"x, \"\"y\"\"\nz\",w\n", "t.csv");

        Assert.Equal("x, \"y\"\nz", table[0, "a"]);
        Assert.Equal("w", table[0, "b"]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b\n\"x", "line 2 opens a quote")]
    [InlineData("a\n1,2", "line 2 has 2 cells")]
    public void A_broken_table_is_refused_with_its_place(string text, string says)
    {
        var fault = Assert.Throws<InputFaultException>(() => CsvTable.Parse(text, "t.csv"));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        string[] cells = ["plain", "with, comma", "with \"quote\"", "two\nlines"];
        var text = new StringBuilder("a,b,c,d\n");
        CsvTable.AppendRow(text, cells);

        var table = CsvTable.Parse(text.ToString(), "t.csv");

        Assert.Equal(cells, new[] { "a", "b", "c", "d" }.Select(name => table[0, name]));
    }
}
