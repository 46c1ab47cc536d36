using System.Numerics;
using Mien.Faces.Detection;
using Mien.Foundation;
using Mien.Spotting.Motion;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Tests;

/// <summary>Motion of a face that nobody filmed: noise, and movements of some regions at known times.</summary>
internal sealed class MadeUpMotion(double rate, double seconds, ulong seed = 1, double noise = 0.02)
{
    private readonly List<(double Onset, double Apex, double Offset, RegionPart Part, Vector2 Size)> _movements = [];
    private readonly List<double> _blinks = [];

    public int Count => (int)(rate * seconds);

    /// <summary>Adds a movement of a part of the face on both sides, outward and down, rising and falling smoothly.</summary>
    public MadeUpMotion With(double onset, double apex, double offset, RegionPart part, float outward, float down)
    {
        _movements.Add((onset, apex, offset, part, new Vector2(outward, down)));
        return this;
    }

    public MadeUpMotion WithBlink(double onset)
    {
        _blinks.Add(onset);
        return this;
    }

    public List<MotionSample> Samples()
    {
        var random = new RandomStream(seed);
        return [.. Enumerable.Range(0, Count).Select(i => Sample(i, random))];
    }

    /// <summary>Writes a motion file.</summary>
    public void Write(string path)
    {
        using var writer = MotionWriter.Create(path);
        foreach (var sample in Samples())
        {
            writer.Add(sample);
        }
    }

    private MotionSample Sample(int i, RandomStream random)
    {
        var at = i / rate;
        var sample = new MotionSample
        {
            Frame = i,
            Seconds = at,
            Face = 1,
            IsStart = i == 0,
            Box = new FaceBox(100, 100, 200, 200),
            EyeOpening = (float)(0.33 + random.Normal(0.004)),
        };
        for (var r = 0; r < FaceRegions.Count; r++)
        {
            var region = FaceRegions.All[r];
            sample.Regions[r] =
                Shown(region, at) + new Vector2((float)random.Normal(noise), (float)random.Normal(noise));
            sample.Misfits[r] = 2;
        }

        foreach (var blink in _blinks.Where(blink => at > blink && at < blink + 0.25))
        {
            var shut = (float)Math.Sin(Math.PI * (at - blink) / 0.25);
            sample.EyeOpening *= 1 - (0.7f * shut);
            for (var r = 0; r < FaceRegions.Count; r++)
            {
                sample.Regions[r] += FaceRegions.All[r].Part switch
                {
                    RegionPart.UpperLid => new Vector2(0, 3 * shut),
                    RegionPart.InnerBrow or RegionPart.OuterBrow => new Vector2(0, 0.25f * shut),
                    _ => Vector2.Zero,
                };
            }
        }

        return sample;
    }

    private Vector2 Shown(FaceRegion region, double at)
    {
        var sum = Vector2.Zero;
        foreach (var (onset, apex, offset, part, size) in _movements.Where(m => m.Part == region.Part))
        {
            var share = Math.Clamp(at < apex ? (at - onset) / (apex - onset) : (offset - at) / (offset - apex), 0, 1);
            share = share * share * (3 - (2 * share));
            var outward = region.Side == RegionSide.Right ? -1 : 1;
            sum += (float)share * new Vector2(outward * size.X, size.Y);
        }

        return sum;
    }
}
