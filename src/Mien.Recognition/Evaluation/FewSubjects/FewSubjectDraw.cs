namespace Mien.Recognition.Evaluation.FewSubjects;

/// <summary>One draw of a study with few subjects: how those score who were not drawn.</summary>
/// <param name="Subjects">Subjects that were learnt from.</param>
/// <param name="Draw">Number of the draw, from 1.</param>
/// <param name="TrainClips">Their clips.</param>
/// <param name="TestClips">Clips of everybody else.</param>
/// <param name="Uf1">UF1 of the method.</param>
/// <param name="Uar">UAR of the method.</param>
/// <param name="ScratchUf1">UF1 of the network trained from scratch on the same clips; null when the method is that network.</param>
/// <param name="ScratchUar">UAR of the same.</param>
public sealed record FewSubjectDraw(
    int Subjects,
    int Draw,
    int TrainClips,
    int TestClips,
    double Uf1,
    double Uar,
    double? ScratchUf1,
    double? ScratchUar
);
