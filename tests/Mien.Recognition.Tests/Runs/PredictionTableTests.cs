using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Tests.Runs;

public sealed class PredictionTableTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_written_reads_back_to_the_same_bits_and_bytes()
    {
        var table = MadeUpRun.Table(seeds: 2);

        table.Write(_file);
        var read = PredictionTable.Read(_file);

        Assert.Equal(table.Classes, read.Classes);
        Assert.Equal(
            table.Rows.SelectMany(row => row.Scores).Select(BitConverter.SingleToUInt32Bits),
            read.Rows.SelectMany(row => row.Scores).Select(BitConverter.SingleToUInt32Bits)
        );
        Assert.Equal(File.ReadAllText(_file), read.ToText());
    }

    [Fact]
    public void The_order_in_which_folds_finish_does_not_show()
    {
        var table = MadeUpRun.Table(seeds: 2);

        Assert.Equal(table.ToText(), new PredictionTable(table.Classes, table.Rows.Reverse()).ToText());
    }

    [Fact]
    public void The_file_has_the_promised_columns()
    {
        Assert.StartsWith(
            "dataset,subject,clip,fold,seed,truth,predicted,negative,positive,surprise\n",
            MadeUpRun.Table(seeds: 1).ToText(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_table_of_a_leaky_run_says_so_in_every_row_and_reads_back()
    {
        var table = MadeUpRun.Table(seeds: 1).Marked(leaky: true);

        table.Write(_file);
        var read = PredictionTable.Read(_file);

        Assert.All(File.ReadAllLines(_file), line => Assert.EndsWith(",leaky", line, StringComparison.Ordinal));
        Assert.True(read.Leaky);
        Assert.Equal(["negative", "positive", "surprise"], read.Classes);
        Assert.Equal(table.ToText(), read.ToText());
        Assert.Equal(MadeUpRun.Table(seeds: 1).ToText(), read.Marked(leaky: false).ToText());
    }

    [Fact]
    public void A_table_with_classes_alone_needs_no_fold_seed_or_scores()
    {
        File.WriteAllText(_file, "dataset,subject,clip,truth,predicted\nA,1,x,happy,sad\nA,1,y,sad,sad\n");

        var table = PredictionTable.Read(_file);

        Assert.Equal(["happy", "sad"], table.Classes);
        Assert.Equal(
            (0, 1, 0, 1),
            (table.Rows[0].Fold, table.Rows[0].Seed, table.Rows[0].Truth, table.Rows[0].Predicted)
        );
        Assert.Empty(table.Rows[0].Scores);
    }

    [Theory]
    [InlineData(
        "dataset,subject,clip,fold,seed,truth,predicted,a,b\nA,1,x,0,1,c,a,1,0\n",
        "line 2, column truth holds 'c'"
    )]
    [InlineData("dataset,subject,clip,fold,seed,truth,predicted,a,b\nA,1,x,0,1,a,a,NaN,0\n", "column a holds 'NaN'")]
    [InlineData("dataset,subject,clip,fold,seed,truth,predicted,a,b\nA,1,x,-1,1,a,a,1,0\n", "column fold holds '-1'")]
    [InlineData("dataset,subject,clip,fold,seed,truth,predicted,a,b\n", "holds no predictions")]
    [InlineData("subject,clip,truth,predicted\n1,x,a,a\n", "no column 'dataset'")]
    public void A_broken_table_is_refused_with_its_place(string text, string says)
    {
        File.WriteAllText(_file, text);

        var fault = Assert.Throws<InputFaultException>(() => PredictionTable.Read(_file));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_named_like_a_column_is_refused()
    {
        Assert.Throws<InputFaultException>(() => new PredictionTable(["Fold", "b"], []));
    }
}
