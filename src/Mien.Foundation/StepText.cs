using System.Globalization;

namespace Mien.Foundation;

/// <summary>
/// One step of a chain as written: <c>name word word key=value</c>. Steps are separated by <c>|</c>, so that a chain
/// is one line which can be read aloud, stored in a run file and parsed back.
/// </summary>
public sealed class StepText
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

    /// <summary>The operation's name.</summary>
    public string Name { get; }

    /// <summary>The words after the name that are no settings.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The steps of a chain.</summary>
    /// <exception cref="InputFaultException">A step is empty or sets something twice.</exception>
    public static IReadOnlyList<StepText> Split(string chain) =>
        [.. chain.Split('|').Select(step => new StepText(step, chain))];

    /// <summary>Takes a number out of the settings; the fallback when it is not among them.</summary>
    /// <exception cref="InputFaultException">It is no number, or out of range.</exception>
    public float Take(string key, float fallback, float low, float high) => (float)TakeDouble(key, fallback, low, high);

    /// <summary>Takes a number in double precision out of the settings; the fallback when it is not among them.</summary>
    /// <exception cref="InputFaultException">It is no number, or out of range.</exception>
    public double TakeDouble(string key, double fallback, double low, double high)
    {
        if (!_settings.Remove(key, out var text))
        {
            return fallback;
        }

        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= low
            && value <= high
            ? value
            : throw Fault(
                $"sets {key}={text} in the step {Name}",
                $"give a number from {low.ToString(CultureInfo.InvariantCulture)} to {high.ToString(CultureInfo.InvariantCulture)}"
            );
    }

    /// <summary>Takes a whole number out of the settings; the fallback when it is not among them.</summary>
    /// <exception cref="InputFaultException">It is no whole number, or out of range.</exception>
    public int TakeInteger(string key, int fallback, int low, int high)
    {
        var value = TakeDouble(key, fallback, low, high);
        return value == Math.Floor(value)
            ? (int)value
            : throw Fault($"sets {key} to no whole number in the step {Name}", $"give one from {low} to {high}");
    }

    /// <summary>Takes a word out of the settings; the first of those there are when it is not among them.</summary>
    /// <exception cref="InputFaultException">It is none of the words.</exception>
    public string TakeWord(string key, params ReadOnlySpan<string> words)
    {
        if (!_settings.Remove(key, out var text))
        {
            return words[0];
        }

        return words.Contains(text)
            ? text
            : throw Fault($"sets {key}={text} in the step {Name}", $"give one of {string.Join(", ", words)}");
    }

    /// <summary>Whether a setting has a word for its value, which is taken out of the settings if so.</summary>
    public bool TakeIf(string key, string word) =>
        _settings.TryGetValue(key, out var text) && text == word && _settings.Remove(key);

    /// <summary>Refuses settings that no operation has taken.</summary>
    /// <exception cref="InputFaultException">There are some.</exception>
    public void RefuseRest()
    {
        if (_settings.Count > 0)
        {
            throw Fault($"sets '{_settings.Keys.First()}', which the step {Name} does not have", "remove it");
        }
    }

    /// <summary>The sentence for a chain that cannot be used.</summary>
    /// <param name="what">What is wrong, after "The chain ...".</param>
    /// <param name="doThis">What to do.</param>
    public InputFaultException Fault(string what, string doThis) => new($"The chain '{_chain}' {what}: {doThis}.");
}
