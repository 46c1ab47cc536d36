namespace Mien.Spotting.Spotting;

/// <summary>
/// How many false expressions of a kind a minute are to be expected of one person, from what that person does below the
/// threshold of that kind: scores of noise fall off exponentially there, and the tail above the threshold is what is reported by mistake.
/// Small true expressions below the threshold count as noise, so that the figure is rather too high than too low.
/// </summary>
internal sealed class FalseAlarms
{
    /// <summary>Scores from this share of the threshold on are counted.</summary>
    public const double LeastShare = 0.5;

    // With little to go by, one near miss of usual height is assumed to have been seen besides.
    private const double AssumedNearMisses = 1;
    private const double UsualDecay = 0.12;
    private const double SlowestDecay = 0.5;

    // One true event a minute; scores above the threshold fall off by e over three thresholds.
    private const double UsualPerMinute = 1;
    private const double UsualScale = 3;

    private readonly double _threshold;
    private double _minutes;
    private double _excess;
    private int _count;

    /// <param name="threshold">The score from which a movement is an event.</param>
    public FalseAlarms(double threshold) => _threshold = threshold;

    /// <summary>Takes in a stretch of time.</summary>
    /// <param name="minutes">Its length.</param>
    /// <param name="nearMisses">Scores in it from <see cref="LeastShare"/> of the threshold to the threshold.</param>
    public void Add(double minutes, IEnumerable<double> nearMisses)
    {
        _minutes += minutes;
        foreach (var score in nearMisses)
        {
            _count++;
            _excess += (score / _threshold) - LeastShare;
        }
    }

    /// <summary>Expected false expressions a minute; 0 before anything was measured.</summary>
    public double PerMinute => _minutes <= 0 ? 0 : DensityAt(_threshold) * _threshold * Decay;

    /// <summary>False events a minute and unit of score, at a score.</summary>
    public double DensityAt(double score)
    {
        if (_minutes <= 0)
        {
            return 0;
        }

        var seen = (_count + AssumedNearMisses) / _minutes;
        var (decay, room) = (Decay, 1 - LeastShare);
        // Of an exponential from LeastShare on, this part lies below the threshold and was counted.
        var counted = 1 - Math.Exp(-room / decay);
        return seen / counted / (decay * _threshold) * Math.Exp(-((score / _threshold) - LeastShare) / decay);
    }

    /// <summary>
    /// How likely an event of a score is no false alarm: the density of false ones against that of true ones. True ones
    /// are taken to be as many as are usual, and to stand out as those of made-up long videos do.
    /// </summary>
    public double ConfidenceAt(double score)
    {
        var truths = UsualPerMinute / (UsualScale * _threshold) * Math.Exp(-((score / _threshold) - 1) / UsualScale);
        return truths / (truths + DensityAt(score));
    }

    /// <summary>
    /// The decay of the exponential, in thresholds: the likeliest for scores that are only seen up to the threshold has
    /// mean excess = decay - room / (exp(room / decay) - 1).
    /// </summary>
    private double Decay
    {
        get
        {
            var mean = (_excess + (AssumedNearMisses * UsualDecay)) / (_count + AssumedNearMisses);
            var (low, high, room) = (0.01, SlowestDecay, 1 - LeastShare);
            for (var i = 0; i < 50; i++)
            {
                var decay = (low + high) / 2;
                (low, high) = decay - (room / (Math.Exp(room / decay) - 1)) < mean ? (decay, high) : (low, decay);
            }

            return (low + high) / 2;
        }
    }
}
