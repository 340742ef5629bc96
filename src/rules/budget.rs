//! What the patterns of a user's rules may take, each alone and all together.

use super::condition::Condition;
use super::data::{Rule, RuleSet};
use super::source::Key;
use crate::error::{Error, ErrorKind};

/// All patterns of a set may take so many times what one may.
const TOGETHER: usize = 256;

/// Refuses a set with a pattern of more than `each` bytes, or with too many large ones.
pub(crate) fn check_patterns(set: &RuleSet, each: usize) -> Result<(), Error> {
    let mut left = each.saturating_mul(TOGETHER);
    for (at, rule) in set.rules.iter().enumerate() {
        for pattern in patterns(rule) {
            let what = match super::pattern::bytes(pattern, each) {
                Some(cost) if cost <= left => {
                    left -= cost;
                    continue;
                }
                Some(_) => format!("the patterns of all rules take over {TOGETHER} × {each} bytes"),
                None => format!("the pattern takes over {each} bytes"),
            };
            let path = [Key::Name("rule".into()), Key::Index(at), Key::Name("when".into())];
            return Err(set.error_at(ErrorKind::Limit, &path, what));
        }
    }
    Ok(())
}

/// The patterns of a rule, at any depth.
pub(super) fn patterns(rule: &Rule) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open: Vec<&Condition> = std::iter::once(&rule.when).chain(&rule.going_on).collect();
    while let Some(condition) = open.pop() {
        found.extend(condition.text.as_deref());
        open.extend(condition.all.iter().chain(&condition.any));
        let Condition { previous, next, under, not, near, .. } = condition;
        open.extend([previous, next, under, not].into_iter().flatten().map(|inner| &**inner));
        open.extend(near.iter().map(|near| &*near.when));
    }
    found
}
