using Mien.Cluster.Slurm;
using Mien.Foundation;

namespace Mien.Cluster.Tests.Slurm;

/// <summary>What Slurm prints, as Slurm 22.05.8 of Debian 12 printed it on the test cluster (names shortened).</summary>
public sealed class SlurmTextTests
{
    [Fact]
    public void The_queue_is_read_with_arrays_in_one_line_or_in_many()
    {
        var queue = QueueEntry.Parse(
            "12_0|RUNNING|None|n1\n12_[1-2,5%4]|PENDING|Resources|\n13|PENDING|Dependency|\nslurm_load_jobs error\n"
        );

        Assert.Equal(5, queue.Count);
        Assert.Equal(new QueueEntry(12, 0, "RUNNING", "None", "n1"), queue[0]);
        Assert.Equal([1, 2, 5], queue.Skip(1).Take(3).Select(entry => entry.Task!.Value));
        Assert.Equal(new QueueEntry(13, null, "PENDING", "Dependency", ""), queue[4]);
    }

    [Theory]
    [InlineData("launch failed requeued held", true)]
    [InlineData("JobHeldUser", true)]
    [InlineData("PartitionTimeLimit", true)]
    [InlineData("ReqNodeNotAvail, UnavailableNodes:n2", false)]
    [InlineData("BeginTime", false)]
    [InlineData("Resources", false)]
    public void A_task_that_waits_for_ever_is_told_from_one_that_waits(string reason, bool held) =>
        Assert.Equal(held, new QueueEntry(1, 0, "PENDING", reason, "").IsStuck);

    [Fact]
    public void Accounting_is_read()
    {
        var ends = JobEnd.ParseAccounting(
            "7_0|COMPLETED|0:0\n7_1|CANCELLED by 1000|0:15\n7_[2-3]|OUT_OF_MEMORY|0:125\n"
        );

        Assert.Equal(
            [
                new JobEnd(7, 0, "COMPLETED", 0, 0),
                new JobEnd(7, 1, "CANCELLED", 0, 15),
                new JobEnd(7, 2, "OUT_OF_MEMORY", 0, 125),
                new JobEnd(7, 3, "OUT_OF_MEMORY", 0, 125),
            ],
            ends
        );
    }

    [Fact]
    public void The_controllers_own_record_is_read()
    {
        var ends = JobEnd.ParseControl(
            "JobId=8 ArrayJobId=7 ArrayTaskId=1 JobName=mien-run UserId=root(0) JobState=FAILED Reason=NonZeroExitCode Dependency=(null) ExitCode=0:53 Comment=JobState=x\n"
                + "JobId=9 JobName=gather JobState=TIMEOUT Reason=TimeLimit ExitCode=0:15\n"
        );

        Assert.Equal([new JobEnd(7, 1, "FAILED", 0, 53), new JobEnd(9, null, "TIMEOUT", 0, 15)], ends);
    }

    [Theory]
    [InlineData("FAILED", 0, 53, "does not see the run folder")]
    [InlineData("FAILED", 127, 0, "could not be started")]
    [InlineData("FAILED", 0, 9, "--mem")]
    [InlineData("OUT_OF_MEMORY", 0, 125, "--mem")]
    [InlineData("TIMEOUT", 0, 15, "--time")]
    [InlineData("NODE_FAIL", 0, 0, "node failed")]
    [InlineData("FAILED", 2, 0, "on its node")]
    [InlineData("FAILED", 134, 0, "exit code 134")]
    public void A_task_that_ended_badly_comes_with_advice(string state, int exit, int signal, string advice) =>
        Assert.Contains(advice, SlurmAdvice.OnEnd(new JobEnd(1, 0, state, exit, signal)), StringComparison.Ordinal);

    [Fact]
    public void A_task_that_ended_well_needs_none() =>
        Assert.Null(SlurmAdvice.OnEnd(new JobEnd(1, 0, "COMPLETED", 0, 0)));

    // The complaints are sbatch's own, in the order of a user's usual mistakes.
    [Theory]
    [InlineData("sbatch: error: invalid partition specified: nowhere", "--partition")]
    [InlineData(
        "sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified",
        "--account"
    )]
    [InlineData(
        "sbatch: error: Batch job submission failed: Requested time limit is invalid (missing or exceeds some limit)",
        "--time"
    )]
    [InlineData("sbatch: error: Memory specification can not be satisfied", "--mem")]
    [InlineData("sbatch: error: Batch job submission failed: Invalid generic resource (gres) specification", "--gres")]
    [InlineData(
        "sbatch: error: CPU count per node can not be satisfied\nsbatch: error: Batch job submission failed: Requested node configuration is not available",
        "--cpus"
    )]
    [InlineData(
        "sbatch: error: QOSMaxSubmitJobPerUserLimit\nsbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)",
        "--units-per-task"
    )]
    [InlineData(
        "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)",
        "wait"
    )]
    public void A_refusal_is_one_sentence_with_what_slurm_said_and_what_to_do(string said, string advice)
    {
        var runner = new FakeSlurm();
        runner.Answer("sbatch", "", exitCode: 1, error: said + "\n");

        var fault = Assert.Throws<InputFaultException>(() => new SlurmCommands(runner).Submit("/run/a.sh"));

        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
        Assert.Contains("/run/a.sh", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void The_job_number_is_read_without_the_name_of_a_federated_cluster()
    {
        var runner = new FakeSlurm();
        runner.Answer("sbatch", "4711;west\n");

        Assert.Equal(4711, new SlurmCommands(runner).Submit("a.sh"));
    }

    [Theory]
    [InlineData("MaxArraySize            = 1001\n", 1001)]
    [InlineData("MaxArraySize=4000001\n", 4_000_001)]
    [InlineData("nothing of it\n", 1001)]
    public void The_largest_array_is_asked_from_the_site(string config, int most)
    {
        var runner = new FakeSlurm();
        runner.Answer("scontrol", $"Configuration data as of 2026-01-01\n{config}");

        Assert.Equal(most, new SlurmCommands(runner).MaxArrayTasks());
    }

    [Fact]
    public void A_node_is_avoided_besides_those_that_are_avoided_already()
    {
        var runner = new FakeSlurm();
        runner.Answer("scontrol", "JobId=8 ArrayJobId=7 ArrayTaskId=1 ExcNodeList=n[4-5] NodeList=n1\n");

        Assert.Null(new SlurmCommands(runner).AvoidNode("7_1", "n1"));
        Assert.Equal("scontrol update JobId=7_1 ExcNodeList=n[4-5],n1", runner.Asked[^1]);
    }

    [Theory]
    [InlineData("90", 90 * 60)]
    [InlineData("90:30", (90 * 60) + 30)]
    [InlineData("4:00:00", 4 * 3600)]
    [InlineData("1-12", 36 * 3600)]
    [InlineData("1-12:30", (36 * 3600) + 1800)]
    [InlineData("2-00:00:01", (48 * 3600) + 1)]
    [InlineData("", 0)]
    [InlineData("0", 0)]
    [InlineData("4h", 0)]
    [InlineData("1:2:3:4", 0)]
    [InlineData("-3", 0)]
    [InlineData("99999999999", 0)]
    public void Time_limits_are_read_as_slurm_writes_them(string text, int seconds)
    {
        Assert.Equal(seconds > 0, TimeLimit.TryParse(text, out var limit));
        Assert.Equal(seconds, (int)limit.TotalSeconds);
    }

    [Fact]
    public void The_last_task_of_an_array_is_named_by_array_and_task_and_not_by_its_job()
    {
        // The last task's own job number is the array's: requeueing that starts every running task again.
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SLURM_JOB_ID"] = "40",
            ["SLURM_ARRAY_JOB_ID"] = "40",
            ["SLURM_ARRAY_TASK_ID"] = "3",
            ["SLURM_RESTART_COUNT"] = "2",
            ["SLURMD_NODENAME"] = "n2",
        };

        Assert.Equal(new SlurmTask("40_3", "n2", 2), SlurmTask.From(variables.GetValueOrDefault));
        Assert.Null(SlurmTask.From(_ => null));
    }
}
