//! Owners write patterns as JavaScript reads them; the parser reads Rust's dialect. Where the two
//! differ, this rewrites: `\d`, `\w` and `\s` mean what they mean in JavaScript, and characters
//! that only Rust gives a meaning are taken literally.

const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
/// ECMA-262, `WhiteSpace` and `LineTerminator`.
const SPACE: &str = r"\t\n\x0B\x0C\r\x20\u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// `pattern`, a JavaScript regular expression, in the dialect of `regex-syntax`.
pub(super) fn from_javascript(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut in_class = false;
    let mut rest = pattern;
    while let Some(here) = rest.chars().next() {
        let tail = &rest[here.len_utf8()..];
        let taken = match here {
            '\\' => escape(tail, &mut out),
            '[' if in_class => literal('[', &mut out),
            '[' => {
                in_class = true;
                open_class(tail, &mut in_class, &mut out)
            }
            ']' if in_class => {
                in_class = false;
                plain(']', &mut out)
            }
            ']' => literal(']', &mut out),
            '&' | '~' if in_class => literal(here, &mut out),
            '{' if !in_class && !is_counted(rest) => literal('{', &mut out),
            '}' if !in_class && !out_ends_counted(&out) => literal('}', &mut out),
            '.' if !in_class => {
                out.push_str(r"[^\n\r\u{2028}\u{2029}]");
                0
            }
            _ => plain(here, &mut out),
        };
        rest = &tail[taken..];
    }
    out
}

fn plain(here: char, out: &mut String) -> usize {
    out.push(here);
    0
}

fn literal(here: char, out: &mut String) -> usize {
    out.push('\\');
    out.push(here);
    0
}

/// `[]` matches nothing and `[^]` anything in JavaScript; elsewhere `]` would be a member.
fn open_class(tail: &str, in_class: &mut bool, out: &mut String) -> usize {
    for (javascript, rust) in [("]", "[^\\x00-\\u{10FFFF}]"), ("^]", "[\\x00-\\u{10FFFF}]")] {
        if tail.starts_with(javascript) {
            *in_class = false;
            out.push_str(rust);
            return javascript.len();
        }
    }
    plain('[', out)
}

/// Writes the escape whose characters follow the backslash; returns how many bytes it took.
fn escape(tail: &str, out: &mut String) -> usize {
    let Some(kind) = tail.chars().next() else {
        return plain('\\', out);
    };
    if let Some(braced) = braced(kind, tail) {
        out.push('\\');
        out.push_str(braced);
        return braced.len();
    }
    match kind {
        'd' => out.push_str(&format!("[{DIGIT}]")),
        'D' => out.push_str(&format!("[^{DIGIT}]")),
        'w' => out.push_str(&format!("[{WORD}]")),
        'W' => out.push_str(&format!("[^{WORD}]")),
        's' => out.push_str(&format!("[{SPACE}]")),
        'S' => out.push_str(&format!("[^{SPACE}]")),
        '0' => out.push_str(r"\x00"),
        'b' => out.push_str(r"(?-u:\b)"),
        'B' => out.push_str(r"(?-u:\B)"),
        _ => {
            out.push('\\');
            out.push(kind);
        }
    }
    kind.len_utf8()
}

/// `p{L}`, `P{L}` and `u{1F600}`, whose braces belong to the escape.
fn braced(kind: char, tail: &str) -> Option<&str> {
    let has_braces = matches!(kind, 'p' | 'P' | 'u') && tail[1..].starts_with('{');
    let end = has_braces.then(|| tail.find('}')).flatten()?;
    Some(&tail[..=end])
}

/// Whether `rest`, which begins with `{`, is a count such as `{2}`, `{2,}` or `{2,5}`.
fn is_counted(rest: &str) -> bool {
    let Some((inside, _)) = rest[1..].split_once('}') else {
        return false;
    };
    let (low, high) = inside.split_once(',').unwrap_or((inside, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    !low.is_empty() && digits(low) && digits(high)
}

/// Whether what was written so far ends inside a count or an escape's braces.
fn out_ends_counted(out: &str) -> bool {
    let Some(open) = out.rfind('{') else {
        return false;
    };
    let escaped = out[..open].ends_with('\\');
    !escaped && !out[open..].contains('}')
}
