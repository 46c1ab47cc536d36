using System.Globalization;

namespace Mien.Foundation;

/// <summary>
/// The numbers of an options record as settings of a step, such as <c>tvl1 lambda=0.3 warps=10</c>: read from it, and
/// written back as far as they differ from the defaults.
/// </summary>
/// <typeparam name="T">The options record.</typeparam>
public sealed class StepSettings<T>(params IReadOnlyList<StepSetting<T>> settings)
{
    /// <summary>The keys, for help texts.</summary>
    public IReadOnlyList<string> Keys { get; } = [.. settings.Select(setting => setting.Key)];

    /// <summary>The defaults with what a step sets.</summary>
    /// <exception cref="InputFaultException">A number is out of range, or a setting or word is left that is none of these.</exception>
    public T Read(StepText step, T defaults)
    {
        ArgumentNullException.ThrowIfNull(step);
        var options = defaults;
        foreach (var setting in settings)
        {
            var before = setting.Get(defaults);
            var value = (float)step.TakeDouble(setting.Key, before, setting.Low, setting.High);
            if (setting.IsWhole && value != MathF.Floor(value))
            {
                throw step.Fault($"sets {setting.Key} in the step {step.Name} to a fraction", "give a whole number");
            }

            options = value == before ? options : setting.Set(options, value);
        }

        step.RefuseRest();
        return step.Words.Count == 0
            ? options
            : throw step.Fault(
                $"has the word '{step.Words[0]}' in the step {step.Name}",
                $"set {string.Join(", ", Keys)} as KEY=NUMBER"
            );
    }

    /// <summary>The settings that differ from the defaults, each with a space before it.</summary>
    public string Write(T options, T defaults) =>
        string.Concat(
            settings
                .Where(setting => setting.Get(options) != setting.Get(defaults))
                .Select(setting =>
                    string.Create(CultureInfo.InvariantCulture, $" {setting.Key}={setting.Get(options)}")
                )
        );

    /// <summary>All settings, each with a space before it: for records that shall not depend on what the defaults are.</summary>
    public string WriteAll(T options) =>
        string.Concat(
            settings.Select(setting =>
                string.Create(CultureInfo.InvariantCulture, $" {setting.Key}={setting.Get(options)}")
            )
        );
}
