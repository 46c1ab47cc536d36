using Mien.Foundation;
using Mien.Recognition.Certification;

namespace Mien.Recognition.Tests.Certification;

public sealed class SplitTableTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Roles_folds_and_epochs_are_gathered()
    {
        File.WriteAllText(
            _file,
            """
            fold,role,dataset,subject,clip,hash,epoch
            0,train,A,1,x,h1,12
            0,test,A,2,y,h2,12
            0,fitted,A,1,x,h1,12
            1,test,A,1,x,h1,30
            1,train,A,2,y,h2,30
            1,selected,A,2,y,h2,30
            """
        );

        var splits = SplitTable.Read(_file, [1, 2]);

        Assert.Equal(["h1", "h2"], splits.Items.Select(item => item.Hash));
        Assert.Equal([1, 2], splits.Folds[0].Seeds);
        Assert.Equal(
            [
                [0],
                [1],
                [0],
            ],
            new[] { splits.Folds[0].Train, splits.Folds[0].Test, splits.Folds[0].FittedOn! }
        );
        Assert.Equal(30, splits.Folds[1].Epoch);
        Assert.Equal([1], splits.Folds[1].SelectedOn!);
    }

    [Fact]
    public void What_a_table_does_not_say_is_unknown_and_not_clean_by_silence()
    {
        File.WriteAllText(_file, "fold,role,dataset,subject,clip\n0,train,A,1,x\n0,test,A,2,y\n");

        var checks = LeakChecks.Run(SplitTable.Read(_file, [1]));

        Assert.Equal(
            ["content apart", "look-alikes apart", "statistics apart", "selection apart"],
            checks.Where(check => check.Status == CheckStatus.Unknown).Select(check => check.Name)
        );
    }

    [Theory]
    [InlineData("fold,role,dataset,subject,clip\n0,held,A,1,x\n", "line 2, column role holds 'held'")]
    [InlineData("fold,role,dataset,subject,clip\nx,test,A,1,x\n", "line 2, column fold holds 'x'")]
    [InlineData("fold,role,dataset,subject\n0,test,A,1\n", "no column 'clip'")]
    public void A_broken_table_is_refused_with_its_place(string text, string says)
    {
        File.WriteAllText(_file, text);

        var fault = Assert.Throws<InputFaultException>(() => SplitTable.Read(_file, [1]));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }
}
