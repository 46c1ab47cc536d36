namespace Mien.Tensors.Operations;

/// <summary>
/// Hears of every operation that is computed on a tape, in order, so that a network can be written down by running it
/// once. Operations that are made of others are heard as those.
/// </summary>
internal interface IOperationListener
{
    /// <summary>One operation was computed.</summary>
    /// <param name="operation">The name of its method on the tape.</param>
    /// <param name="output">Its result.</param>
    /// <param name="inputs">Its tensors in the order of its parameters; null for one left out.</param>
    /// <param name="settings">Its other parameters.</param>
    void Hear(string operation, Tensor output, Tensor?[] inputs, params (string Name, object Value)[] settings);

    /// <summary>Backward has the whole gradient of an operation's result and is about to play the operation back.</summary>
    /// <param name="output">The result; its gradient may be read now and is gone afterwards.</param>
    void HearGradient(Tensor output) { }
}
