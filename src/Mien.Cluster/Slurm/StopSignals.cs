using System.Runtime.InteropServices;

namespace Mien.Cluster.Slurm;

/// <summary>
/// Listens for the wish to stop: USR2 is Slurm's warning before the time limit, TERM comes with preemption, cancelling
/// and the limit itself, INT from a keyboard. Handlers only set a flag; work looks at it at the end of an epoch.
/// </summary>
public sealed class StopSignals : IDisposable
{
    private const int LinuxUser2 = 12;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Starts listening.</summary>
    public StopSignals()
    {
        Listen(PosixSignal.SIGTERM, () => Ended = true);
        Listen(PosixSignal.SIGINT, () => Ended = true);
        if (OperatingSystem.IsLinux())
        {
            Listen((PosixSignal)LinuxUser2, () => Warned = true);
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the time limit is near: the task should put itself back into the queue.</summary>
    public bool Warned { get; private set; }

    /// <summary>Whether someone ends the task: it must not come back by its own doing.</summary>
    public bool Ended { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
    }

    private void Listen(PosixSignal signal, Action note) =>
        _registrations.Add(
            PosixSignalRegistration.Create(
                signal,
                context =>
                {
                    context.Cancel = true;
                    note();
                    _stop.Cancel();
                }
            )
        );
}
