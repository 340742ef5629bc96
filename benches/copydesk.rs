//! Parse, clean, rules and batch. Each benchmark checks its result before it is timed.

use copydesk::batch::Batch;
use copydesk::{Article, Cleaner, Page, RuleSet, internals};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;

/// A fixture's page and the title that its article must have.
struct Case {
    html: String,
    title: Option<String>,
}

/// The HTML fixtures, walked.
fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .expect("the fixtures")
        .map(|entry| entry.expect("a folder").path())
        .collect();
    folders.sort();
    folders
        .iter()
        .filter_map(|folder| {
            let html = std::fs::read_to_string(folder.join("page.html")).ok()?;
            let article = std::fs::read(folder.join("article.json")).ok()?;
            let article: serde_json::Value = serde_json::from_slice(&article).ok()?;
            Some(Case { html, title: article["title"].as_str().map(str::to_owned) })
        })
        .collect()
}

fn bytes(cases: &[Case]) -> Throughput {
    Throughput::Bytes(cases.iter().map(|case| case.html.len() as u64).sum())
}

fn parse(criterion: &mut Criterion) {
    let cases = cases();
    for case in &cases {
        // That the trees are the same is a matter of tests; scraper runs scripts here.
        assert!(internals::outline(&case.html).contains("<body>"));
    }
    let mut group = criterion.benchmark_group("parse");
    group.throughput(bytes(&cases));
    group.bench_function("copydesk", |b| {
        b.iter(|| cases.iter().map(|case| internals::parse(&case.html)).sum::<usize>());
    });
    group.bench_function("scraper", |b| {
        b.iter(|| {
            cases
                .iter()
                .for_each(|case| drop(black_box(scraper::Html::parse_document(&case.html))));
        });
    });
    group.finish();
}

fn clean(criterion: &mut Criterion) {
    let (cases, cleaner) = (cases(), Cleaner::new());
    for case in &cases {
        let article = cleaner.clean(&Page::html(&case.html));
        assert_eq!(article.title, case.title);
        assert!(!article.to_text().is_empty());
    }
    let mut group = criterion.benchmark_group("clean");
    group.throughput(bytes(&cases));
    group.bench_function("fixtures", |b| {
        b.iter(|| cases.iter().for_each(|case| drop(black_box(one(&cleaner, &case.html)))));
    });
    group.finish();
    criterion.bench_function("build a cleaner", |b| b.iter(|| Cleaner::builder().build()));
}

fn one(cleaner: &Cleaner, html: &str) -> (String, Article) {
    let article = cleaner.clean(&Page::html(html));
    (article.to_text(), article)
}

/// So many rules of a user, of all kinds, none of which meets a fixture.
fn rule_set(count: usize) -> RuleSet {
    let when = |n: usize| match n % 4 {
        0 => format!("starts = [\"get letter {n} of the week\"]"),
        1 => format!("contains = [\"our (morning|evening) letter {n}\"]"),
        2 => format!("class = [\"bench-widget-{n}\"]"),
        _ => format!("text = '^Bench letter {n}: .+$', max_words = 20"),
    };
    let rule = |n| {
        let when = when(n);
        format!(
            "[[rule]]\nid = \"bench/newsletter/r{n}\"\nwhen = {{ {when} }}\nthen = \"remove\"\n"
        )
    };
    RuleSet::from_toml("bench", &(0..count).map(rule).collect::<String>()).expect("valid rules")
}

fn rules(criterion: &mut Criterion) {
    let (cases, default) = (cases(), Cleaner::new());
    let mut group = criterion.benchmark_group("rules");
    group.throughput(bytes(&cases));
    for count in [10, 100, 1_000] {
        let cleaner = Cleaner::builder().with_rules(rule_set(count)).build().expect("valid rules");
        for case in &cases {
            assert_eq!(one(&cleaner, &case.html), one(&default, &case.html));
        }
        let removed = cleaner.clean(&Page::text("A line of the story.\nGet letter 4 of the week"));
        assert_eq!(removed.to_text(), "A line of the story.");
        group.bench_with_input(BenchmarkId::new("of a user", count), &cleaner, |b, cleaner| {
            b.iter(|| cases.iter().for_each(|case| drop(black_box(one(cleaner, &case.html)))));
        });
    }
    group.finish();
}

fn batch(criterion: &mut Criterion) {
    let cleaner = Cleaner::new();
    let pages: Vec<_> = cases().into_iter().map(|case| case.html).collect();
    let pages: Vec<_> = std::iter::repeat_n(pages, 20).flatten().collect();
    let work = move |html: String| one(&cleaner, &html).0;
    let cleaned = |threads| -> Vec<String> {
        let batch = Batch::new().with_threads(threads);
        let texts = batch.map(pages.clone(), work.clone()).expect("threads");
        texts.map(|text| text.expect("no panic")).collect()
    };
    assert_eq!(cleaned(1), cleaned(2));
    let mut group = criterion.benchmark_group("batch");
    group.sample_size(10).throughput(Throughput::Elements(pages.len() as u64));
    for threads in [1, 2] {
        group.bench_with_input(BenchmarkId::new("threads", threads), &threads, |b, &threads| {
            b.iter(|| cleaned(threads));
        });
    }
    group.finish();
}

criterion_group!(benches, parse, clean, rules, batch);
criterion_main!(benches);
