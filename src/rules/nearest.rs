//! "Did you mean": the nearest right word to a wrong one.

/// The nearest of `known`, if it is near enough to be a slip.
pub(crate) fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let far = wrong.chars().count().max(3) / 3 + 1;
    known.map(|k| (distance(wrong, k), k)).filter(|d| d.0 <= far).min().map(|d| d.1)
}

/// `; did you mean X?`, or nothing.
pub(crate) fn hint(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// Edits (insert, delete, replace, swap neighbours) between two words, cut at 64 characters.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let replace = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        let known = ["phrases", "position", "previous"];
        assert_eq!(nearest("phrase", known.into_iter()), Some("phrases"));
        assert_eq!(nearest("posiiton", known.into_iter()), Some("position"));
        assert_eq!(nearest("colour", known.into_iter()), None);
    }
}
