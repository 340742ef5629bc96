//! `copydesk learn`: rules for one site, from pages of it.

use crate::args::{Learn, Source};
use crate::input::Input;
use crate::{Failure, cleaner, complain, terminal};
use copydesk::learn::Learner;
use std::process::ExitCode;

pub fn run(args: &Learn) -> Result<ExitCode, Failure> {
    let cleaner = cleaner::build(&args.settings)?;
    let mut learner = Learner::new(&cleaner).with_support(args.support);
    if let Some(site) = &args.site {
        learner = learner.with_site(site);
    }
    for file in &args.pages {
        let input = Input::read(&Source { file: file.clone(), url: None, input: None })?;
        input.with_page(|page| learner.add(page));
    }
    let learned = learner.finish();
    if learned.pages() < args.support {
        return Err(format!(
            "learning takes {} pages of a site with different stories: these are {}",
            args.support,
            learned.pages()
        )
        .into());
    }
    terminal::print(&learned.rule_set().to_toml(), true)?;
    if learned.site().is_none() {
        complain(&"no page says its address: the rules are for any site; give --site HOST");
    }
    Ok(ExitCode::SUCCESS)
}
