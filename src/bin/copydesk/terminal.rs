//! What may reach a terminal: no control sequence of a page, colour only where someone looks.

pub use copydesk::terminal_safe as printable;
use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

/// Prints a page's own words: harmless on a terminal, exact elsewhere for programs.
pub fn print(text: &str, for_people: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let safe = for_people || out.is_terminal();
    let text = if safe { printable(text) } else { Cow::Borrowed(text) };
    out.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Prints what is harmless already.
pub fn print_safe(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Whether standard output shows colour.
pub fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}
