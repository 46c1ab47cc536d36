using Mien.Cluster.Slurm;

namespace Mien.Cluster.Tests.Slurm;

public sealed class PackingTests
{
    [Theory]
    [InlineData(340, 1.0, 0, 1)] // less than one task's ten minutes
    [InlineData(340, 20.0, 0, 12)] // 30 units of 20 s are ten minutes
    [InlineData(340, 20.0, 8, 16)] // two full waves of eight
    [InlineData(3, 20.0, 8, 3)] // never more tasks than units
    [InlineData(10, 5000.0, 0, 10)] // long units go alone
    [InlineData(340, null, 0, 340)]
    public void Short_units_share_a_task(int units, double? seconds, int atOnce, int tasks) =>
        Assert.Equal(tasks, Packing.TaskCount(units, seconds, new SlurmProfile { AtOnce = atOnce }));

    [Fact]
    public void A_number_of_units_per_task_is_kept() =>
        Assert.Equal(34, Packing.TaskCount(340, 1, new SlurmProfile { UnitsPerTask = 10, AtOnce = 8 }));

    [Fact]
    public void Cores_of_a_task_work_side_by_side() =>
        Assert.Equal(3, Packing.TaskCount(340, 20, new SlurmProfile { Cpus = 4 }));

    [Theory]
    [InlineData(10, 3)]
    [InlineData(9, 3)]
    [InlineData(3, 3)]
    [InlineData(1000, 7)]
    public void Every_unit_is_dealt_once_and_in_order(int count, int tasks)
    {
        var units = Enumerable.Range(0, count).Select(i => $"u{i}").ToArray();

        var lists = Packing.Deal(units, tasks);

        Assert.Equal(units, lists.SelectMany(list => list));
        Assert.True(lists.Max(list => list.Length) - lists.Min(list => list.Length) <= 1);
    }
}
