use super::{find_date, is_date_line};

fn found(text: &str, language: &str) -> Option<String> {
    let language = (!language.is_empty()).then_some(language);
    find_date(text, language).map(|f| f.date.to_string())
}

#[test]
fn a_date_ends_where_a_glued_word_begins() {
    let text = "September 18, 2023Chinashare";
    let date = find_date(text, Some("en")).unwrap();
    assert_eq!(&text[date.range], "September 18, 2023");
}

#[test]
fn slashes_are_read_as_the_language_does_or_not_at_all() {
    assert_eq!(found("3/4/2023", "en-US").as_deref(), Some("2023-03-04"));
    assert_eq!(found("3/4/2023", "en-GB").as_deref(), Some("2023-04-03"));
    assert_eq!(found("3/4/2023", "fr").as_deref(), Some("2023-04-03"));
    assert_eq!(found("3/4/2023", ""), None);
    assert_eq!(found("30/4/2023", "").as_deref(), Some("2023-04-30"));
}

#[test]
fn other_numbers_are_no_dates() {
    for text in [
        "10.0.12.23",
        "1.2.3",
        "Call 03-05-2023-11",
        "Room 2023",
        "32 May 2023",
        "30 February 2023",
        "in 2023",
    ] {
        assert_eq!(found(text, "en"), None, "{text}");
    }
}

#[test]
fn years_may_be_short() {
    for text in
        ["3 May '23", "3.5.23", "03-05-23", "3 May -23", "3.5.2310:30", "on 3/5/23, 12 seats"]
    {
        assert_eq!(found(text, "en-GB").as_deref().map(|d| &d[..10]), Some("2023-05-03"), "{text}");
    }
}

#[test]
fn thai_dates_count_from_the_buddhas_death() {
    for (text, day) in [
        ("14 พฤษภาคม 2567", "2024-05-14"),
        ("วันอังคารที่ 14 พฤษภาคม พ.ศ. 2567", "2024-05-14"),
        ("เผยแพร่: 3 มี.ค. 67", "2024-03-03"),
        ("๑๔ ก.พ. ๒๕๖๗", "2024-02-14"),
        ("14/05/2567", "2024-05-14"),
        ("14 พ.ค. 2024", "2024-05-14"),
    ] {
        assert_eq!(found(text, "th").as_deref(), Some(day), "{text}");
        assert!(is_date_line(text, Some("th")), "{text}");
    }
    assert_eq!(found("14/05/67", "th").as_deref(), Some("2024-05-14"));
    assert_eq!(found("14 May 2567", "en"), None);
}

#[test]
fn lines_that_say_only_when_are_date_lines() {
    for line in [
        "Published: May 3, 2023, 10:30 am ET",
        "Updated 2 hours ago",
        "Updated 6:30 pm",
        "5h",
        "3 May 2023 | 5 min read",
        "Posted on Wednesday, May 3rd, 2023 at 4:15 p.m.",
        "Mittwoch, 3. Mai 2023, 14:30 Uhr",
        "2023年5月3日 10:30",
        "发布时间：2023-05-03 10:30:00",
        "입력 2023.05.03. 오전 10:30",
    ] {
        assert!(is_date_line(line, None), "{line}");
    }
}

#[test]
fn lines_that_say_more_are_no_date_lines() {
    for line in [
        "By Eva Fu, May 3, 2023",
        "On May 3, 2023, the talks failed.",
        "Chapter 3",
        "Published in Politics",
        "3 May 2023: 12 dead",
        "55 m²",
        "7 d",
        "[12A]",
        "6:30 pm",
        "Mon & Fri 10am-9pm",
        "TH 10:00AM - 7:00PM",
        "November 13, 2018 2:30 pm – 3:30 pm",
        "August 16, 2022 Minutes",
    ] {
        assert!(!is_date_line(line, None), "{line}");
    }
}
