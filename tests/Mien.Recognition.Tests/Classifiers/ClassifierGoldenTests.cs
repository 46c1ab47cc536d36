using System.Globalization;
using Mien.Recognition.Classifiers;
using Mien.Recognition.SupportVectors;

namespace Mien.Recognition.Tests.Classifiers;

/// <summary>Expected values: golden/classifiers.csv, which golden/classifiers.py made with scikit-learn and its LIBSVM.</summary>
public sealed class ClassifierGoldenTests
{
    private const int Classes = 3;
    private const int Features = 7;
    private const int Learnt = 48;
    private const int All = 60;

    private static readonly ILookup<string, string[]> Golden = File.ReadLines(
            Path.Combine(RealData.Repository, "tests", "Mien.Recognition.Tests", "golden", "classifiers.csv")
        )
        .Select(line => line.Split(','))
        .ToLookup(cells => cells[0]);

    private static readonly FeatureTable Table = MakeTable();

    public static TheoryData<string> Lines => [.. Golden.Select(rows => rows.Key)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Scores_are_those_of_scikit_learn(string line)
    {
        var trained = ClassifierDefinition.Parse(line).For(Table).Train(Rows(), Labels(), Classes);

        foreach (var cells in Golden[line])
        {
            var scores = new double[Classes];
            trained.Score(int.Parse(cells[1], CultureInfo.InvariantCulture), scores);
            for (var label = 0; label < Classes; label++)
            {
                Assert.Equal(Number(cells[cells.Length - Classes + label]), scores[label], 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Decision_values_are_those_of_LIBSVM(string line)
    {
        if (ClassifierDefinition.Parse(line) is not SvmClassifier svm)
        {
            return;
        }

        var products = new SampleProducts(Table.Values, Features);
        var machine = SupportVectorMachine.Train(products, Rows(), Labels(), Classes, svm.Options);

        foreach (var cells in Golden[line])
        {
            var decisions = machine.Decide(int.Parse(cells[1], CultureInfo.InvariantCulture));
            for (var pair = 0; pair < decisions.Length; pair++)
            {
                Assert.Equal(Number(cells[2 + pair]), decisions[pair], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void A_class_that_was_not_learnt_is_never_named(int known)
    {
        var (rows, labels) = (Rows(), Labels());
        var kept = rows.Where(row => labels[row] < known).ToArray();
        foreach (var line in Lines)
        {
            var trained = ClassifierDefinition
                .Parse(line.Data)
                .For(Table)
                .Train(kept, [.. kept.Select(row => labels[row])], Classes);
            var scores = new double[Classes];
            for (var row = 0; row < All; row++)
            {
                trained.Score(row, scores);
                Assert.InRange(Array.IndexOf(scores, scores.Max()), 0, known - 1);
                Assert.All(scores, score => Assert.True(double.IsFinite(score)));
            }
        }
    }

    private static int[] Rows() => [.. Enumerable.Range(0, Learnt)];

    private static int[] Labels() => [.. Enumerable.Range(0, Learnt).Select(LabelOf)];

    private static int LabelOf(int sample) =>
        (sample % 6) switch
        {
            < 3 => 0,
            < 5 => 1,
            _ => 2,
        };

    private static FeatureTable MakeTable()
    {
        var table = new FeatureTable(All, Features, mirrored: false);
        for (var i = 0; i < All; i++)
        {
            for (var k = 0; k < Features; k++)
            {
                var whole = (((i * i * 31) + (k * 17) + (i * k * 7)) % 97) + (LabelOf(i) == k ? 30 : 0);
                table[i][k] = whole / 97f;
            }
        }

        return table;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
