namespace Mien.Imaging.Strain;

/// <summary>
/// What published code calls "optical strain". With u_x for the derivative of u along x, and so on; only the first is the
/// same whichever way a head is turned in the picture's plane.
/// </summary>
public enum StrainForm
{
    /// <summary>
    /// The textbook's Frobenius norm of the symmetric gradient, sqrt(u_x^2 + v_y^2 + (u_y + v_x)^2 / 2), with central
    /// differences (one-sided at the edges). A rotation gives 0, a stretch of e gives e, a shear of g gives g / sqrt(2).
    /// </summary>
    Frobenius,

    /// <summary>
    /// The same norm with forward differences, the last column and row repeated, as SOFTNet (Liong et al. 2021) computes it.
    /// </summary>
    SoftNet,

    /// <summary>
    /// As the flow tool of MEB (Varanka et al. 2023) computes it: sqrt(u_1^2 + v_2^2 + (u_2^2 + v_1^2) / 2) with Sobel sums
    /// (8 times a derivative, zeros beyond the edges), where index 1 is down and 2 is right. A rotation does not give 0.
    /// </summary>
    Meb,
}
