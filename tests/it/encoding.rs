//! Bytes of every encoding: labels that tell the truth, lie or are missing, and odd bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use copydesk::{Cleaner, Page, internals};
use encoding_rs::Encoding;
use std::collections::BTreeMap;

struct Sample {
    language: &'static str,
    encoding: &'static Encoding,
    text: &'static str,
}

fn samples() -> Vec<Sample> {
    let lines = include_str!("../data/encodings.tsv").lines().filter(|l| !l.starts_with('#'));
    let fields = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    let each = fields.flat_map(|fields| {
        let [language, labels, text] = fields[..] else { panic!("three fields: {fields:?}") };
        labels.split(' ').map(move |label| {
            let encoding = Encoding::for_label(label.as_bytes()).expect(label);
            Sample { language, encoding, text }
        })
    });
    each.collect()
}

fn encoded(encoding: &'static Encoding, page: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(page);
    assert!(!unmappable, "{} cannot write {page}", encoding.name());
    bytes.into_owned()
}

/// What the detector alone makes of a page, as a browser without labels would ask it.
fn detector_alone(bytes: &[u8]) -> String {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

const PAGE: &str = "<!doctype html><html><head>META<title>1</title></head><body><p>TEXT</p></body>";

fn page(meta: &str, text: &str) -> String {
    PAGE.replace("META", meta).replace("TEXT", text)
}

/// How many samples come out right in each situation: ours, and the detector alone.
#[test]
fn true_labels_are_believed_and_detection_is_no_worse_than_the_detector_alone() {
    let mut right: BTreeMap<&str, (usize, usize, usize, Vec<String>)> = BTreeMap::new();
    for Sample { language, encoding, text } in samples() {
        let name = encoding.name();
        let bare = page("", text);
        let meta = format!("<meta charset={name}>");
        let declared = page(&meta, text);
        let few: String = text.chars().take(20).collect();
        let (short, declared_short) = (page("", &few), page(&meta, &few));
        let situations = [
            ("1 no label", &bare, None),
            ("2 the server's label", &bare, Some(name)),
            ("3 the page's label", &declared, None),
            ("4 the server's label lies: utf-8", &bare, Some("utf-8")),
            ("5 the server's label is unknown", &declared, Some("x-none")),
            ("6 no label, a few words", &short, None),
            ("7 the page's label, a few words", &declared_short, None),
        ];
        for (situation, page, charset) in situations {
            let bytes = encoded(encoding, page);
            let (ours, _) = internals::decode(&bytes, charset);
            let row = right.entry(situation).or_default();
            row.0 += 1;
            row.1 += usize::from(&ours == page);
            row.2 += usize::from(&detector_alone(&bytes) == page);
            if &ours != page {
                row.3.push(format!("{language} {name}"));
            }
        }
    }
    println!("{:40} {:>6} {:>6} {:>10}", "situation", "pages", "ours", "chardetng");
    for (situation, (pages, ours, detector, wrong)) in &right {
        println!("{situation:40} {pages:>6} {ours:>6} {detector:>10}  {}", wrong.join(", "));
        assert!(ours >= detector, "{situation}: {ours}, the detector {detector}");
        let told = situation.starts_with(['2', '3', '5', '7']);
        assert!(!told || ours == pages, "{situation}: wrong are {}", wrong.join(", "));
    }
}

#[test]
fn labels_mean_what_the_standard_says() {
    // A label that most often is not the encoding's name; a character; that name.
    for (label, text, name) in [
        ("latin1", "é", "windows-1252"),
        ("ascii", "é", "windows-1252"),
        (" ISO-8859-1\t", "“é”", "windows-1252"),
        ("l9", "€", "ISO-8859-15"),
        ("latin2", "ł", "ISO-8859-2"),
        ("cyrillic", "ж", "ISO-8859-5"),
        ("arabic", "ع", "ISO-8859-6"),
        ("greek8", "λ", "ISO-8859-7"),
        ("visual", "ש", "ISO-8859-8"),
        ("logical", "ש", "ISO-8859-8-I"),
        ("l5", "ğ", "windows-1254"),
        ("tis-620", "ก", "windows-874"),
        ("x-cp1251", "ж", "windows-1251"),
        ("koi", "ж", "KOI8-R"),
        ("koi8-ru", "ї", "KOI8-U"),
        ("866", "ж", "IBM866"),
        ("x-mac-ukrainian", "ж", "x-mac-cyrillic"),
        ("mac", "é", "macintosh"),
        ("gb_2312-80", "汉", "GBK"),
        ("gb18030", "汉", "gb18030"),
        ("cn-big5", "漢", "Big5"),
        ("x-x-big5", "漢", "Big5"),
        ("ms_kanji", "漢", "Shift_JIS"),
        ("windows-31j", "漢", "Shift_JIS"),
        ("x-euc-jp", "漢", "EUC-JP"),
        ("ks_c_5601-1987", "한", "EUC-KR"),
        ("windows-949", "한", "EUC-KR"),
    ] {
        let encoding = Encoding::for_label(label.as_bytes()).expect(label);
        assert_eq!(encoding.name(), name);
        let page = page("", text);
        let bytes = encoded(encoding, &page);
        assert_eq!(internals::decode(&bytes, Some(label)), (page, name), "{label}");
    }
    // Browsers refuse these; a page in them is still read.
    for label in ["hz-gb-2312", "iso-2022-kr", "replacement", "", "utf-7", "\u{feff}"] {
        let page = page("", "Grüße aus Köln");
        assert_eq!(internals::decode(page.as_bytes(), Some(label)).0, page, "{label}");
    }
}

#[test]
fn meta_is_found_as_the_standard_finds_it() {
    let Some(folder) = crate::shared::folder("html5lib-tests/encoding") else { return };
    let mut cases = 0;
    for name in ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"] {
        let file = std::fs::read(folder.join(name)).expect("a file");
        for (data, expected) in encoding_cases(&file) {
            let found = match data.starts_with(b"\xef\xbb\xbf") {
                true => internals::decode(&data, None).1,
                false => internals::declared_encoding(&data).unwrap_or("windows-1252"),
            };
            let expected = Encoding::for_label(expected.trim().as_bytes()).expect("a label");
            let shown = String::from_utf8_lossy(&data);
            assert_eq!(found, expected.name(), "{name}: {shown}");
            cases += 1;
        }
    }
    assert!(cases > 50, "{cases} cases");
}

fn encoding_cases(file: &[u8]) -> Vec<(Vec<u8>, String)> {
    let mut cases = Vec::new();
    let mut data: Option<Vec<u8>> = None;
    let mut lines = file.split(|&b| b == b'\n');
    while let Some(line) = lines.next() {
        match (line, &mut data) {
            (b"#data", _) => data = Some(Vec::new()),
            (b"#encoding", Some(_)) => {
                let label = String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
                cases.push((data.take().unwrap_or_default(), label));
            }
            (line, Some(data)) => data.extend(line.iter().chain(b"\n")),
            _ => {}
        }
    }
    cases
}

/// Whole pages, from bytes to the article's text.
#[test]
fn odd_bytes_make_text() {
    let story = "The ferry left at six, as it had on every day since the war.";
    let html = |text: &str| format!("<!doctype html><article><p>{text}</p></article>");
    let utf16 = |text: &str, mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        let units = html(text).encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        [mark, &units].concat()
    };
    let bytes = |parts: [&[u8]; 3]| parts.concat();
    let odd =
        |odd: &[u8]| bytes([b"<article><p>The ferry", odd, b"left at six, as it always had."]);
    let told = |between: &str| format!("The ferry{between}left at six, as it always had.");
    let cases: Vec<(&str, Vec<u8>, Option<&str>, String)> = vec![
        (
            "UTF-8 mark against a label",
            [b"\xef\xbb\xbf", html("Grüße, Köln").as_bytes()].concat(),
            Some("windows-1251"),
            "Grüße, Köln".into(),
        ),
        (
            "UTF-16LE declared as UTF-8",
            utf16(story, &[], u16::to_le_bytes),
            Some("utf-8"),
            story.into(),
        ),
        (
            "UTF-16LE, half a unit at the end",
            [&*utf16(story, &[0xff, 0xfe], u16::to_le_bytes), b"\x41"].concat(),
            None,
            story.into(),
        ),
        ("a NUL in text", odd(b"\0 "), None, told(" ")),
        ("C0 controls", odd(b"\x01\x02 \x1f"), None, told(" ")),
        ("C1 bytes are quotes", odd(b" \x93so\x94 "), Some("iso-8859-1"), told(" “so” ")),
        ("C1 characters in UTF-8", odd("\u{85} \u{9d}".as_bytes()), None, told(" ")),
        ("C1 references are windows-1252", odd(b" &#147;so&#x94; "), None, told(" “so” ")),
        ("a reference to NUL", odd(b" &#0; "), None, told(" \u{fffd} ")),
        (
            "a reference to a surrogate",
            odd(b" &#xD83D;&#xDE00; "),
            None,
            told(" \u{fffd}\u{fffd} "),
        ),
        (
            "a reference out of range",
            odd(b" &#x110000; &#99999999999; "),
            None,
            told(" \u{fffd} \u{fffd} "),
        ),
        (
            "UTF-8 declared as latin-1",
            odd(" “so” – ja ".as_bytes()),
            Some("iso-8859-1"),
            told(" “so” – ja "),
        ),
    ];
    for (case, bytes, charset, expected) in cases {
        let page = Page::bytes(&bytes);
        let page = charset.map_or(page.clone(), |label| page.with_charset(label));
        assert_eq!(Cleaner::new().clean(&page).to_text(), expected, "{case}");
    }
}

#[test]
fn lone_surrogates_in_utf8_cost_their_place_alone() {
    // As WTF-8 and CESU-8 write them.
    let words = "Grüße aus Köln über Düren nach Würzburg für übermüdete Bürgermeister";
    for lone in [&b"\xed\xa0\x80"[..], b"\xed\xb0\x80", b"\xed\xa0\xbd\xed\xb8\x80"] {
        let bytes = [format!("<p>{words} ").as_bytes(), lone, b" Ende"].concat();
        let text = Cleaner::new().clean(&Page::bytes(&bytes)).to_text();
        assert!(text.starts_with(words) && text.ends_with(" Ende"), "{text}");
        assert!(text.contains('\u{fffd}'), "{text}");
    }
}
