using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation.FewSubjects;

/// <summary>
/// What a method is worth to somebody with clips of a few people: for each number of subjects so many random draws, each
/// an evaluation by the protocol <see cref="Protocols.FewSubjects"/> in a folder of its own. A method that begins from a
/// finished model is never shown alone: the same draws are learnt from scratch too.
/// </summary>
public sealed class FewSubjectStudy
{
    /// <summary>The table of all draws in the study's folder.</summary>
    public const string TableFile = "few-subjects.csv";

    private const string ScratchFolder = "from-scratch";

    private readonly EvaluationRequest _request;
    private readonly string _folder;
    private readonly (int Subjects, int Draw)[] _draws;

    /// <summary>Plans a study.</summary>
    /// <param name="request">What is evaluated; its protocol and deal are replaced by each draw's.</param>
    /// <param name="sizes">Numbers of training subjects.</param>
    /// <param name="draws">Draws of each.</param>
    /// <param name="folder">The study's folder.</param>
    /// <exception cref="InputFaultException">So many subjects cannot be drawn from the data.</exception>
    public FewSubjectStudy(EvaluationRequest request, IReadOnlyList<int> sizes, int draws, string folder)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        (_request, _folder) = (request, folder);
        _draws = [.. sizes.SelectMany(size => Enumerable.Range(1, draws).Select(draw => (size, draw)))];
        foreach (var (subjects, draw) in _draws)
        {
            // Said before any work, and not after the smaller sizes.
            new Protocols.FewSubjects().Split(request.Set, OptionsOf(subjects, draw));
        }
    }

    private bool HasStart => _request.Recipe.Start is not null;

    /// <summary>Runs what is missing, several draws at once, and writes <see cref="TableFile"/>.</summary>
    /// <param name="threads">Threads in all; the result does not depend on them.</param>
    /// <param name="progress">Told of every finished run.</param>
    /// <param name="stop">Stops between epochs; what is finished is kept.</param>
    public IReadOnlyList<FewSubjectDraw> Run(int threads, IProgress<ProgressStep> progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var results = new FewSubjectDraw[_draws.Length];
        var done = 0;
        try
        {
            Parallel.For(
                0,
                _draws.Length,
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop },
                i =>
                {
                    results[i] = RunDraw(_draws[i].Subjects, _draws[i].Draw, stop);
                    progress.Report(new ProgressStep("few subjects", Interlocked.Increment(ref done), _draws.Length));
                }
            );
        }
        catch (AggregateException faults)
        {
            // One fault is as good as all: the user mends it and goes on from there.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        AtomicFile.WriteText(Path.Combine(_folder, TableFile), Table(results));
        return results;
    }

    private FewSubjectDraw RunDraw(int subjects, int draw, CancellationToken stop)
    {
        var request = RequestOf(subjects, draw);
        var folder = Path.Combine(_folder, $"{subjects}-subjects", $"draw-{draw:D2}");
        var run = RunOne(request, folder, stop);
        var scratch = HasStart ? RunOne(FromScratch(request), Path.Combine(folder, ScratchFolder), stop) : null;
        var fold = run.Splits.Folds[0];
        return new FewSubjectDraw(
            subjects,
            draw,
            fold.Train.Length,
            fold.Test.Length,
            run.Metrics.Full.Uf1.Mean,
            run.Metrics.Full.Uar.Mean,
            scratch?.Metrics.Full.Uf1.Mean,
            scratch?.Metrics.Full.Uar.Mean
        );
    }

    private static RunFolder RunOne(EvaluationRequest request, string folder, CancellationToken stop) =>
        new Evaluator(request, folder).Run(1, new Silent(), stop);

    private static ProtocolOptions OptionsOf(int subjects, int draw) =>
        new() { TrainSubjects = subjects, DealSeed = (ulong)draw };

    /// <summary>Every draw has seeds of its own, lest one lucky set of fresh weights serves them all.</summary>
    private EvaluationRequest RequestOf(int subjects, int draw) =>
        _request with
        {
            Protocol = new Protocols.FewSubjects(),
            ProtocolOptions = OptionsOf(subjects, draw),
            Seeds = [.. _request.Seeds.Select(seed => seed + ((draw - 1) * (_request.Seeds.Max() + 1)))],
        };

    /// <summary>
    /// The same draw learnt from scratch: by the recipe's own network where it trains one, otherwise by the usual network,
    /// by its own recipe and with as many members.
    /// </summary>
    private static EvaluationRequest FromScratch(EvaluationRequest request)
    {
        var method = request.Recipe.Members > 0 ? request.Method : MethodRegistry.Find(Usual);
        return request with
        {
            Method = method,
            Recipe = method.Recipe with { Members = Math.Max(1, request.Recipe.Members) },
        };
    }

    private const string Usual = "cabm";

    private static string Table(IEnumerable<FewSubjectDraw> draws)
    {
        var text = new StringBuilder();
        CsvTable.AppendRow(
            text,
            "subjects",
            "draw",
            "train_clips",
            "test_clips",
            "uf1",
            "uar",
            "scratch_uf1",
            "scratch_uar"
        );
        foreach (var draw in draws)
        {
            CsvTable.AppendRow(
                text,
                [
                    .. new[] { draw.Subjects, draw.Draw, draw.TrainClips, draw.TestClips }.Select(n =>
                        n.ToString(CultureInfo.InvariantCulture)
                    ),
                    .. new[] { draw.Uf1, draw.Uar, draw.ScratchUf1, draw.ScratchUar }.Select(x =>
                        x?.ToString("F4", CultureInfo.InvariantCulture) ?? ""
                    ),
                ]
            );
        }

        return text.ToString();
    }

    /// <summary>A draw is over too soon to be told of its parts.</summary>
    private sealed class Silent : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value) { }
    }
}
