namespace Mien.Foundation;

/// <summary>
/// What the user gave cannot be used. The message is one sentence that says what is wrong, where (file, row, column)
/// and what to do; the command line prints it as it stands and exits with 2. Faults of Mien itself never use this type.
/// </summary>
public sealed class InputFaultException : Exception
{
    /// <summary>Creates a fault with no text; meant for serialisers only.</summary>
    public InputFaultException() { }

    /// <summary>Creates a fault from one sentence: what is wrong, where, what to do.</summary>
    public InputFaultException(string sentence)
        : base(sentence) { }

    /// <summary>Creates a fault from one sentence and the failure that revealed it.</summary>
    public InputFaultException(string sentence, Exception? cause)
        : base(sentence, cause) { }
}
