using System.Text.RegularExpressions;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>The rules of a mapping made ready for one file: columns found, numbers read, patterns compiled without backtracking.</summary>
internal sealed class RuleSet
{
    private readonly Ready[] _rules;

    private RuleSet(Ready[] rules) => _rules = rules;

    /// <summary>Whether there are rules at all.</summary>
    public bool IsEmpty => _rules.Length == 0;

    /// <summary>Makes the rules ready; throws for a column the file does not have.</summary>
    public static RuleSet For(Mapping mapping, Func<string, FieldSource> find)
    {
        return new RuleSet([.. mapping.Rules.Select(r => new Ready(r, [.. r.When.Select(c => Prepare(c, find))]))]);

        static Condition Prepare(RuleCondition condition, Func<string, FieldSource> find)
        {
            var source = find(condition.Column);
            if (!source.Exists)
                throw new ReadingStopped(Messages.Refuse("E_MISSING_COLUMN", condition.Column));
            return new Condition(condition, source);
        }
    }

    /// <summary>The first rule that matches, or null.</summary>
    public MappingRule? Match(LineChecker line)
    {
        foreach (var rule in _rules)
        {
            var all = true;
            foreach (var condition in rule.When)
                if (!condition.Holds(line))
                {
                    all = false;
                    break;
                }
            if (all)
                return rule.Rule;
        }
        return null;
    }

    private sealed record Ready(MappingRule Rule, Condition[] When);

    private sealed class Condition
    {
        private const int MaxMemory = 100_000;

        private readonly RuleCondition _condition;
        private readonly FieldSource _source;
        private readonly long _millionths;
        private readonly Regex? _pattern;
        private readonly TextIndex _seen = new();
        private readonly List<bool> _verdicts = [];

        public Condition(RuleCondition condition, FieldSource source)
        {
            _condition = condition;
            _source = source;
            if (condition.Test is RuleTest.Less or RuleTest.Greater)
                _millionths = ReadNumber(condition.Value);
            if (condition.Test == RuleTest.Matches)
                _pattern = ReadPattern(condition.Value);
        }

        public bool Holds(LineChecker line)
        {
            var text = line.Text(_source);
            var holds = _condition.Test switch
            {
                RuleTest.Empty => text.IsEmpty,
                RuleTest.Equals => text.Equals(_condition.Value, StringComparison.OrdinalIgnoreCase),
                RuleTest.StartsWith => text.StartsWith(_condition.Value, StringComparison.OrdinalIgnoreCase),
                RuleTest.Contains => text.Contains(_condition.Value, StringComparison.OrdinalIgnoreCase),
                RuleTest.Matches => Matches(text),
                RuleTest.Less => Compare(line, text) < 0,
                RuleTest.Greater => Compare(line, text) is > 0 and not int.MaxValue,
                _ => throw new InvalidOperationException(_condition.Test.ToString()),
            };
            return holds != _condition.Not;
        }

        private static long ReadNumber(string text) => NumberText.Read(text, NumberText.Typed, 6, out var value, out _) == CellState.Ok
            ? value
            : throw new ReadingStopped(Messages.Refuse("E_MAPPING_INVALID", Messages.Cut(text)));

        private static Regex ReadPattern(string pattern)
        {
            try
            {
                return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
            {
                throw new ReadingStopped(Messages.Refuse("E_MAPPING_INVALID", Messages.Cut(pattern)));
            }
        }

        /// <summary>Sign of cell minus value; what is not a number compares with nothing.</summary>
        private int Compare(LineChecker line, ReadOnlySpan<char> text) =>
            NumberText.Read(text, line.SeparatorOf(_source), 6, out var value, out _) == CellState.Ok ? value.CompareTo(_millionths) : int.MaxValue;

        private bool Matches(ReadOnlySpan<char> text)
        {
            var known = _seen.Find(text);
            if (known >= 0)
                return _verdicts[known];
            var matches = _pattern!.IsMatch(text);
            if (_seen.Count < MaxMemory)
            {
                _seen.Take(text, out _);
                _verdicts.Add(matches);
            }
            return matches;
        }
    }
}
