using System.Text.Json.Serialization;

namespace Mien.Recognition.Training;

/// <summary>On whom an epoch or a setting is chosen.</summary>
public enum SelectionKind
{
    /// <summary>Nothing is chosen: the number of epochs is fixed and the last one is used.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>
    /// Nested: among the recipe's choices, inside each training fold, on parts of the training people that the candidates
    /// were not trained on. The held-out people have no say.
    /// </summary>
    [JsonStringEnumMemberName("inner-subjects")]
    InnerSubjects,

    /// <summary>
    /// Leaky, as the scripts of several published networks do: for each held-out subject the epoch with the best accuracy
    /// on that very subject, the last one of equals. It alone lifts UF1 by .06 to .18 (Varanka et al., "Data Leakage and
    /// Evaluation Issues in Micro-Expression Analysis", IEEE TAC 2023, and the scripts of HTNet, MMNet and SKD-TSTSAN).
    /// </summary>
    [JsonStringEnumMemberName("test-subject")]
    TestSubject,
}
