using System.Numerics;
using Mien.Faces.Detection;
using Mien.Spotting.Motion;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Spotting;

/// <summary>
/// An unbroken stretch of one face's motion, brought to even steps of time. Channels 2 r and 2 r + 1 are u and v of region
/// r.
/// </summary>
internal sealed class FaceTrack
{
    /// <summary>Samples a second beyond which nothing more is learnt about an event of 1/25 s.</summary>
    private const double MostRate = 120;

    /// <summary>Seconds at the start of a short recording that are taken for rest.</summary>
    public const double StartSeconds = 0.25;

    private readonly int[] _frames;
    private readonly double[] _seconds;
    private readonly FaceBox[] _boxes;

    private FaceTrack(IReadOnlyList<MotionSample> samples, double rate, int count)
    {
        (Face, Rate, Start, Count) = (samples[0].Face, rate, samples[0].Seconds, count);
        _frames = [.. samples.Select(sample => sample.Frame)];
        _seconds = [.. samples.Select(sample => sample.Seconds)];
        _boxes = [.. samples.Select(sample => sample.Box)];
        Channels = Enumerable.Range(0, 2 * FaceRegions.Count).Select(_ => new float[count]).ToArray();
        Head = [new float[count], new float[count], new float[count], new float[count]];
        Opening = new float[count];
        Misfits = [.. Enumerable.Range(0, FaceRegions.Count).Select(_ => new float[count])];
    }

    /// <summary>The face's number.</summary>
    public int Face { get; }

    /// <summary>Samples a second.</summary>
    public double Rate { get; }

    /// <summary>Time of the first sample.</summary>
    public double Start { get; }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Displacements in pixels.</summary>
    public float[][] Channels { get; }

    /// <summary>Place (right, down) and turn (right, down) of the head, in pixels.</summary>
    public float[][] Head { get; }

    /// <summary>How far the eyes are open.</summary>
    public float[] Opening { get; }

    /// <summary>How badly each region fits its reference, in gray levels.</summary>
    public float[][] Misfits { get; }

    /// <summary>Samples that a time spans, at least 1.</summary>
    public int Span(double seconds) => Math.Max(1, (int)Math.Round(seconds * Rate));

    /// <summary>Time of a sample.</summary>
    public double SecondsAt(int sample) => Start + (sample / Rate);

    /// <summary>The frame nearest to a sample, with its time.</summary>
    public (int Frame, double Seconds) FrameAt(int sample)
    {
        var nearest = NearestTo(sample);
        return (_frames[nearest], _seconds[nearest]);
    }

    /// <summary>Where the face is in the frame nearest to a sample.</summary>
    public FaceBox BoxAt(int sample) => _boxes[NearestTo(sample)];

    private int NearestTo(int sample)
    {
        var seconds = SecondsAt(sample);
        var after = Array.BinarySearch(_seconds, seconds);
        after = Math.Clamp(after < 0 ? ~after : after, 0, _seconds.Length - 1);
        return after > 0 && seconds - _seconds[after - 1] < _seconds[after] - seconds ? after - 1 : after;
    }

    /// <summary>Makes the track of an unbroken stretch.</summary>
    /// <param name="samples">The stretch, in the order of time; at least 2.</param>
    public static FaceTrack Of(IReadOnlyList<MotionSample> samples)
    {
        var seconds = samples.Select(sample => sample.Seconds).ToArray();
        var interval = MedianInterval(seconds);
        var rate = 1 / (interval * Math.Ceiling((1 / interval / MostRate) - 0.01));
        var count = (int)Math.Floor(((seconds[^1] - seconds[0]) * rate) + 1e-6) + 1;
        var track = new FaceTrack(samples, rate, count);
        track.Fill(samples, interval);
        return track;
    }

    private static double MedianInterval(double[] seconds)
    {
        var intervals = new double[seconds.Length - 1];
        for (var i = 0; i < intervals.Length; i++)
        {
            intervals[i] = seconds[i + 1] - seconds[i];
        }

        Array.Sort(intervals);
        return Math.Max(1e-4, intervals[intervals.Length / 2]);
    }

    /// <summary>Linear between frames; where several frames fall on a sample, their mean.</summary>
    private void Fill(IReadOnlyList<MotionSample> samples, double interval)
    {
        var parts = Math.Max(1, (int)Math.Round(1 / (Rate * interval)));
        var at = 0;
        for (var i = 0; i < Count; i++)
        {
            for (var part = 0; part < parts; part++)
            {
                var seconds = SecondsAt(i) + ((part - ((parts - 1) / 2.0)) * interval);
                while (at + 2 < samples.Count && samples[at + 1].Seconds <= seconds + 1e-9)
                {
                    at++;
                }

                while (at > 0 && samples[at].Seconds > seconds)
                {
                    at--;
                }

                Add(i, samples[at], samples[at + 1], seconds, 1f / parts);
            }
        }
    }

    private void Add(int i, MotionSample before, MotionSample after, double seconds, float share)
    {
        var part = (float)Math.Clamp((seconds - before.Seconds) / (after.Seconds - before.Seconds), 0, 1);
        var (first, second) = (share * (1 - part), share * part);
        for (var r = 0; r < FaceRegions.Count; r++)
        {
            var place = (first * before.Regions[r]) + (second * after.Regions[r]);
            Channels[2 * r][i] += place.X;
            Channels[(2 * r) + 1][i] += place.Y;
            Misfits[r][i] += (first * before.Misfits[r]) + (second * after.Misfits[r]);
        }

        AddPair(0, i, (first * before.Head) + (second * after.Head));
        AddPair(2, i, (first * before.Turn) + (second * after.Turn));
        Opening[i] += (first * before.EyeOpening) + (second * after.EyeOpening);
    }

    private void AddPair(int channel, int i, Vector2 value)
    {
        Head[channel][i] += value.X;
        Head[channel + 1][i] += value.Y;
    }
}
