using Mien.Recognition.Evaluation;
using Mien.Recognition.Protocols;

namespace Mien.Reporting.Runs;

/// <summary>What a protocol is called in full, and what its scores do and do not say.</summary>
/// <param name="Title">The name in full.</param>
/// <param name="Meaning">What was held out, and what the score therefore means.</param>
internal readonly record struct ProtocolText(string Title, string Meaning)
{
    /// <summary>The text of a protocol; an unknown one is named as it is.</summary>
    public static ProtocolText Of(string protocol) => new(TitleOf(protocol), $"{MeaningOf(protocol)}{Reach(protocol)}");

    private static string TitleOf(string protocol) =>
        protocol switch
        {
            "loso" => "leave one subject out",
            "subject-kfold" => "k folds over subjects",
            "cde" => "composite database evaluation",
            "lodo" => "leave one dataset out",
            "clip-kfold" => "k folds over clips",
            "frame-kfold" => "k folds over frames",
            ZeroShotEvaluation.Name => "a finished model, nothing trained",
            _ => protocol,
        };

    private static string MeaningOf(string protocol) =>
        Protocol.All.FirstOrDefault(known => known.Name == protocol)?.Meaning
        ?? (
            protocol == ZeroShotEvaluation.Name
                ? ZeroShotEvaluation.Meaning
                : "This protocol is not one of Mien's; what was held out is in splits.json."
        );

    private static string Reach(string protocol) =>
        protocol switch
        {
            "loso" or "subject-kfold" or "cde" =>
                " The score says what to expect of a new person, recorded and coded as these were.",
            "lodo" => " The score says what to expect of other people under another camera in another laboratory.",
            _ => "",
        };
}
