//! What a page's bytes are taken for.

use super::{Source, decode};
use encoding_rs::{EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

#[track_caller]
fn check(bytes: &[u8], charset: Option<&str>, encoding: &str, source: Source, text: &str) {
    let decoded = decode(bytes, charset);
    assert_eq!((decoded.encoding, decoded.source), (encoding, source));
    assert_eq!(decoded.text, text);
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn utf32(text: &str, unit: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().flat_map(|c| unit(c as u32)).collect()
}

const PAGE: &str = "<html><body><p>Grüße, 世界 und der lange Rest";

#[test]
fn byte_order_marks_win_over_labels() {
    let marked = format!("\u{feff}{PAGE}");
    check(marked.as_bytes(), Some("windows-1251"), "UTF-8", Source::Mark, PAGE);
    check(&utf16(&marked, u16::to_le_bytes), Some("utf-8"), "UTF-16LE", Source::Mark, PAGE);
    check(&utf16(&marked, u16::to_be_bytes), Some("utf-8"), "UTF-16BE", Source::Mark, PAGE);
    check(&utf32(&marked, u32::to_le_bytes), None, "UTF-32LE", Source::Mark, PAGE);
    check(&utf32(&marked, u32::to_be_bytes), None, "UTF-32BE", Source::Mark, PAGE);
}

#[test]
fn wide_encodings_are_seen_without_mark_or_label() {
    for label in [None, Some("utf-8"), Some("iso-8859-1")] {
        check(&utf16(PAGE, u16::to_le_bytes), label, "UTF-16LE", Source::Bytes, PAGE);
        check(&utf16(PAGE, u16::to_be_bytes), label, "UTF-16BE", Source::Bytes, PAGE);
        check(&utf32(PAGE, u32::to_le_bytes), label, "UTF-32LE", Source::Bytes, PAGE);
        check(&utf32(PAGE, u32::to_be_bytes), label, "UTF-32BE", Source::Bytes, PAGE);
    }
    let mostly_chinese = format!("<p>{}", "世界和平".repeat(50));
    let bytes = utf16(&mostly_chinese, u16::to_be_bytes);
    check(&bytes, Some("utf-16be"), "UTF-16BE", Source::Bytes, &mostly_chinese);
}

#[test]
fn valid_utf8_wins_over_lying_labels() {
    for label in ["iso-8859-1", "windows-1252", "shift_jis", "gb2312", "utf-16"] {
        check(PAGE.as_bytes(), Some(label), "UTF-8", Source::Bytes, PAGE);
    }
    let lying = "<meta charset=windows-1252><p>Grüße";
    check(lying.as_bytes(), None, "UTF-8", Source::Bytes, lying);
}

#[test]
fn utf8_with_a_broken_place_stays_utf8() {
    let mut bytes = "é".repeat(30).into_bytes();
    bytes.push(0xc3);
    check(
        &bytes,
        Some("iso-8859-1"),
        "UTF-8",
        Source::Bytes,
        &format!("{}\u{fffd}", "é".repeat(30)),
    );
}

#[test]
fn the_callers_label_wins_over_meta() {
    let page = "<meta charset=windows-1251><p>Grüße";
    let bytes = WINDOWS_1252.encode(page).0;
    check(&bytes, Some("latin1"), "windows-1252", Source::Caller, page);
}

#[test]
fn declarations_are_found() {
    let declarations = [
        "<meta charset=windows-1251>",
        "<META CHARSET = 'windows-1251' />",
        "<!-- <meta charset=utf-8> --><meta charset=cp1251>",
        "<!--><meta charset=windows-1251>",
        "<a title='<meta charset=utf-8>'><meta charset=windows-1251>",
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        "<meta content='text/html; charset = \"windows-1251\"' http-equiv=content-type>",
        "<meta http-equiv=refresh content='charset=utf-8'><meta charset=windows-1251>",
        "<?xml version='1.0' encoding=\"windows-1251\"?>",
    ];
    for declaration in declarations {
        let page = format!("{declaration}<p>Привет");
        check(&WINDOWS_1251.encode(&page).0, None, "windows-1251", Source::Declared, &page);
    }
    let late = format!("<script>{}</script><meta charset=windows-1251>Привет", "x".repeat(3000));
    check(&WINDOWS_1251.encode(&late).0, None, "windows-1251", Source::Declared, &late);
}

#[test]
fn a_declared_utf16_means_utf8_and_user_defined_means_windows_1252() {
    let page = "<meta charset=x-user-defined><p>Größe";
    check(&WINDOWS_1252.encode(page).0, None, "windows-1252", Source::Declared, page);
    let page = "<meta charset=utf-16><p>Größe";
    check(page.as_bytes(), None, "UTF-8", Source::Bytes, page);
}

#[test]
fn nothing_declared_is_detected() {
    let russian = "<p>В начале было слово, и слово было у бога, и слово было бог.";
    check(&WINDOWS_1251.encode(russian).0, None, "windows-1251", Source::Detected, russian);
    let chinese = "<p>中华人民共和国的首都是北京，位于华北平原的北部。";
    check(&GB18030.encode(chinese).0, None, "GBK", Source::Detected, chinese);
    let korean = "<p>모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.";
    check(&EUC_KR.encode(korean).0, Some("no-such-label"), "EUC-KR", Source::Detected, korean);
}

#[test]
fn a_label_that_does_not_fit_gives_way_to_detection() {
    let page =
        "<p>すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。";
    check(&SHIFT_JIS.encode(page).0, Some("euc-jp"), "Shift_JIS", Source::Detected, page);
    check(&SHIFT_JIS.encode(page).0, Some("utf-8"), "Shift_JIS", Source::Detected, page);
    check(&SHIFT_JIS.encode(page).0, Some("hz-gb-2312"), "Shift_JIS", Source::Detected, page);
}

#[test]
fn escape_sequences_are_japanese() {
    let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode("<p>日本語の文章です。これは試験です。");
    for label in [None, Some("iso-2022-jp")] {
        assert_eq!(decode(&bytes, label).encoding, "ISO-2022-JP");
        assert!(decode(&bytes, label).text.contains("日本語の文章"));
    }
    check(b"a \x1b[31mred\x1b[0m b", None, "UTF-8", Source::Detected, "a \x1b[31mred\x1b[0m b");
}

#[test]
fn odd_bytes_become_replacement_characters() {
    check(b"", None, "UTF-8", Source::Bytes, "");
    check(b"a\0b", None, "UTF-8", Source::Bytes, "a\0b");
    let lone = [0x3c, 0, 0x70, 0, 0x3e, 0, 0x00, 0xd8, 0x61, 0];
    check(&lone, Some("utf-16le"), "UTF-16LE", Source::Bytes, "<p>\u{fffd}a");
    let mut surrogate = "é".repeat(40).into_bytes();
    surrogate.extend(b"\xed\xa0\x80");
    assert!(decode(&surrogate, None).malformed);
    check(b"<p>\x93quoted\x94", Some("iso-8859-1"), "windows-1252", Source::Caller, "<p>“quoted”");
}

#[test]
fn images_and_archives_have_no_text() {
    for start in [
        &b"\xff\xd8\xff\xe0"[..],
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x24\0\0\0WEBPVP8 ",
        b"%PDF-1.7",
        b"PK\x03\x04",
    ] {
        let bytes = [start, b" It rained in Bergen, again. \xe9\xe8"].concat();
        check(&bytes, Some("latin1"), "UTF-8", Source::Bytes, "");
    }
    let page = "<p>GIF89a and %PDF- are what files begin with.";
    check(page.as_bytes(), None, "UTF-8", Source::Bytes, page);
}
