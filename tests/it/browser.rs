//! What comes out is shown in a real browser. Images may be loaded (that is the contract), so they
//! are let through to our own server; nothing else may ask for anything, and no script runs.

use crate::safety::{keeps_all, pages, torture_pages, vectors};
use copydesk::Page;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const PER_DOCUMENT: usize = 50;

/// The browser's name, if one is installed.
fn browser() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok());
    if found.is_none() {
        eprintln!("skipped: no chromium is installed");
    }
    found
}

/// Our HTML of pages with all their text kept, in a few documents.
fn written(pages: &[String]) -> Vec<String> {
    let cleaner = keeps_all();
    let html = |page: &String| {
        let html = cleaner.clean(&Page::html(page).with_url("http://example.org/a")).to_html();
        // Over TLS nobody sees that a request is for an image.
        html.replace("src=\"https:", "src=\"http:")
    };
    pages.chunks(PER_DOCUMENT).map(|pages| pages.iter().map(html).collect()).collect()
}

#[track_caller]
fn assert_quiet(browser: &str, pages: &[String]) {
    let documents = written(pages);
    assert!(documents.iter().map(String::len).sum::<usize>() > 100 * pages.len(), "text is kept");
    let seen = browse(browser, &documents);
    assert_eq!((seen.shown, seen.hits), (documents.len(), 0), "a script ran");
    assert!(seen.requests.is_empty(), "{:?}", seen.requests);
}

#[test]
fn nothing_runs_in_a_real_browser() {
    let Some(browser) = browser() else { return };
    let pages: Vec<_> = vectors().into_iter().flat_map(pages).collect();
    // The control: the browser does run what is not ours, and the server does see it.
    let seen = browse(
        browser,
        &["<img src=http://control.example/x onerror=hit()>\
           <script src=http://control.example/s.js></script>"
            .to_owned()],
    );
    assert_eq!((seen.shown, seen.hits), (1, 1), "a script runs where nothing keeps it from it");
    assert!(seen.requests.iter().any(|path| path.ends_with("/s.js")), "{:?}", seen.requests);
    assert_quiet(browser, &pages);
}

/// 185 vectors in 14 places of a page each.
#[test]
fn nothing_of_the_torture_corpus_runs_in_a_real_browser() {
    let Some(browser) = browser() else { return };
    let Some(records) = torture_pages() else { return };
    // The control. What makes a document of its own is left out: a dialog there stops the browser.
    let own = ["srcdoc", "javascript", "data:"];
    let alone = |vector: &str| !own.iter().any(|own| vector.to_lowercase().contains(own));
    let raw = records.iter().filter(|[vector, slot, _]| slot == "block" && alone(vector));
    let raw: Vec<_> = raw.step_by(3).map(|[.., html]| html.clone()).collect();
    let seen = browse(browser, &raw);
    assert!(seen.hits > raw.len() / 4, "{} of {} run as they are", seen.hits, raw.len());
    assert!(!seen.requests.is_empty(), "and some ask for more");
    let pages: Vec<_> = records.into_iter().map(|[.., html]| html).collect();
    assert_quiet(browser, &pages);
}

struct Seen {
    /// How many documents came to their end.
    shown: usize,
    /// In how many a script of the page ran.
    hits: usize,
    requests: Vec<String>,
}

/// Shows each document in a frame of one page.
fn browse(browser: &str, documents: &[String]) -> Seen {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let folder =
        std::env::temp_dir().join(format!("copydesk-browser-{}-{run}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let page = folder.join("page.html");
    let mut html = "<!doctype html><meta charset=utf-8><title>0 0</title><script>\
        let hits = new Set(), shown = 0;\
        function tell() { document.title = shown + ' ' + hits.size }\
        function ran(frame) { hits.add(frame); tell() }\
        function done() { shown++; tell() }</script><body>"
        .to_owned();
    for (at, document) in documents.iter().enumerate() {
        let document = format!(
            "<!doctype html><meta charset=utf-8><script>function hit() {{ top.ran({at}) }}\
             alert = confirm = prompt = hit</script><body>{document}"
        );
        let document = document.replace('&', "&amp;").replace('"', "&quot;");
        html.push_str(&format!("<iframe onload=done() srcdoc=\"{document}\"></iframe>"));
    }
    std::fs::write(&page, html).unwrap();
    let (port, requests) = serve();
    let browser = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-features=HttpsUpgrades", "--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--host-resolver-rules=MAP * 127.0.0.1:{port}"))
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let dom = finished(browser.unwrap());
    let _ = std::fs::remove_dir_all(&folder);
    let title = dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let counts = title.and_then(|(title, _)| title.split_once(' '));
    let (shown, hits) = counts.expect("the page says what it saw");
    let requests = requests.lock().unwrap().clone();
    Seen { shown: shown.parse().unwrap(), hits: hits.parse().unwrap(), requests }
}

/// What the browser prints. It would wait for ever at a dialog that nobody answers.
fn finished(mut browser: Child) -> String {
    let mut pipe = browser.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut out = Vec::new();
        pipe.read_to_end(&mut out).map(|_| out)
    });
    let started = Instant::now();
    while !reader.is_finished() && started.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(50));
    }
    let in_time = reader.is_finished();
    let _ = browser.kill();
    let _ = browser.wait();
    assert!(in_time, "the browser does not come to an end");
    String::from_utf8_lossy(&reader.join().unwrap().unwrap()).into_owned()
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
