using System.Globalization;
using Mien.Foundation;

namespace Mien.Data.Inputs;

/// <summary>
/// One step of a chain as written: <c>name word word key=value</c>. Steps are separated by <c>|</c>, so that a chain
/// is one line which can be read aloud, stored in a run file and parsed back.
/// </summary>
internal sealed class StepText
{
    private readonly string _chain;
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    private StepText(string step, string chain)
    {
        _chain = chain;
        var words = step.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Name = words.Length > 0 ? words[0] : throw Fault("has an empty step", "write an operation between the bars");
        Words = [.. words.Skip(1).Where(word => !word.Contains('=', StringComparison.Ordinal))];
        foreach (var setting in words.Skip(1).Where(word => word.Contains('=', StringComparison.Ordinal)))
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (!_settings.TryAdd(setting[..at], setting[(at + 1)..]))
            {
                throw Fault($"sets '{setting[..at]}' twice in the step {Name}", "keep one of them");
            }
        }
    }

    public string Name { get; }

    public IReadOnlyList<string> Words { get; }

    public static IReadOnlyList<StepText> Split(string chain) =>
        [.. chain.Split('|').Select(step => new StepText(step, chain))];

    /// <summary>Takes a number out of the settings.</summary>
    public float Take(string key, float fallback, float low, float high)
    {
        if (!_settings.Remove(key, out var text))
        {
            return fallback;
        }

        return
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= low
            && value <= high
            ? value
            : throw Fault(
                $"sets {key}={text} in the step {Name}",
                $"give a number from {low.ToString(CultureInfo.InvariantCulture)} to {high.ToString(CultureInfo.InvariantCulture)}"
            );
    }

    /// <summary>Refuses settings that no operation has taken.</summary>
    public void RefuseRest()
    {
        if (_settings.Count > 0)
        {
            throw Fault($"sets '{_settings.Keys.First()}', which the step {Name} does not have", "remove it");
        }
    }

    public InputFaultException Fault(string what, string doThis) => new($"The chain '{_chain}' {what}: {doThis}.");
}
