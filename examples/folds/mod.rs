//! Which page belongs to which fold of the weights, and the weights of each.

const FOLDS: u64 = 5;

/// The weights of each fold: `FOLDER/0.weights` and so on.
#[cfg(feature = "train")]
pub(crate) fn weights(folder: &str) -> std::io::Result<Vec<Vec<u8>>> {
    (0..FOLDS).map(|n| std::fs::read(format!("{folder}/{n}.weights"))).collect()
}

/// The fold of a page: all pages of a site share one. `train/corpora.py` computes the same.
pub(crate) fn fold(url: Option<&str>, id: &str) -> usize {
    let site = url.map(site).filter(|s| !s.is_empty()).unwrap_or_else(|| id.to_owned());
    let hash = site
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash % FOLDS) as usize
}

fn site(url: &str) -> String {
    let host = url::Url::parse(url).ok().and_then(|u| u.host_str().map(str::to_lowercase));
    let host = host.unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let second = ["co", "com", "org", "net", "gov", "ac", "edu"];
    let keep = if parts.len() > 2 && second.contains(&parts[parts.len() - 2]) { 3 } else { 2 };
    parts[parts.len().saturating_sub(keep)..].join(".")
}
