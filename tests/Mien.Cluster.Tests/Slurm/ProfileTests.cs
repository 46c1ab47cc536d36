using Mien.Cluster.Slurm;
using Mien.Foundation;

namespace Mien.Cluster.Tests.Slurm;

public sealed class ProfileTests
{
    [Fact]
    public void A_profile_is_json_with_comments()
    {
        var profile = SlurmProfileFile.Parse(
            """
            {
              // what the site told us
              "partition": "short", "time": "4:00:00", "memory": "4G", "cpus": 2, "atOnce": 50,
              "options": ["--constraint=avx512"],
              "setup": ["module load dotnet/10"],
            }
            """,
            "site.json"
        );

        Assert.Equal(("short", "4:00:00", 2, 50), (profile.Partition, profile.Time, profile.Cpus, profile.AtOnce));
        Assert.Equal("--constraint=avx512", Assert.Single(profile.Options));
    }

    [Theory]
    [InlineData("""{"partitoin": "short"}""", "partitoin")]
    [InlineData("""{"time": "4 hours"}""", "time")]
    [InlineData("""{"partition": "short\n#SBATCH --wrap=x"}""", "partition")]
    [InlineData("""{"account": "a b"}""", "account")]
    [InlineData("""{"cpus": 0}""", "cpus")]
    [InlineData("""{"options": ["constraint=x"]}""", "options")]
    [InlineData("""{"setup": ["two\nlines"]}""", "setup")]
    [InlineData("""{"cpus": """, "line")]
    public void What_cannot_be_is_named(string json, string name)
    {
        var fault = Assert.Throws<InputFaultException>(() => SlurmProfileFile.Parse(json, "site.json"));

        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Contains("site.json", fault.Message, StringComparison.Ordinal);
    }
}
