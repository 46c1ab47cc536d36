using Mien.Foundation;
using Spectre.Console;

namespace Mien.Cli.Console;

/// <summary>
/// Runs long work and shows how far it has come on standard error: a bar with the time left on a terminal, a plain line
/// now and then in a pipe, nothing when quiet. Standard output stays free for results.
/// </summary>
internal static class WorkProgress
{
    /// <summary>Runs <paramref name="work"/>, handing it the place to report to.</summary>
    public static T Run<T>(bool quiet, Func<IProgress<ProgressStep>, T> work)
    {
        if (quiet)
        {
            return work(new Silent());
        }

        return System.Console.IsErrorRedirected
            ? work(new PlainLines(System.Console.Error, TimeProvider.System))
            : RunWithBar(work);
    }

    private static T RunWithBar<T>(Func<IProgress<ProgressStep>, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        return console
            .Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .Start(context => work(new Bar(context)));
    }

    private sealed class Silent : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value) { }
    }

    /// <summary>One line at the start and end of each piece of work, and at most one every five seconds between.</summary>
    internal sealed class PlainLines(TextWriter output, TimeProvider clock) : IProgress<ProgressStep>
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
        private readonly Lock _gate = new();
        private string _what = "";
        private TimeSpan _lastWritten;
        private TimeSpan _started;

        public void Report(ProgressStep value)
        {
            lock (_gate)
            {
                var now = clock.GetElapsedTime(0);
                if (value.What != _what)
                {
                    (_what, _started) = (value.What, now);
                }
                else if (!IsLast(value) && now - _lastWritten < Pause)
                {
                    return;
                }

                _lastWritten = now;
                var of = value.Total > 0 ? $" of {value.Total}" : "";
                Write($"{value.What}: {value.Done}{of}{TimeLeft(value, now - _started)}");
            }
        }

        private static bool IsLast(ProgressStep value) => value.Total > 0 && value.Done >= value.Total;

        /// <summary>A log that cannot be written (a full disk, a closed pipe) must not end the work that it is about.</summary>
        private void Write(string line)
        {
            try
            {
                output.WriteLine(line);
            }
            catch (IOException)
            {
                // There is nowhere left to say so.
            }
        }

        private static string TimeLeft(ProgressStep step, TimeSpan elapsed)
        {
            if (step.Done <= 0 || step.Done >= step.Total || elapsed.TotalSeconds < 1)
            {
                return "";
            }

            var left = elapsed * ((double)(step.Total - step.Done) / step.Done);
            return left.TotalHours >= 1 ? $", {left:h\\:mm\\:ss} left" : $", {left:m\\:ss} left";
        }
    }

    private sealed class Bar(ProgressContext context) : IProgress<ProgressStep>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(ProgressStep value)
        {
            lock (_gate)
            {
                if (!_tasks.TryGetValue(value.What, out var task))
                {
                    task = context.AddTask(Markup.Escape(value.What), maxValue: Math.Max(1, value.Total));
                    _tasks.Add(value.What, task);
                }

                task.IsIndeterminate = value.Total <= 0;
                task.Value = value.Done;
            }
        }
    }
}
