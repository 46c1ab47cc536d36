using Mien.Cluster.Executors;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Status;
using Mien.Foundation;

namespace Mien.Cluster.Tests.Slurm;

/// <summary>The rounds of a run, with Slurm's answers made up.</summary>
public sealed class SlurmRunTests : IDisposable
{
    private readonly Folder _temporary = new();
    private readonly FakeSlurm _slurm = new();
    private readonly MadeUpWork _work;
    private readonly ClusterFolder _folder;

    public SlurmRunTests()
    {
        _work = new MadeUpWork(_temporary.Path, 20);
        _folder = new ClusterFolder(_temporary.Path);
        _slurm.Answer("scontrol", "MaxArraySize = 3\n");
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void One_unit_goes_first_and_the_others_follow_in_tasks_of_the_measured_size()
    {
        Record(new SlurmProfile { TaskMinutes = 1 });

        var probe = Run().Advance(asked: true);

        Assert.Equal(AdvanceKind.Probing, probe.Kind);
        Assert.Equal([101, 102], probe.Jobs);
        Assert.Equal("sbatch --parsable --dependency=afterany:101 " + probe.Scripts[1], _slurm.Asked[^1]);
        Assert.Equal("0 units/u00000\n", File.ReadAllText(_folder.ListsOf(1, "array-1")));

        DoTask(1, 0, secondsPerUnit: 15);
        var all = Run().Advance(asked: false);

        // 19 units of 15 s in tasks of a minute are five tasks, in arrays of three at most.
        Assert.Equal(AdvanceKind.Submitted, all.Kind);
        Assert.Equal(3, all.Jobs.Count);
        Assert.Equal([3, 2], _folder.Rounds()[^1].Record.Arrays.Select(array => array.Tasks));
        Assert.Contains("--dependency=afterany:103:104 ", _slurm.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_whose_jobs_are_in_the_queue_is_adopted_and_not_submitted_twice()
    {
        Record(new SlurmProfile { UnitsPerTask = 5, Probe = false });
        Run().Advance(asked: true);
        var before = _slurm.Submissions().Count();
        _slurm.Answer("squeue", "101_0|RUNNING|None|n1\n");

        Assert.Equal(AdvanceKind.UnderWay, Run().Advance(asked: true).Kind);
        Assert.Equal(before, _slurm.Submissions().Count());
    }

    [Fact]
    public void The_gathering_job_does_not_take_itself_for_the_run()
    {
        Record(new SlurmProfile { UnitsPerTask = 5, Probe = false });
        Run().Advance(asked: true);
        var gather = _folder.Rounds()[0].Record.GatherJob;
        // A task that has ended may stay in the queue for a moment, until its node has told.
        _slurm.Answer("squeue", $"101_0|COMPLETING|None|n1\n{gather}|RUNNING|None|n1\n");

        Assert.Equal(
            AdvanceKind.Submitted,
            new SlurmRun(_folder, new SlurmCommands(_slurm), gather).Advance(asked: false).Kind
        );
        Assert.Equal(AdvanceKind.UnderWay, Run().Advance(asked: true).Kind);
    }

    [Fact]
    public void The_gathering_job_goes_on_though_its_number_was_not_written_down_yet()
    {
        Record(new SlurmProfile { UnitsPerTask = 5, Probe = false });
        Run().Advance(asked: true);
        var round = _folder.Rounds()[0].Record;
        _folder.WriteRound(1, round with { GatherJob = null });
        _slurm.Answer("squeue", $"101_0|COMPLETING|None|n1\n{round.GatherJob}|RUNNING|None|n1\n");

        Assert.Equal(AdvanceKind.Submitted, Gathering(round.GatherJob).Advance(asked: false).Kind);
    }

    [Fact]
    public void Arrays_that_run_without_a_gathering_job_are_under_way_for_who_asks()
    {
        Record(new SlurmProfile { UnitsPerTask = 5, Probe = false });
        Run().Advance(asked: true);
        _folder.WriteRound(1, _folder.Rounds()[0].Record with { GatherJob = null });
        _slurm.Answer("squeue", "101_0|RUNNING|None|n1\n");

        Assert.Equal(AdvanceKind.UnderWay, Run().Advance(asked: true).Kind);
    }

    [Fact]
    public void The_gathering_job_of_a_round_that_is_over_does_not_double_the_next()
    {
        Record(new SlurmProfile { UnitsPerTask = 5, Probe = false });
        Run().Advance(asked: true);
        var first = _folder.Rounds()[0].Record.GatherJob;
        Gathering(first).Advance(asked: false);
        // Its node died after it had begun the next round, and Slurm starts it again.
        _slurm.Answer("squeue", $"{_folder.Rounds()[1].Record.Arrays[0].Job}_0|RUNNING|None|n1\n");

        Assert.Equal(AdvanceKind.UnderWay, Gathering(first).Advance(asked: false).Kind);
    }

    [Fact]
    public void Scripts_that_a_person_submitted_go_on_when_units_are_missing()
    {
        Record(new SlurmProfile { UnitsPerTask = 5 });
        Run().WriteScripts();
        DoAllBut(3);

        var outcome = Gathering(7).Advance(asked: false);

        Assert.Equal((AdvanceKind.Submitted, 1), (outcome.Kind, outcome.Missing));
        Assert.Equal(1, _folder.Rounds()[1].Record.Attempt);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    public void A_damaged_record_is_told_in_a_sentence(string text)
    {
        Record(new SlurmProfile());
        File.WriteAllText(_temporary.In("cluster", "run.json"), text);

        var fault = Assert.Throws<InputFaultException>(() => RunStatus.Look(_folder, new SlurmCommands(_slurm)));

        Assert.Contains("run.json is damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_missing_is_tried_again_and_not_for_ever()
    {
        Record(
            new SlurmProfile
            {
                UnitsPerTask = 5,
                Probe = false,
                Attempts = 3,
            }
        );
        Run().Advance(asked: true);
        DoAllBut(7, 8);

        for (var attempt = 2; attempt <= 3; attempt++)
        {
            var outcome = Run().Advance(asked: false);
            Assert.Equal((AdvanceKind.Submitted, 2), (outcome.Kind, outcome.Missing));
            Assert.Equal("0 units/u00007\n0 units/u00008\n", File.ReadAllText(_folder.ListsOf(attempt, "array-1")));
        }

        Assert.Equal(AdvanceKind.Exhausted, Run().Advance(asked: false).Kind);
        Assert.Equal(AdvanceKind.Submitted, Run().Advance(asked: true).Kind);
    }

    [Fact]
    public void What_a_site_does_not_take_at_once_comes_in_the_next_round()
    {
        Record(
            new SlurmProfile
            {
                UnitsPerTask = 1,
                Probe = false,
                Attempts = 1,
            }
        );
        _slurm.Room = 4;

        var first = Run().Advance(asked: true);

        // Three tasks an array: three arrays and the gathering job fit, of the seven arrays that 20 units need.
        Assert.Equal(4, first.Jobs.Count);
        Assert.Equal(
            [true, true, true, false, false, false, false],
            _folder.Rounds()[0].Record.Arrays.Select(array => array.Job is not null)
        );
        DoAllBut([.. Enumerable.Range(9, 11)]);
        _slurm.Room = 10;
        var second = Run().Advance(asked: false);

        Assert.Equal((AdvanceKind.Submitted, 11), (second.Kind, second.Missing));
        Assert.Equal([1, 1], _folder.Rounds().Select(round => round.Record.Attempt));
        Assert.Equal(AdvanceKind.Exhausted, Run().Advance(asked: false).Kind);
    }

    [Fact]
    public void A_failed_probe_keeps_the_rest_from_being_submitted()
    {
        Record(new SlurmProfile());
        Run().Advance(asked: true);

        Assert.Equal(AdvanceKind.Exhausted, Run().Advance(asked: false).Kind);
    }

    [Fact]
    public async Task Of_two_that_go_on_at_once_one_submits()
    {
        Record(new SlurmProfile { UnitsPerTask = 5, Probe = false });
        Run().Advance(asked: true);
        var slurms = new[] { new FakeSlurm(), new FakeSlurm() };

        var kinds = await Task.WhenAll(
            slurms.Select(slurm =>
                Task.Run(() => new SlurmRun(_folder, new SlurmCommands(slurm), ownJob: null).Advance(asked: false).Kind)
            )
        );

        // Whoever comes late sees the claim, or the queue; here the queue is always empty, so a later round may follow.
        Assert.Contains(AdvanceKind.Submitted, kinds);
        Assert.False(_folder.TryClaimRound(2));
        Assert.Equal(
            2,
            slurms.Sum(slurm => slurm.Submissions().Count()) / kinds.Count(kind => kind == AdvanceKind.Submitted)
        );
    }

    [Fact]
    public void A_dry_run_writes_the_scripts_and_asks_slurm_nothing()
    {
        Record(new SlurmProfile { UnitsPerTask = 5 });

        var outcome = Run().WriteScripts();

        Assert.Empty(_slurm.Asked);
        Assert.Equal(["array-1.sh", "gather.sh"], outcome.Scripts.Select(Path.GetFileName));
        Assert.All(outcome.Scripts, script => Assert.True(File.Exists(script)));
    }

    [Fact]
    public void Status_tells_what_waits_runs_is_done_and_failed_with_the_reason()
    {
        Record(
            new SlurmProfile
            {
                UnitsPerTask = 5,
                Probe = false,
                Cpus = 2,
            }
        );
        _slurm.Answer("scontrol", "MaxArraySize = 1001\n");
        Run().Advance(asked: true);
        DoAllBut(2, 3, 4, 5, 6, 10, 15, 16);
        _slurm.Answer(
            "squeue",
            "101_0|RUNNING|None|n2\n101_1|PENDING|launch failed requeued held|\n101_2|PENDING|Resources|\n102|PENDING|Dependency|\n"
        );
        _slurm.Answer("sacct", "101_3|OUT_OF_MEMORY|0:125\n");
        File.WriteAllText(
            _temporary.In("cluster", "logs", "101_3.log"),
            "u00014 done\nslurmstepd: error: Detected 1 oom_kill event\n\n"
        );

        var status = RunStatus.Look(_folder, new SlurmCommands(_slurm));
        var of = status.Units.ToDictionary(unit => unit.Unit);

        Assert.Equal(
            (12, 2, 2, 4),
            (
                status.Count(UnitState.Done),
                status.Count(UnitState.Running),
                status.Count(UnitState.Waiting),
                status.Count(UnitState.Failed)
            )
        );
        Assert.Equal((UnitState.Running, "101_0 on n2"), (of["units/u00002"].State, of["units/u00002"].Where));
        Assert.Equal(UnitState.Waiting, of["units/u00004"].State);
        Assert.Contains("scontrol release 101", of["units/u00005"].Note, StringComparison.Ordinal);
        Assert.Equal((UnitState.Waiting, "Resources"), (of["units/u00010"].State, of["units/u00010"].Note));
        Assert.Contains("--mem", of["units/u00015"].Note, StringComparison.Ordinal);
        Assert.EndsWith("Detected 1 oom_kill event", of["units/u00015"].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Gathering_removes_a_result_that_does_not_fit_so_that_it_is_done_again()
    {
        var work = new Misfit(_temporary.Path);
        SlurmRun.Record(_folder, work, new WorkCommand { Program = ["p"], Arguments = [] }, new SlurmProfile(), "1");
        Directory.CreateDirectory(_temporary.In("units"));
        File.WriteAllText(_temporary.In("units", "one.json"), "{");

        Assert.Throws<InvalidOperationException>(() => new GatherTask(_folder, _ => { }).Gather(work, 1));
        Assert.Equal("units/one", Assert.Single(_folder.Look().Missing()));
    }

    private SlurmRun Run() => Gathering(null);

    private SlurmRun Gathering(long? ownJob) => new(_folder, new SlurmCommands(_slurm), ownJob);

    private void Record(SlurmProfile profile) =>
        SlurmRun.Record(_folder, _work, new WorkCommand { Program = ["mien"], Arguments = ["evaluate"] }, profile, "1");

    private void DoTask(int round, int task, double secondsPerUnit)
    {
        _work.Finish(0);
        new TaskReport
        {
            Machine = "n1",
            Done = 1,
            Failed = 0,
            Seconds = secondsPerUnit,
            SecondsPerUnit = secondsPerUnit,
            Restarts = 0,
        }.Write(_folder.ListsOf(round, "array-1"), task);
    }

    private void DoAllBut(params int[] left)
    {
        foreach (var unit in Enumerable.Range(0, 20).Except(left))
        {
            _work.Finish(unit);
        }
    }

    private sealed class Misfit(string folder) : Cluster.Units.IUnitWork
    {
        public string Title => "misfit";

        public string Folder { get; } = folder;

        public IReadOnlyList<string> Units { get; } = ["units/one"];

        public bool IsDone(int unit) => false;

        public Cluster.Units.IUnitWorker CreateWorker(int threads) => throw new InvalidOperationException();

        public void Gather(int threads) => throw new InvalidOperationException();
    }
}
