using System.Text.RegularExpressions;

namespace Mien.Foundation.Tests;

public sealed class ProductVersionTests
{
    [Fact]
    public void The_revision_is_a_commit_or_unknown() =>
        Assert.True(
            ProductVersion.Revision is null
                || Regex.IsMatch(
                    ProductVersion.Revision,
                    "^[0-9a-f]{40}(-dirty)?$",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1)
                ),
            ProductVersion.Revision
        );
}
