using System.Text.RegularExpressions;

namespace Mien.House.Tests;

/// <summary>Documents point at what exists, packages are pinned and credited.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        foreach (var page in Sources.Files(".", "*.md"))
        {
            foreach (Match link in Link().Matches(Sources.Read(page)))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length == 0 || target.Contains("://", StringComparison.Ordinal))
                {
                    continue;
                }

                var path = Path.GetFullPath(Path.Combine(Sources.Root, Path.GetDirectoryName(page)!, target));
                Assert.True(Path.Exists(path), $"{page} links to {target}, which is not there: mend the link.");
            }
        }
    }

    [Fact]
    public void Every_package_has_one_exact_version_and_a_notice()
    {
        var notices = Sources.Read("THIRD-PARTY-NOTICES.md");
        var packages = Package().Matches(Sources.Read("Directory.Packages.props"));
        Assert.NotEmpty(packages);
        foreach (Match package in packages)
        {
            var (name, version) = (package.Groups[1].Value, package.Groups[2].Value);
            Assert.True(ExactVersion().IsMatch(version), $"{name} {version} may float: write the version as [x.y.z].");
            Assert.True(
                notices.Contains(name, StringComparison.Ordinal),
                $"THIRD-PARTY-NOTICES.md does not name {name}."
            );
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\" Version=\"([^\"]+)\"")]
    private static partial Regex Package();

    [GeneratedRegex(@"^\[[0-9]+\.[0-9]+\.[0-9]+[^,]*\]$")]
    private static partial Regex ExactVersion();
}
