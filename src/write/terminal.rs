//! Text that may go to a terminal.

use std::borrow::Cow;

/// The text without what a terminal would obey or be deceived by: control characters other than
/// newline and tab (C0, DEL, C1, so no escape sequence survives) and overrides of the writing
/// direction.
///
/// ```
/// assert_eq!(copydesk::terminal_safe("a\u{1b}[31mred\u{202e}"), "a[31mred");
/// ```
pub fn terminal_safe(text: &str) -> Cow<'_, str> {
    match text.contains(commanding) {
        true => Cow::Owned(text.chars().filter(|&c| !commanding(c)).collect()),
        false => Cow::Borrowed(text),
    }
}

fn commanding(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => true,
        c => c.is_control(),
    }
}
