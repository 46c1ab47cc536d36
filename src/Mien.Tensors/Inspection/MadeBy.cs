namespace Mien.Tensors.Inspection;

/// <summary>What made a tensor.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="Inputs">Its tensors; null for one left out.</param>
/// <param name="Settings">Its other parameters.</param>
internal readonly record struct MadeBy(string Operation, Tensor?[] Inputs, (string Name, object Value)[] Settings)
{
    /// <summary>The value of a setting that the operation has.</summary>
    public object Setting(string name) => Settings.First(setting => setting.Name == name).Value;
}
