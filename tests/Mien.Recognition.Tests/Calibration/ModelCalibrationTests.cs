using Mien.Foundation;
using Mien.Recognition.Calibration;

namespace Mien.Recognition.Tests.Calibration;

public sealed class ModelCalibrationTests
{
    /// <summary>
    /// golden/temperature.py: the minimum of the same loss over six rows by SciPy's minimize_scalar (bounded), SciPy 1.10.1.
    /// </summary>
    [Fact]
    public void The_temperature_is_that_of_scipy()
    {
        float[][] rows =
        [
            [0.9f, 0.05f, 0.05f],
            [0.7f, 0.2f, 0.1f],
            [0.1f, 0.85f, 0.05f],
            [0.2f, 0.3f, 0.5f],
            [0.97f, 0.02f, 0.01f],
            [0.05f, 0.15f, 0.8f],
        ];

        Assert.Equal(GoldenTemperature, TemperatureScaling.Fit(rows, [0, 1, 1, 2, 2, 2]), 4);
    }

    private const double GoldenTemperature = 2.765872;

    [Fact]
    public void Too_sure_a_network_is_cooled_to_the_truth()
    {
        // Logits three times as far apart as the probabilities that the labels are drawn from.
        var (rows, labels) = Draw(20_000, 3, new RandomStream(11));

        Assert.InRange(ModelCalibration.Fit(rows, labels, Names(labels.Length), "drawn").Temperature, 2.85, 3.15);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void Sets_lack_the_truth_as_rarely_as_stated_in_every_class(double level)
    {
        var (rows, labels) = Draw(20_000, 2, new RandomStream(5));
        var calibration = ModelCalibration.Fit(rows, labels, Names(labels.Length), "drawn");
        var (fresh, truths) = Draw(30_000, 2, new RandomStream(6));

        for (var c = 0; c < 3; c++)
        {
            var own = Enumerable.Range(0, truths.Length).Where(i => truths[i] == c).ToArray();
            var missed = own.Count(i => !calibration.SetOf(calibration.Apply(fresh[i]), level).Contains(c));
            Assert.InRange((double)missed / own.Length, level - 0.03, level + 0.03);
        }
    }

    [Fact]
    public void With_too_few_clips_of_a_class_nothing_is_ruled_out()
    {
        var calibration = ModelCalibration.Fit(
            [
                [0.9f, 0.1f],
                [0.2f, 0.8f],
            ],
            [0, 1],
            ["a", "b"],
            "two"
        );

        Assert.Equal(2, calibration.SetOf([0.999, 0.001], 0.1).Count);
    }

    [Fact]
    public void Nobody_is_in_both_halves()
    {
        // The temperature is fitted on the clips of a and c alone, which are right and unsure; b's and d's are wrong and sure.
        float[][] rows =
        [
            [0.6f, 0.4f],
            [0.01f, 0.99f],
            [0.4f, 0.6f],
            [0.99f, 0.01f],
        ];

        var calibration = ModelCalibration.Fit(rows, [0, 0, 1, 1], ["a", "b", "c", "d"], "four");

        Assert.True(calibration.Temperature < 0.1, $"{calibration.Temperature}");
        Assert.Throws<InputFaultException>(() => ModelCalibration.Fit(rows, [0, 0, 1, 1], ["a", "a", "a", "a"], "one"));
    }

    [Fact]
    public void A_calibration_survives_the_text_of_a_model_file()
    {
        var (rows, labels) = Draw(200, 2, new RandomStream(7));
        var calibration = ModelCalibration.Fit(rows, labels, Names(labels.Length), "drawn, \"quoted\"");

        var read = CalibrationText.Parse(CalibrationText.Print(calibration), 3)!;

        Assert.Equal(calibration.Temperature, read.Temperature);
        Assert.Equal(calibration.Thresholds.SelectMany(row => row), read.Thresholds.SelectMany(row => row));
        Assert.Equal((calibration.Samples, calibration.Source), (read.Samples, read.Source));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"temperature\":-1,\"thresholds\":[[0,0,0],[0,0,0],[0,0,0]],\"samples\":3,\"source\":\"\"}")]
    [InlineData("{\"temperature\":1,\"thresholds\":[[0,0],[0,0],[0,0]],\"samples\":3,\"source\":\"\"}")]
    [InlineData("{\"temperature\":1,\"thresholds\":[null,[0,0,0],[0,0,0]],\"samples\":3,\"source\":\"\"}")]
    [InlineData("{\"temperature\":1,\"thresholds\":[[0,0,2],[0,0,0],[0,0,0]],\"samples\":3,\"source\":\"\"}")]
    public void Another_text_is_none(string text) => Assert.Null(CalibrationText.Parse(text, 3));

    /// <summary>Rows of three classes, labels drawn from softmax(z), rows softmax(sharpness z).</summary>
    private static (float[][] Rows, int[] Labels) Draw(int count, double sharpness, RandomStream random)
    {
        var (rows, labels) = (new float[count][], new int[count]);
        for (var i = 0; i < count; i++)
        {
            var logits = Enumerable.Range(0, 3).Select(_ => random.Normal(1)).ToArray();
            var truth = Softmax(logits, 1);
            var draw = random.Uniform();
            labels[i] =
                draw < truth[0] ? 0
                : draw < truth[0] + truth[1] ? 1
                : 2;
            rows[i] = [.. Softmax(logits, sharpness).Select(p => (float)p)];
        }

        return (rows, labels);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];

    private static double[] Softmax(double[] logits, double sharpness)
    {
        var powers = logits.Select(logit => Math.Exp(sharpness * logit)).ToArray();
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
