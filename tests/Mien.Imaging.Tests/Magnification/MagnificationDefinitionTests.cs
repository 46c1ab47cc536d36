using Mien.Foundation;
using Mien.Imaging.Magnification;

namespace Mien.Imaging.Tests.Magnification;

public sealed class MagnificationDefinitionTests
{
    [Theory]
    [InlineData("linear", "linear alpha=10 quick=0.4 slow=0.05")]
    [InlineData("phase alpha=4", "phase alpha=4 quick=0.4 slow=0.05")]
    [InlineData("LINEAR wavelength=8", "linear alpha=10 quick=0.4 slow=0.05 wavelength=8")]
    public void Factor_and_band_are_always_written(string line, string written)
    {
        Assert.Equal(written, MagnificationDefinition.Parse(line).ToString());
        Assert.Equal(MagnificationDefinition.Parse(line), MagnificationDefinition.Parse(written));
    }

    [Theory]
    [InlineData("learned", "no magnification")]
    [InlineData("linear quick=0.1 slow=0.2", "no band")]
    [InlineData("phase wavelength=3", "'wavelength'")]
    [InlineData("linear alpha=-1", "from 0 to 1000")]
    public void What_cannot_be_used_is_one_sentence(string line, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<InputFaultException>(() => MagnificationDefinition.Parse(line)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_named_magnifier_is_made()
    {
        Assert.IsType<EulerianMagnifier>(MagnificationDefinition.Parse("linear").Create(32, 32));
        Assert.IsType<RieszMagnifier>(MagnificationDefinition.Parse("phase").Create(32, 32));
    }
}
