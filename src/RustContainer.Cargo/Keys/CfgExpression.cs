namespace RustContainer.Cargo.Keys;

/// <summary>Evaluates <c>cfg(…)</c> over what is known of a platform.
/// https://doc.rust-lang.org/reference/conditional-compilation.html</summary>
internal static class CfgExpression
{
    private const int MaxDepth = 64;

    /// <summary>Whether the expression holds; <see langword="null"/> where that is not known, or it is no expression.</summary>
    /// <param name="text">The inside of the outer parentheses.</param>
    /// <param name="lookUp">What is known of a name, or of a name with a value; <see langword="null"/> for nothing.</param>
    public static bool? Evaluate(string text, Func<string, string?, bool?> lookUp)
    {
        var parser = new Parser(text, lookUp);
        var result = parser.Read(0);
        return parser.IsGood ? result : null;
    }

    private ref struct Parser(ReadOnlySpan<char> text, Func<string, string?, bool?> lookUp)
    {
        private ReadOnlySpan<char> _rest = text;
        private bool _failed;

        public readonly bool IsGood => !_failed && _rest.Trim().IsEmpty;

        public bool? Read(int depth)
        {
            var name = TakeName();
            if (name.Length == 0 || depth > MaxDepth)
                return Fail();
            if (Take('('))
                return ReadCall(name, depth);
            return Take('=') ? ReadValue(name) : name is "true" or "false" ? name == "true" : lookUp(name, null);
        }

        private bool? ReadCall(string name, int depth)
        {
            bool? all = true, any = false;
            var count = 0;
            while (!_failed && !Take(')'))
            {
                var value = Read(depth + 1);
                all = all == false || value == false ? false : all is null || value is null ? null : true;
                any = any == true || value == true ? true : any is null || value is null ? null : false;
                count++;
                if (!Take(',') && !IsNext(')'))
                    return Fail();
            }
            return name switch { "all" => all, "any" => any, "not" when count == 1 => !all, _ => Fail() };
        }

        private bool? ReadValue(string name)
        {
            if (!Take('"') || _rest.IndexOf('"') is not (>= 0 and var end))
                return Fail();
            var value = _rest[..end].ToString();
            _rest = _rest[(end + 1)..];
            return lookUp(name, value);
        }

        private string TakeName()
        {
            _rest = _rest.TrimStart();
            var length = 0;
            while (length < _rest.Length && (char.IsAsciiLetterOrDigit(_rest[length]) || _rest[length] == '_'))
                length++;
            var name = _rest[..length].ToString();
            _rest = _rest[length..];
            return name;
        }

        private bool Take(char wanted)
        {
            if (!IsNext(wanted))
                return false;
            _rest = _rest.TrimStart()[1..];
            return true;
        }

        private readonly bool IsNext(char wanted) => _rest.TrimStart() is [var first, ..] && first == wanted;

        private bool? Fail()
        {
            _failed = true;
            return null;
        }
    }
}
