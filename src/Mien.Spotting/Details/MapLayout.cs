namespace Mien.Spotting.Details;

/// <summary>The crop in which a model's motion maps are measured.</summary>
public enum MapLayout
{
    /// <summary>Whatever the model was trained on: tight for made-up motion, prepared for maps of <c>mien prepare</c>.</summary>
    Model,

    /// <summary>The tight crop of datasets and of made-up motion: eyes and mouth at fixed places.</summary>
    Tight,

    /// <summary>The crop that <c>mien prepare</c> lays: upright by eyes and nose, with some room around the face.</summary>
    Prepared,
}
