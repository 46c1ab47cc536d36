using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mien.Data.ActionUnits;

/// <summary>
/// Recursive descent over the notation that the coding tables really use. In short:
/// <code>
/// choice  = sum { ("or" | "/") sum }
/// sum     = item { ["+" | ","] item }               the plus is sometimes forgotten
/// item    = "ref" "(" choice ")" | side "(" choice ")" intensity | "(" choice ")" intensity | unit
/// unit    = ["AU" | "AD" | "M"] side number [intensity] ["?"]
/// side    = [L | R | A | U | T | B] or two of them with "/" between, with or without brackets
/// intensity = A..E, or two of them with "/" between, with or without brackets
/// </code>
/// Each rule returns the list of its readings. Longer words are remarks; short unknown ones are faults, because a
/// mistyped side or intensity letter must not pass as a remark.
/// </summary>
internal sealed class ActionUnitParser(string text)
{
    private const int MaxLength = 200;
    private const int MaxReadings = 64;
    private const int MaxDepth = 8;
    private static readonly string[] SmallWords = ["do", "of", "x", "k", "on", "in", "to", "s"];

    private readonly List<string> _remarks = [];
    private int _at;
    private int _depth;

    /// <summary>Thrown inside only; the message becomes the problem text.</summary>
    private sealed class Fault(string message) : Exception(message);

    public bool TryParse([NotNullWhen(true)] out ActionUnitCode? code, out string problem)
    {
        code = null;
        problem = "";
        try
        {
            if (text.Length > MaxLength)
            {
                throw new Fault($"longer than {MaxLength} characters");
            }

            code = new ActionUnitCode(text, ParseWhole(), _remarks);
            return true;
        }
        catch (Fault fault)
        {
            problem = fault.Message;
            return false;
        }
    }

    private List<List<ActionUnit>> ParseWhole()
    {
        var readings = ParseChoice();
        while (Peek() == ')')
        {
            _remarks.Add("unmatched bracket");
            _at++;
            readings = Product(
                readings,
                Peek() == '\0'
                    ?
                    [
                        [],
                    ]
                    : ParseRest()
            );
        }

        return Peek() == '\0' ? readings : throw Unexpected();
    }

    private List<List<ActionUnit>> ParseRest()
    {
        Accept('+');
        return ParseChoice();
    }

    private List<List<ActionUnit>> ParseChoice()
    {
        if (++_depth > MaxDepth)
        {
            throw new Fault($"brackets nested deeper than {MaxDepth}");
        }

        var readings = ParseSum();
        while (AcceptWord("or") || Accept('/'))
        {
            readings.AddRange(ParseSum());
        }

        _depth--;
        return readings;
    }

    private List<List<ActionUnit>> ParseSum()
    {
        List<List<ActionUnit>> readings =
        [
            [],
        ];
        var marks = ActionUnitMarks.None;
        while (true)
        {
            var next = Peek();
            if (next is '+' or ',' or '-' or ';')
            {
                _at++;
            }
            else if (next is '\0' or ')' or '/' || PeekWord().Equals("or", StringComparison.OrdinalIgnoreCase))
            {
                return readings;
            }
            else if (AcceptWord("loses"))
            {
                marks |= ActionUnitMarks.Fading;
            }
            else if (next == '?')
            {
                Accept('?');
                _remarks.Add("?");
            }
            else
            {
                readings = Product(readings, Marked(ParseItem(), marks));
            }
        }
    }

    private List<List<ActionUnit>> ParseItem()
    {
        if (AcceptWord("ref"))
        {
            return Marked(Peek() == '(' ? ParseBracket() : ParseItem(), ActionUnitMarks.Referenced);
        }

        if (ParseSides() is { } sides)
        {
            return Peek() == '(' ? Sided(ParseBracket(), sides) : ParseUnit(sides);
        }

        if (Peek() == '(')
        {
            return ParseBracket();
        }

        if (char.IsAsciiDigit(Peek()))
        {
            return ParseUnit([ActionUnitSide.Unstated]);
        }

        return ParseRemark();
    }

    private List<List<ActionUnit>> ParseBracket()
    {
        Accept('(');
        var readings = ParseChoice();
        if (!Accept(')'))
        {
            throw new Fault("a bracket is not closed");
        }

        var (lowest, highest) = ParseIntensity();
        if (lowest is null)
        {
            return readings;
        }

        return [.. readings.Select(r => r.ConvertAll(unit => unit with { Lowest = lowest, Highest = highest }))];
    }

    private List<List<ActionUnit>> ParseUnit(ActionUnitSide[] sides)
    {
        var start = _at;
        var number = ParseNumber();
        if (AcceptWord("x"))
        {
            _remarks.Add($"{number}x");
            return
            [
                [],
            ];
        }

        if (number is < 1 or > 99)
        {
            throw new Fault($"unit {number} at character {start + 1} is not between 1 and 99");
        }

        var (lowest, highest) = ParseIntensity();
        var marks = Accept('?') ? ActionUnitMarks.Doubtful : ActionUnitMarks.None;
        return [.. sides.Select(side => new List<ActionUnit> { new(number, side, lowest, highest, marks) })];
    }

    private int ParseNumber()
    {
        Peek();
        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        return int.TryParse(
            text.AsSpan(start, _at - start),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
    }

    /// <summary>Side letters with what stands before them; null (and nothing consumed) when there are none.</summary>
    private ActionUnitSide[]? ParseSides()
    {
        Peek();
        var start = _at;
        var bracketed = Accept('(');
        var kind = AcceptKind();
        var sides = new List<ActionUnitSide>();
        while (_at < text.Length && SideOf(text[_at]) is { } side)
        {
            sides.Add(side);
            _at++;
            if (_at >= text.Length || text[_at] != '/')
            {
                break;
            }

            _at++;
        }

        var closed = !bracketed || (sides.Count > 1 && Accept(')'));
        if (closed && _at < text.Length && (char.IsAsciiDigit(Peek()) || (Peek() == '(' && sides.Count > 0)))
        {
            return sides.Count > 0 ? [.. sides]
                : kind ? [ActionUnitSide.Unstated]
                : Back(start);
        }

        return Back(start);
    }

    private ActionUnitSide[]? Back(int start)
    {
        _at = start;
        return null;
    }

    private bool AcceptKind()
    {
        foreach (var kind in (ReadOnlySpan<string>)["AU", "AD", "M"])
        {
            if (string.CompareOrdinal(text, _at, kind, 0, kind.Length) == 0 && FollowsKind(_at + kind.Length))
            {
                _at += kind.Length;
                return true;
            }
        }

        return false;
    }

    private bool FollowsKind(int at)
    {
        at += at < text.Length && SideOf(text[at]) is not null ? 1 : 0;
        return at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == ' ');
    }

    /// <summary>B, B/C, (B/C) or (C and then B) directly after a unit; nulls when there is none.</summary>
    private (char? Lowest, char? Highest) ParseIntensity()
    {
        var start = _at;
        var bracketed = _at < text.Length && text[_at] == '(';
        _at += bracketed ? 1 : 0;
        if (IntensityAt(_at) is { } first)
        {
            _at++;
            var second = ParseSecondIntensity(bracketed) ?? first;
            if (!bracketed || Accept(')'))
            {
                return first <= second ? (first, second) : (second, first);
            }
        }

        _at = start;
        return (null, null);
    }

    private char? ParseSecondIntensity(bool bracketed)
    {
        var start = _at;
        if (bracketed && AcceptWord("and"))
        {
            _remarks.Add("and then");
            AcceptWord("then");
            Peek();
        }
        else if (_at < text.Length && text[_at] == '/')
        {
            _at++;
        }
        else
        {
            return null;
        }

        if (IntensityAt(_at) is { } second)
        {
            _at++;
            return second;
        }

        _at = start;
        return null;
    }

    /// <summary>An intensity letter that is not the beginning of a word or of the next unit's side.</summary>
    private char? IntensityAt(int at) =>
        at < text.Length
        && text[at] is >= 'A' and <= 'E'
        && (at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]))
            ? text[at]
            : null;

    private List<List<ActionUnit>> ParseRemark()
    {
        var word = PeekWord();
        if (word.Length == 0 || (word.Length < 3 && !SmallWords.Contains(word)))
        {
            throw Unexpected();
        }

        _at += word.Length;
        _remarks.Add(word);
        return
        [
            [],
        ];
    }

    private Fault Unexpected() => new($"'{text[_at]}' at character {_at + 1} is not understood");

    private char Peek()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return _at < text.Length ? text[_at] : '\0';
    }

    private bool Accept(char wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    private string PeekWord()
    {
        Peek();
        var end = _at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return text[_at..end];
    }

    private bool AcceptWord(string wanted)
    {
        if (!PeekWord().Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _at += wanted.Length;
        return true;
    }

    private static ActionUnitSide? SideOf(char letter) =>
        letter switch
        {
            'L' => ActionUnitSide.Left,
            'R' => ActionUnitSide.Right,
            'A' => ActionUnitSide.Asymmetric,
            'U' => ActionUnitSide.Unilateral,
            'T' => ActionUnitSide.Top,
            'B' => ActionUnitSide.Bottom,
            _ => null,
        };

    private static List<List<ActionUnit>> Marked(List<List<ActionUnit>> readings, ActionUnitMarks marks) =>
        [.. readings.Select(r => r.ConvertAll(unit => unit with { Marks = unit.Marks | marks }))];

    private static List<List<ActionUnit>> Sided(List<List<ActionUnit>> readings, ActionUnitSide[] sides) =>
        [.. sides.SelectMany(side => readings.Select(r => r.ConvertAll(unit => unit with { Side = side })))];

    private static List<List<ActionUnit>> Product(List<List<ActionUnit>> left, List<List<ActionUnit>> right)
    {
        if (left.Count * right.Count > MaxReadings)
        {
            throw new Fault($"more than {MaxReadings} ways to read it");
        }

        return [.. left.SelectMany(l => right.Select(r => (List<ActionUnit>)[.. l, .. r]))];
    }
}
