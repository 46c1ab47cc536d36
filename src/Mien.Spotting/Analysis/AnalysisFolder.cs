namespace Mien.Spotting.Analysis;

/// <summary>The files of an analysis.</summary>
/// <param name="Path">Their folder.</param>
public sealed record AnalysisFolder(string Path)
{
    /// <summary>A row an event.</summary>
    public string Events => In(Output.EventTable.FileName);

    /// <summary>A row a blink.</summary>
    public string Blinks => In("blinks.csv");

    /// <summary>Everything, for programs.</summary>
    public string Json => In("events.json");

    /// <summary>For ELAN.</summary>
    public string Elan => In("events.eaf");

    /// <summary>For people.</summary>
    public string Report => In("report.html");

    /// <summary>What was measured in every frame; a later run with the same folder goes on from it.</summary>
    public string Motion => In("motion.bin");

    /// <summary>What <see cref="Motion"/> was measured from, and whether it is whole.</summary>
    public string MotionRecord => In("motion.json");

    /// <summary>What a camera saw.</summary>
    public string Camera => In("camera.mkv");

    /// <summary>Pictures and classes of events, kept for a later run.</summary>
    public string Details => In("details");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
