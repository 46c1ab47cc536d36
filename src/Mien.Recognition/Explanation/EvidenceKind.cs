namespace Mien.Recognition.Explanation;

/// <summary>How evidence is found.</summary>
public enum EvidenceKind
{
    /// <summary>Class activation by the gradient of each place (HiResCAM); right for any head.</summary>
    ClassActivation,

    /// <summary>Class activation by the gradient's mean over places (Grad-CAM), as it is published most.</summary>
    GradCam,

    /// <summary>The fall of the probability where a window is put to rest.</summary>
    Occlusion,
}
