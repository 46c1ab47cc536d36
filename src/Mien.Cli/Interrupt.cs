using System.Runtime.InteropServices;

namespace Mien.Cli;

/// <summary>Turns Ctrl-C and a polite kill into a stop between units, so that finished work is kept.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt() => _signals = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM)];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                // The second signal ends the program at once, as it would without this class.
                context.Cancel = !_source.IsCancellationRequested;
                _source.Cancel();
            }
        );
}
