//! The best of an image's candidates.

/// The address with the largest width or density in a `srcset`.
pub(super) fn best(srcset: &str) -> Option<&str> {
    let mut best: Option<(f32, &str)> = None;
    for (address, descriptor) in candidates(srcset) {
        let size = size(descriptor);
        if best.is_none_or(|(largest, _)| size > largest) {
            best = Some((size, address));
        }
    }
    best.map(|(_, address)| address)
}

/// Addresses with their descriptors. Addresses may hold commas, but not at their ends.
fn candidates(srcset: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        if address.is_empty() {
            return None;
        }
        if address.ends_with(',') {
            rest = after;
            return Some((address.trim_end_matches(','), ""));
        }
        let (descriptor, next) = after.split_once(',').unwrap_or((after, ""));
        rest = next;
        Some((address, descriptor.trim()))
    })
}

fn size(descriptor: &str) -> f32 {
    let number = |unit| descriptor.strip_suffix(unit).and_then(|n| n.trim().parse::<f32>().ok());
    let size = number('w').or_else(|| number('x')).unwrap_or(1.0);
    if size.is_finite() { size } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_wins() {
        assert_eq!(best("a.jpg 320w, b.jpg 1280w, c.jpg 640w"), Some("b.jpg"));
        assert_eq!(best("a.jpg, b.jpg 2x"), Some("b.jpg"));
        assert_eq!(best("a.jpg 1.5x,b.jpg 1x"), Some("a.jpg"));
        assert_eq!(
            best("/w_300,h_200/a.jpg 300w, /w_600,h_400/a.jpg 600w"),
            Some("/w_600,h_400/a.jpg")
        );
        assert_eq!(best(" , "), None);
        assert_eq!(best("a.jpg NaNw, b.jpg 2w"), Some("b.jpg"));
    }
}
