namespace Mien.Data.Preparation;

/// <summary>Whose onset and apex a map is made from.</summary>
public enum FrameChoice
{
    /// <summary>The annotated ones; what is missing is found.</summary>
    Annotated,

    /// <summary>Both are found in all the frames there are, whatever is annotated: to compare with coders, or with other datasets.</summary>
    Found,
}
