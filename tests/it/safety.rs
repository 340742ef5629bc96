//! What comes out can be shown: HTML without anything that runs, text without control sequences.

use crate::arbitrary;
use copydesk::{Article, Cleaner, Page, RuleSet, TextOptions, terminal_safe};
use proptest::prelude::*;
use scraper::{Html, Selector};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The elements that the writer knows, with their attributes.
const KNOWN: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("aside", &[]),
    ("blockquote", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("html", &[]),
    ("img", &["alt", "src"]),
    ("li", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("strong", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &[]),
    ("th", &[]),
    ("tr", &[]),
    ("ul", &[]),
];

#[track_caller]
fn assert_safe(html: &str) {
    for element in Html::parse_fragment(html).select(&Selector::parse("*").unwrap()) {
        let element = element.value();
        let known = KNOWN.iter().find(|(name, _)| *name == element.name());
        let Some((name, attributes)) = known else { panic!("<{}> in {html}", element.name()) };
        for (attribute, value) in element.attrs() {
            assert!(attributes.contains(&attribute), "<{name} {attribute}> in {html}");
            let schemes: &[&str] = match attribute {
                "src" => &["http:", "https:"],
                "href" => &["http:", "https:", "mailto:", "tel:"],
                _ => continue,
            };
            assert!(schemes.iter().any(|scheme| value.starts_with(scheme)), "{value} in {html}");
        }
    }
    assert_eq!(ammonia::clean(html), html, "a sanitiser finds nothing to change");
    let reparsed = Html::parse_fragment(html).root_element().inner_html();
    assert_eq!(reparsed, html, "parsing and writing again changes nothing");
}

const PROSE: &str = "<p>The ferry left at six in the morning, as it had on every day since the war, \
    and nobody on the quay thought anything of it until the lights went out.</p>";

fn vectors() -> Vec<&'static str> {
    let lines = include_str!("../data/xss.txt").lines();
    lines.filter(|line| !line.starts_with("# ")).collect()
}

/// A page with the vector between paragraphs, in an item, in a caption.
fn pages(vector: &str) -> [String; 3] {
    [
        format!("<article><h1>Ferry</h1>{PROSE}{vector}{PROSE}{PROSE}</article>"),
        format!("<article>{PROSE}<ul><li>One {vector}<li>Two</ul>{PROSE}</article>"),
        format!(
            "<article>{PROSE}<figure><img src=a.jpg alt='a'><figcaption>Quay {vector}</figcaption>\
             </figure>{PROSE}</article>"
        ),
    ]
}

fn cleaned(html: &str) -> Article {
    Cleaner::new().clean(&Page::html(html).with_url("https://example.org/a"))
}

#[test]
fn vectors_come_out_as_nothing_or_as_text() {
    for vector in vectors() {
        for page in pages(vector) {
            assert_safe(&cleaned(&page).to_html());
        }
    }
}

#[test]
fn unsafe_addresses_are_named_in_the_report() {
    let html = format!(
        "<article>{PROSE}<p>Click <a href='javascript:hit()'>here</a> to go on with the story of the ferry and its crew.</p>{PROSE}</article>"
    );
    let report = Cleaner::new().explain(&Page::html(&html));
    assert_eq!(report.dropped.len(), 1, "{:?}", report.dropped);
    assert_eq!(report.dropped[0].url, "javascript:hit()");
    assert!(report.article.to_text().contains("Click here to go on"));
}

/// The project's torture corpus, where it is there: `../shared/torture` makes `xss.jsonl`.
#[test]
fn the_torture_corpus_comes_out_safe() {
    let shared = std::env::var("COPYDESK_SHARED")
        .unwrap_or_else(|_| format!("{}/../shared", env!("CARGO_MANIFEST_DIR")));
    let generator = std::path::Path::new(&shared).join("torture/generate.py");
    let out = std::env::temp_dir().join(format!("copydesk-torture-{}", std::process::id()));
    if !generator.exists() {
        eprintln!("skipped: no torture corpus at {}", generator.display());
        return;
    }
    let made = Command::new("python3").arg(&generator).arg(&out).arg("--small").output();
    if !made.is_ok_and(|made| made.status.success()) {
        eprintln!("skipped: the torture corpus cannot be made (python3)");
        return;
    }
    let vectors = std::fs::read_to_string(find(&out, "xss.jsonl").expect("xss.jsonl")).unwrap();
    let mut pages = 0;
    for line in vectors.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_safe(&cleaned(record["html"].as_str().unwrap()).to_html());
        pages += 1;
    }
    let _ = std::fs::remove_dir_all(&out);
    assert!(pages > 2000, "{pages} pages");
}

fn find(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).ok()?.flatten() {
            if entry.file_name() == name {
                return Some(entry.path());
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            }
        }
    }
    None
}

/// A browser shows what came of every vector. Images may be loaded (that is the contract), so
/// they are let through to our own server; nothing else may ask for anything, and no script runs.
#[test]
fn nothing_runs_in_a_real_browser() {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let Some(browser) =
        names.iter().find(|name| Command::new(name).arg("--version").output().is_ok())
    else {
        eprintln!("skipped: no chromium is installed");
        return;
    };
    // All text is kept, so that every vector reaches the writer.
    let keep = "[[rule]]\nid = 'user/widget/keep-all'\nwhy = 'test'\nwhen = { text = '.' }\n\
                then = 'keep'\nhits = ['a']\nmisses = ['']\n";
    let keep = RuleSet::from_toml("keep-all.toml", keep).expect("a rule that keeps all");
    let cleaner = Cleaner::builder().with_rules(keep).build().expect("valid rules");
    let mut body = String::new();
    for vector in vectors() {
        for page in pages(vector) {
            let page = Page::html(&page).with_url("http://example.org/a");
            body.push_str(&cleaner.clean(&page).to_html());
        }
    }
    assert!(body.len() > 100_000, "the vectors' pages come out with their text");
    // The control: the browser does run what is not ours, and the server does see it.
    let seen = browse(
        browser,
        "<img src=http://control.example/x onerror=hit()><script src=http://control.example/s.js></script>",
    );
    assert!(seen.hit, "a script runs where nothing keeps it from it");
    assert!(seen.requests.iter().any(|path| path.ends_with("/s.js")), "{:?}", seen.requests);
    let seen = browse(browser, &body);
    assert!(!seen.hit, "a script ran");
    assert!(seen.requests.is_empty(), "{:?}", seen.requests);
}

struct Seen {
    hit: bool,
    requests: Vec<String>,
}

fn browse(browser: &str, body: &str) -> Seen {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let folder =
        std::env::temp_dir().join(format!("copydesk-browser-{}-{run}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let page = folder.join("page.html");
    let html = format!(
        "<!doctype html><meta charset=utf-8><title>quiet</title>\
         <script>function hit() {{ document.title = 'was' + 'hit' }}</script><body>{body}"
    );
    std::fs::write(&page, html).unwrap();
    let (port, requests) = serve();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-features=HttpsUpgrades", "--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--host-resolver-rules=MAP * 127.0.0.1:{port}"))
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    assert!(dom.contains("</html>"), "{}", String::from_utf8_lossy(&output.stderr));
    let _ = std::fs::remove_dir_all(&folder);
    let requests = requests.lock().unwrap().clone();
    Seen { hit: dom.contains("<title>washit</title>"), requests }
}

/// The browser asks its maker for the time and for updates, whatever page it shows.
const OWN: &[&str] = &["google.com", "googleapis.com", "gvt1.com"];

/// The request, unless it is for an image or the browser's own.
fn told(head: &str) -> Option<String> {
    let field = |name: &str| {
        let mut fields = head.lines().filter_map(|line| line.split_once(": "));
        fields.find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    };
    match head.split(' ').nth(1) {
        Some(path) if path.starts_with('/') && head.contains("HTTP/1.1") => {
            let (host, accept) = (field("host"), field("accept"));
            let own = OWN.iter().any(|own| host.ends_with(own));
            (!own && !accept.starts_with("image/")).then(|| format!("{host}{path}"))
        }
        // Over TLS only the host is to be seen. Pages are read as of `http`, their images too.
        _ => ["example", "youtube"]
            .iter()
            .find(|host| head.contains(**host))
            .map(|host| format!("TLS to {host}")),
    }
}

/// A server that knows nothing; it remembers what was asked for.
fn serve() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let requests = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&requests);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
            let mut buffer = [0; 4096];
            let read = stream.read(&mut buffer).unwrap_or(0);
            let head = String::from_utf8_lossy(&buffer[..read]).into_owned();
            seen.lock().unwrap().extend(told(&head));
            let _ = stream.write_all(
                b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            );
        }
    });
    (port, requests)
}

proptest! {
    #![proptest_config(arbitrary::config(500))]

    #[test]
    fn html_of_any_article_is_safe(article in arbitrary::hostile_article()) {
        assert_safe(&article.to_html());
    }

    #[test]
    fn a_terminal_is_not_commanded(text in any::<String>(), article in arbitrary::hostile_article()) {
        let all = article.to_text_with(&TextOptions::all());
        for text in [terminal_safe(&text), terminal_safe(&all)] {
            let commands = |c: char| c.is_control() && c != '\n' && c != '\t'
                || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
            prop_assert!(!text.contains(commands), "{text:?}");
        }
    }

    #[test]
    fn json_is_valid_and_read_back(article in arbitrary::hostile_article()) {
        let json = serde_json::to_string(&article).unwrap();
        let read: Article = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read, article);
    }
}
