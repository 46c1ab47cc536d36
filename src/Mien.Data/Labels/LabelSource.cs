namespace Mien.Data.Labels;

/// <summary>What a label set maps to classes.</summary>
public enum LabelSource
{
    /// <summary>The dataset's emotion name.</summary>
    Emotion,

    /// <summary>The objective class by action units (Davison et al. 2018).</summary>
    Objective,
}
