//! `copydesk clean`.

use crate::args::{Clean, Format};
use crate::input::Input;
use crate::{Failure, cleaner, terminal};
use copydesk::Article;
use std::process::ExitCode;

pub fn run(args: &Clean) -> Result<ExitCode, Failure> {
    let cleaner = cleaner::build(&args.settings)?;
    let input = Input::read(&args.source)?;
    let article = input.with_page(|page| cleaner.clean(page));
    let for_people = matches!(args.format, Format::Text | Format::Markdown);
    terminal::print(&write(&article, args.format)?, for_people)?;
    Ok(ExitCode::SUCCESS)
}

/// The article in one of its forms.
pub fn write(article: &Article, format: Format) -> Result<String, Failure> {
    Ok(match format {
        Format::Text => article.to_text(),
        Format::Markdown => article.to_markdown(),
        Format::Html => article.to_html(),
        Format::Json => serde_json::to_string_pretty(article)?,
    })
}
