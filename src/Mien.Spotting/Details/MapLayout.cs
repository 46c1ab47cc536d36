namespace Mien.Spotting.Details;

/// <summary>The crop in which a model's motion maps are measured.</summary>
public enum MapLayout
{
    /// <summary>Whatever the model's file says; where it says nothing, tight for made-up motion and aligned for prepared maps.</summary>
    Model,

    /// <summary>The tight crop of datasets and of made-up motion: eyes and mouth at fixed places.</summary>
    Tight,

    /// <summary>The crop that <c>mien prepare</c> lays: upright by eyes and nose, with the jaw and some room around the face.</summary>
    Aligned,
}
