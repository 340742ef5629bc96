//! `copydesk batch` through the real binary.

use crate::command::{Folder, Ran, copydesk, run, run_with};
use copydesk::{Cleaner, Page};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// `count` records of some length, with fields of the user's own.
fn records(count: usize) -> String {
    let mut out = String::new();
    for n in 0..count {
        let text = format!("Council approves plan number {n}\\n").repeat(6);
        let _ = writeln!(
            out,
            r#"{{"id":"page-{n}","z":[1.10, {n}],"a":12345678901234567890123,"text":"{text}"}}"#
        );
    }
    out
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn ids(text: &str) -> Vec<String> {
    lines(text).iter().map(|record| record["id"].as_str().unwrap_or("-").to_owned()).collect()
}

fn expected_ids(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("page-{n}")).collect()
}

#[track_caller]
fn all_good(ran: &Ran) {
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn records_keep_their_order_and_their_fields_to_the_letter() {
    let ran = run_with(&["batch", "--threads", "4"], records(200).as_bytes());
    all_good(&ran);
    assert_eq!(ids(&ran.out), expected_ids(200));
    let start = r#"{"id":"page-7","z":[1.10, 7],"a":12345678901234567890123,"article":{"#;
    assert!(ran.out.lines().nth(7).unwrap().starts_with(start));
    assert!(!ran.out.contains("\\nCouncil"), "the page itself is not carried through");
}

#[test]
fn the_article_is_what_the_library_gives() {
    let html = "<h1>Ferry returns</h1><p>The night ferry sailed again on Thursday, with ninety \
                passengers on board and a dog named Admiral.</p>";
    let record = serde_json::json!({ "url": "https://example.org/a", "html": html });
    let page = Page::html(html).with_url("https://example.org/a");
    let article = Cleaner::new().clean(&page);
    let ran = run_with(&["batch"], record.to_string().as_bytes());
    assert_eq!(lines(&ran.out)[0]["article"], serde_json::to_value(&article).unwrap());
    let ran = run_with(&["batch", "--format", "markdown"], record.to_string().as_bytes());
    let flat = &lines(&ran.out)[0]["article"];
    assert_eq!(flat["markdown"], article.to_markdown());
    assert_eq!(flat.get("blocks"), None);
}

#[test]
fn packed_input_is_told_by_its_first_bytes_and_output_is_packed_by_its_name() {
    let folder = Folder::new("packed");
    let plain = records(30);
    let half = plain.len() / 2;
    // Two members, as append-only writers leave them.
    let mut gzip = gzipped(&plain.as_bytes()[..half]);
    gzip.extend(gzipped(&plain.as_bytes()[half..]));
    let zstd = zstd::encode_all(plain.as_bytes(), 0).unwrap();
    for (name, packed) in [("in-a", gzip), ("in-b", zstd), ("in-c", plain.into_bytes())] {
        let input = folder.file(name, packed);
        let ran = run(&["batch", &input]);
        all_good(&ran);
        assert_eq!(ids(&ran.out), expected_ids(30), "{name}");
        let gz = folder.path("out.jsonl.gz");
        all_good(&run(&["batch", &input, &gz, "--shard", "7"]));
        let mut out = String::new();
        let packed = std::fs::read(&gz).unwrap();
        flate2::read::MultiGzDecoder::new(&packed[..]).read_to_string(&mut out).unwrap();
        assert_eq!(out, ran.out);
        let zst = folder.path("out.jsonl.zst");
        all_good(&run(&["batch", &input, &zst, "--shard", "7"]));
        let packed = std::fs::read(&zst).unwrap();
        assert_eq!(String::from_utf8(zstd::decode_all(&packed[..]).unwrap()).unwrap(), ran.out);
    }
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn bad_records_are_reported_and_good_ones_kept() {
    let folder = Folder::new("bad");
    let mut input = b"\xef\xbb\xbf{\"id\":1,\"text\":\"good\"}\r\n\r\n".to_vec();
    input.extend(b"{\"id\":2,\"text\":\"cut off\n");
    input.extend(b"{\"id\":3,\"html\":7}\n[1,2]\n{\"id\":4,\"text\":\"\xff\"}\n");
    input.extend(br#"{"id":5,"text":"half a pair \ud83d"}"#);
    input.extend(b"\n{\"id\":6,\"text\":\"long ");
    input.extend([b'x'; 3000]);
    input.extend(b"\"}\n{\"id\":7,\"deep\":");
    input.extend([b'['; 600]);
    input.extend([b']'; 600]);
    input.extend(b",\"text\":\"good\"}");
    let (errors, limit) = (folder.path("errors.jsonl"), ["--max-record", "2000"]);
    let ran = run_with(&["batch", "--errors", &errors, limit[0], limit[1]], &input);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let good: Vec<_> = lines_shallow(&ran.out, "\"id\":");
    assert_eq!(good, ["1", "5", "7"]);
    let errors = lines(&folder.read("errors.jsonl"));
    let places: Vec<_> = errors.iter().map(|e| e["line"].as_u64().unwrap()).collect();
    assert_eq!(places, [3, 4, 5, 6, 8]);
    assert_eq!(errors[1]["id"], 3);
    assert_eq!(errors[1]["error"], "neither \"html\" nor \"text\" is a string");

    // Without a file for them, a line each on standard error.
    let ran = run_with(&["batch", limit[0], limit[1]], &input);
    assert_eq!(ran.err.lines().count(), 5);
    let start = "copydesk: standard input:4: neither \"html\" nor \"text\"";
    assert!(ran.err.lines().nth(1).unwrap().starts_with(start), "{}", ran.err);
}

/// The values after a key, without parsing: one record is nested deeper than readers allow.
fn lines_shallow<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let value = |line: &'a str| line.split(key).nth(1)?.split(',').next();
    text.lines().filter_map(value).collect()
}

#[test]
fn an_input_that_breaks_off_loses_nothing_before_the_break() {
    let folder = Folder::new("broken");
    let packed = gzipped(records(500).as_bytes());
    let input = folder.file("in.jsonl.gz", &packed[..packed.len() / 2]);
    let out = folder.path("out.jsonl");
    let ran = run(&["batch", &input, &out, "--shard", "10"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("breaks off"), "{}", ran.err);
    let found = ids(&folder.read("out.jsonl"));
    assert!(found.len() > 50, "{}", found.len());
    assert_eq!(found, expected_ids(found.len()));
}

/// Damaged containers: the records that are good in each, and the lines that fail.
const DAMAGED: [(&str, usize, usize); 17] = [
    ("truncated_line.jsonl", 2, 1),
    ("truncated_end.jsonl", 1, 1),
    ("ids_traversal.jsonl", 19, 0),
    ("ids_duplicate.jsonl", 3, 0),
    ("ids_missing.jsonl", 3, 0),
    ("wrong_types.jsonl", 2, 8),
    ("deep.jsonl", 1, 1),
    ("blank_lines.jsonl", 1, 0),
    ("bom.jsonl", 1, 0),
    ("invalid_utf8.jsonl", 2, 1),
    ("nul.jsonl", 2, 1),
    ("lone_surrogate.jsonl", 2, 0),
    ("array_not_lines.jsonl", 0, 1),
    ("pretty.jsonl", 0, 5),
    ("dup_keys.jsonl", 1, 0),
    ("huge_line.jsonl", 2, 0),
    ("two_members.jsonl.gz", 2, 0),
];

#[test]
fn damaged_containers_give_every_good_record_and_name_every_bad_one() {
    let folder = Folder::new("damaged");
    if !crate::shared::make_torture(Path::new(&folder.path("in")), "jsonl_") {
        return;
    }
    let clean = |name: &str| {
        let input = folder.path(&format!("in/jsonl_{name}"));
        let errors = folder.path("errors");
        let ran = run(&["batch", &input, "--errors", &errors]);
        let failed = folder.read("errors").lines().count();
        assert_eq!((ran.code, ran.err.as_str()), (Some(i32::from(failed > 0)), ""), "{name}");
        (ran.out.lines().count(), failed)
    };
    for (name, good, bad) in DAMAGED {
        assert_eq!(clean(name), (good, bad), "{name}");
    }
    let (good, bad) = clean("truncated.jsonl.gz");
    assert!(good > 0 && bad == 1, "{good} before the break, {bad} failed");
    assert!(folder.read("errors").contains("breaks off"));
    let names = std::fs::read_dir(folder.path(".")).unwrap().count();
    assert_eq!(names, 2, "ids make no files");
}

#[test]
fn a_killed_run_is_taken_up_again() {
    let folder = Folder::new("killed");
    let input = records(100);
    let expected = run_with(&["batch"], input.as_bytes()).out;
    let out = folder.path("out.jsonl");
    let args = ["batch", "-", &out, "--shard", "10", "--threads", "2"];

    // The input stops in the middle, so that the run is still there to be killed.
    let fed: String = input.split_inclusive('\n').take(55).collect();
    let (mut child, _pipe) = start(&args, &fed);
    wait_for(|| folder.has("out.jsonl.parts/00000001.done"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!folder.has("out.jsonl"), "nothing half-done under the final name");

    // Another input, or other settings, are not taken for a continuation.
    let other = input.replace("page-3\"", "page-x\"");
    let ran = run_with(&args, other.as_bytes());
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("the input has changed"), "{}", ran.err);
    let ran = run_with(&["batch", "-", &out, "--format", "text"], input.as_bytes());
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("other settings"), "{}", ran.err);

    // A mark in a finished shard shows that it is used and not made again.
    let first = folder.read("out.jsonl.parts/00000000.out");
    folder.file("out.jsonl.parts/00000000.out", first.replace("page-4\"", "kept-4\""));
    let ran = run_with(&[&args[..], &["--stats", "json"]].concat(), input.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(lines(&ran.err)[0]["pages"], 100);
    assert_eq!(folder.read("out.jsonl"), expected.replace("page-4\"", "kept-4\""));
    assert!(!folder.has("out.jsonl.parts"));
}

#[test]
fn a_kill_at_any_time_loses_and_doubles_nothing() {
    let folder = Folder::new("any-time");
    let input = folder.file("in.jsonl", records(600));
    let expected = run(&["batch", &input]).out;
    let out = folder.path("out.jsonl");
    let args = ["batch", &input, &out, "--shard", "20", "--errors", &folder.path("errors")];
    for wait in [20, 600, 900] {
        let mut child = copydesk().args(args).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        // It may be done already.
        let _ = child.kill();
        child.wait().unwrap();
    }
    all_good(&run(&args));
    assert_eq!(folder.read("out.jsonl"), expected);
    assert_eq!(folder.read("errors"), "");
}

fn start(args: &[&str], input: &str) -> (Child, std::process::ChildStdin) {
    start_as(copydesk(), args, input)
}

fn start_as(
    mut command: std::process::Command,
    args: &[&str],
    input: &str,
) -> (Child, std::process::ChildStdin) {
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(input.as_bytes()).unwrap();
    (child, pipe)
}

#[track_caller]
fn wait_for(done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(60), "it never happens");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::new("pipe");
    let input = folder.file("in.jsonl", records(900));
    let mut child = copydesk()
        .args(["batch", &input])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_as_shells_expect() {
    use std::os::unix::process::ExitStatusExt;
    let folder = Folder::new("interrupt");
    // A job that a script starts in the background has SIGINT ignored, and so have its children.
    let reset = "--default-signal=INT";
    let mut command = std::process::Command::new("env");
    if command.args([reset, "true"]).output().is_ok_and(|ran| ran.status.success()) {
        command = std::process::Command::new("env");
        command.arg(reset).arg(copydesk().get_program());
    } else {
        command = copydesk();
    }
    let args = ["batch", "-", &folder.path("out.jsonl")];
    let (mut child, _pipe) = start_as(command, &args, &records(3));
    wait_for(|| folder.has("out.jsonl.parts/settings"));
    let pid = child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap();
    // Ended by SIGINT, number 2: shells give that as 130.
    assert_eq!(child.wait().unwrap().signal(), Some(2));
}

#[test]
fn what_cannot_be_run_is_a_line_and_an_exit_code() {
    let ran = run(&["batch", "--threads", "0"]);
    assert_eq!(ran.code, Some(2));
    let ran = run(&["batch", "/no/such/file.jsonl"]);
    assert_eq!((ran.code, ran.err.lines().count()), (Some(1), 1));
    assert!(ran.err.starts_with("copydesk: /no/such/file.jsonl: cannot read"), "{}", ran.err);
    let ran = run_with(&["batch", "-", "/no/such/folder/out"], b"");
    assert_eq!((ran.code, ran.err.lines().count()), (Some(1), 1));
    assert!(ran.err.contains("/no/such/folder/out.parts: cannot write"), "{}", ran.err);
}

#[test]
fn statistics_count_pages_failures_and_removals() {
    let prompt = r#"{"text":"It rained.\nSign up for our newsletter"}"#;
    let input = format!("{}{prompt}\n{{}}\n", records(3));
    let ran = run_with(&["batch", "--stats", "json"], input.as_bytes());
    let stats = lines(ran.err.lines().last().unwrap()).remove(0);
    assert_eq!((stats["pages"].as_u64(), stats["failed"].as_u64()), (Some(4), Some(1)));
    assert!(stats["bytes"].as_u64().unwrap() > 500);
    assert_eq!(stats["removals"]["newsletter"], 1);
    assert!(stats["seconds"].is_number());
}

#[test]
fn names_in_records_are_data_and_never_paths() {
    let folder = Folder::new("traversal");
    let input = folder.file("in.jsonl", "{\"id\":\"../../escape\",\"text\":\"x\"}\n");
    all_good(&run(&["batch", &input, &folder.path("out.jsonl")]));
    assert_eq!(ids(&folder.read("out.jsonl")), ["../../escape"]);
    let mut names: Vec<_> = std::fs::read_dir(Path::new(&input).parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["in.jsonl", "out.jsonl"]);
}
