//! Languages as BCP 47.

use super::chosen::{Chosen, Reading, Scratch, host};
use crate::metadata::claim::Claim;
use crate::metadata::fact::Field;
use std::borrow::Cow;

pub(in crate::metadata) fn choose<'c>(
    claims: &'c [Claim],
    scratch: &mut Scratch<'c>,
) -> Option<Chosen<'c>> {
    scratch.clear();
    for claim in claims.iter().filter(|c| c.field == Field::Language) {
        let Some(value) = tag(&claim.value) else {
            scratch.lose(claim, "no language tag");
            continue;
        };
        let primary = value.split('-').next().unwrap_or_default();
        // The tag that says more speaks for its group; `og:locale` is what a plug-in was shipped
        // with.
        let says_more = value.len() > primary.len() && claim.origin.name != "og:locale";
        let confidence = claim.confidence + if says_more { 0.08 } else { 0.0 };
        let key = scratch.keys.of(primary);
        scratch.readings.push(Reading { claim, key, value, confidence });
    }
    scratch.choose()
}

/// The language with the country of the page's address, where only that tells how the country
/// writes its dates: `en` of `example.co.uk` as `en-UK`.
pub(in crate::metadata) fn regional(language: Option<&str>, url: Option<&str>) -> Option<String> {
    let language = language?;
    let country = url.filter(|_| language == "en").and_then(country);
    Some(country.map_or_else(|| language.to_owned(), |country| format!("{language}-{country}")))
}

/// The two letters at the end of an address's host.
fn country(url: &str) -> Option<&str> {
    let last = host(url)?.rsplit_once('.')?.1;
    (last.len() == 2 && last.bytes().all(|b| b.is_ascii_alphabetic())).then_some(last)
}

/// `en_us` as `en-US`, `ZH-hans-cn` as `zh-Hans-CN`.
pub(in crate::metadata) fn tag(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim().split([',', ';', '.', '@', ' ']).next()?;
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(text.into());
    }
    let mut parts = text.split(['-', '_']);
    let primary = parts.next()?;
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let mut tag = String::with_capacity(text.len());
    tag.push_str(primary);
    tag.make_ascii_lowercase();
    for part in parts
        .take(3)
        .take_while(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
    {
        tag.push('-');
        match part.len() {
            2 => tag.extend(part.chars().map(|c| c.to_ascii_uppercase())),
            4 if part.as_bytes()[0].is_ascii_alphabetic() => {
                tag.extend(part[..1].chars().map(|c| c.to_ascii_uppercase()));
                tag.extend(part[1..].chars().map(|c| c.to_ascii_lowercase()));
            }
            _ => tag.extend(part.chars().map(|c| c.to_ascii_lowercase())),
        }
    }
    Some(tag.into())
}

#[cfg(test)]
mod tests {
    use super::{regional, tag};

    #[test]
    fn the_address_tells_the_country() {
        for (language, url, expected) in [
            ("en", "https://courier.example.co.uk/a", "en-uk"),
            ("en-US", "https://courier.example.co.uk/a", "en-US"),
            ("en", "https://courier.example/a.uk", "en"),
            ("de", "https://courier.example.co.uk", "de"),
        ] {
            assert_eq!(regional(Some(language), Some(url)).as_deref(), Some(expected), "{url}");
        }
    }

    #[test]
    fn tags_are_spelled_as_bcp_47_does() {
        for (raw, expected) in [
            ("en", Some("en")),
            ("en_us", Some("en-US")),
            ("ZH-hans-cn", Some("zh-Hans-CN")),
            ("de-DE,en", Some("de-DE")),
            ("english", None),
            ("", None),
            ("{{lang}}", None),
        ] {
            assert_eq!(tag(raw).as_deref(), expected, "{raw}");
        }
    }
}
