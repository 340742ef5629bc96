//! The facts of a page, source by source, and which of several claims holds.

mod authors;
mod dates;
mod forum;
mod texts;
mod titles;

use copydesk::{Article, Cleaner, Fact, Field, Limit, Limits, Page, Report, SpanKind};

const STORY: &str = "<p>It rained in Bergen again, all day long, and the ferry to the islands did not \
leave before noon. Those who had waited since six were given soup, and a blanket each, and nobody \
asked them where they were going.</p><p>The harbour master said that he had seen worse, but not in \
May, and not with so many people on the quay; then he went back to his office and closed the door.</p>";

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head>{head}</head><body><article>{body}{STORY}</article></body></html>"
    )
}

fn explain(head: &str, body: &str) -> Report {
    let html = page(head, body);
    Cleaner::new().explain(&Page::html(&html).with_url("https://courier.example/news/rain"))
}

/// A fact of an article in one line.
fn said(article: &Article, field: Field) -> String {
    let text = |fact: &Option<String>| fact.clone().unwrap_or_default();
    match field {
        Field::Title => text(&article.title),
        Field::Subtitle => text(&article.subtitle),
        Field::Authors => {
            article.authors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join("; ")
        }
        Field::Published => {
            article.published.as_ref().map_or_else(String::new, ToString::to_string)
        }
        Field::Modified => article.modified.as_ref().map_or_else(String::new, ToString::to_string),
        Field::Section => text(&article.section),
        Field::Tags => article.tags.join("; "),
        Field::Source => text(&article.source),
        Field::Publisher => text(&article.publisher),
        Field::Language => text(&article.language),
        Field::Url => text(&article.url),
        Field::Image => text(&article.image),
        Field::Description => text(&article.description),
        Field::Dateline => text(&article.dateline),
        Field::Paywalled => article.paywalled.map_or_else(String::new, |p| p.to_string()),
        Field::Type => text(&article.kind),
        other => panic!("no such field in the test: {other:?}"),
    }
}

fn fact(report: &Report, field: Field) -> &Fact {
    let found = report.facts.iter().find(|fact| fact.field == field);
    found.unwrap_or_else(|| panic!("no fact {field:?} in {:?}", report.facts))
}

/// Markup in the head or above the story, and the fact that it gives.
#[test]
fn each_source_gives_its_facts() {
    use Field::*;
    let ld = |json: &str| format!(r#"<script type="application/ld+json">{json}</script>"#);
    let graph = ld(
        r##"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Courier"},
        {"@type":["NewsArticle","Article"],"headline":"Rain &amp; wind","author":[{"@type":"Person","name":"Eva Fu","url":"https://courier.example/eva"},{"@id":"#max"}],
         "datePublished":"2024-05-04T10:30:00+02:00","dateModified":"2024-05-05","articleSection":"Weather","keywords":"rain, ferries",
         "publisher":{"@type":"Organization","name":"Courier Media"},"inLanguage":"en-GB","image":{"url":"/rain.jpg"},"isAccessibleForFree":"False"},
        {"@id":"#max","@type":"Person","name":"Max Muster"}]}"##,
    );
    let broken = ld(
        "<!-- {\"@type\":\"Article\",\"headline\":\"Rain in\n Bergen\",\"author\":\"Eva Fu\",} -->",
    );
    let free = ld(r#"{"@type":"NewsArticle","isAccessibleForFree":true}"#);
    let parts = ld(
        r#"{"@type":"NewsArticle","isAccessibleForFree":"False","hasPart":{"@type":"WebPageElement","isAccessibleForFree":false}}"#,
    );
    let listed = ld(
        r#"[{"@type":"BreadcrumbList"},{"@type":"Article","author":["Eva Fu",{"@type":"Person","name":"Max Muster"}]}]"#,
    );
    let twice =
        ld(r#"{"@type":"WebPage","name":"Other"} {"@type":"Article","headline":"Rain in Bergen"}"#);
    let cases: &[(&str, &str, Field, &str)] = &[
        (&graph, "", Title, "Rain & wind"),
        (&graph, "", Authors, "Eva Fu; Max Muster"),
        (&graph, "", Published, "2024-05-04T10:30:00+02:00"),
        (&graph, "", Modified, "2024-05-05"),
        (&graph, "", Section, "Weather"),
        (&graph, "", Tags, "rain; ferries"),
        (&graph, "", Source, "The Courier"),
        (&graph, "", Publisher, "Courier Media"),
        (&graph, "", Language, "en-GB"),
        (&graph, "", Image, "https://courier.example/rain.jpg"),
        (&graph, "", Paywalled, "true"),
        (&graph, "", Type, "NewsArticle"),
        (&free, "", Paywalled, "false"),
        (&parts, "", Paywalled, "true"),
        (&listed, "", Authors, "Eva Fu; Max Muster"),
        (&twice, "", Title, "Rain in Bergen"),
        (
            r#"<meta name="script:ld+json" content='{"@type":"Article","datePublished":"2024-05-04"}'>"#,
            "",
            Published,
            "2024-05-04",
        ),
        (
            r#"<meta property="og:title" content="&lt;table&gt;: where the ferries leave">"#,
            "",
            Title,
            "<table>: where the ferries leave",
        ),
        (
            r#"<meta name="description" content="Rain in Bergen, all day long [&amp;hellip;]">"#,
            "",
            Description,
            "Rain in Bergen, all day long […]",
        ),
        (r#"<meta property="og:type" content="article">"#, "", Type, "article"),
        (
            r#"<meta property="article:tag" content="rain"><meta property="article:tag" content="ferries">"#,
            "",
            Tags,
            "rain; ferries",
        ),
        (r#"<meta property="article:section" content="Weather">"#, "", Section, "Weather"),
        (
            r#"<meta name="sailthru.date" content="2024-05-04 10:30:00">"#,
            "",
            Published,
            "2024-05-04T10:30:00",
        ),
        (
            r#"<meta name="parsely-pub-date" content="2024-05-04T10:30:00Z">"#,
            "",
            Published,
            "2024-05-04T10:30:00Z",
        ),
        (r#"<meta name="parsely-section" content="Weather">"#, "", Section, "Weather"),
        (
            r#"<meta name="author" content="Eva Fu"><meta name="author" content="Max Muster">"#,
            "",
            Authors,
            "Eva Fu; Max Muster",
        ),
        (
            "",
            r#"<div vocab="https://schema.org/" typeof="NewsArticle"><h1 property="headline">Rain in Bergen</h1><time property="datePublished" datetime="2024-05-04T10:30+02:00">4 May</time></div>"#,
            Published,
            "2024-05-04T10:30+02:00",
        ),
        (
            "",
            r#"<div class="hentry"><h1 class="entry-title">Rain in Bergen</h1><span class="vcard author"><span class="fn">Eva Fu</span></span></div>"#,
            Authors,
            "Eva Fu",
        ),
        (
            "",
            r#"<div class="h-entry"><h1 class="p-name">Rain in Bergen</h1><a class="p-author h-card" href="/eva">Eva Fu</a></div>"#,
            Authors,
            "Eva Fu",
        ),
        (&broken, "", Title, "Rain in Bergen"),
        (&broken, "", Authors, "Eva Fu"),
        (r#"<meta property="og:title" content="Rain in Bergen">"#, "", Title, "Rain in Bergen"),
        (r#"<meta property="og:site_name" content="The Courier">"#, "", Source, "The Courier"),
        (
            r#"<meta property="article:published_time" content="2024-05-04T10:30:00Z">"#,
            "",
            Published,
            "2024-05-04T10:30:00Z",
        ),
        (r#"<meta name="DC.creator" content="Eva Fu">"#, "", Authors, "Eva Fu"),
        (r#"<meta name="DC.date.issued" content="2024-05-04">"#, "", Published, "2024-05-04"),
        (r#"<meta name="parsely-author" content="Eva Fu">"#, "", Authors, "Eva Fu"),
        (r#"<meta name="sailthru.tags" content="rain, ferries">"#, "", Tags, "rain; ferries"),
        (
            r#"<meta name="x-published-date" content="Thu, 05/04/2024 - 11:38">"#,
            "",
            Published,
            "2024-05-04T11:38",
        ),
        (
            r#"<link rel="canonical" href="/news/rain-in-bergen">"#,
            "",
            Url,
            "https://courier.example/news/rain-in-bergen",
        ),
        ("", r#"<h1 itemprop="headline">Rain in Bergen</h1>"#, Title, "Rain in Bergen"),
        (
            "",
            r#"<div itemscope itemtype="https://schema.org/Article"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Eva Fu</b></span></div>"#,
            Authors,
            "Eva Fu",
        ),
        (
            "",
            r#"<time itemprop="datePublished" datetime="2024-05-04">Saturday</time>"#,
            Published,
            "2024-05-04",
        ),
        (
            "",
            r#"<div vocab="https://schema.org/" typeof="Article"><span property="author">Eva Fu</span></div>"#,
            Authors,
            "Eva Fu",
        ),
        (
            "",
            r#"<div class="h-entry"><h1 class="p-name">Rain in Bergen</h1><time class="dt-published" datetime="2024-05-04T10:30:00Z">4 May</time></div>"#,
            Published,
            "2024-05-04T10:30:00Z",
        ),
        ("", r#"<h1>Rain in Bergen</h1><a rel="author" href="/eva">Eva Fu</a>"#, Authors, "Eva Fu"),
        (
            "",
            "<h1>Rain in Bergen</h1><time datetime=\"2024-05-04T10:30:00+0200\">Saturday</time>",
            Published,
            "2024-05-04T10:30:00+02:00",
        ),
        ("", "<h1>Rain in Bergen</h1><p>By Eva Fu</p><p>May 4, 2024</p>", Authors, "Eva Fu"),
        ("", "<h1>Rain in Bergen</h1><p>By Eva Fu</p><p>May 4, 2024</p>", Published, "2024-05-04"),
        ("", "<h1>Rain in Bergen</h1><p>Eva Fu | May 4, 2024</p>", Authors, "Eva Fu"),
        ("", "<h1>Rain in Bergen</h1><p>Updated May 4, 2024</p>", Modified, "2024-05-04"),
        ("", "<h1>Rain in Bergen</h1><div>Author</div><div>Eva Fu</div>", Authors, "Eva Fu"),
        (
            "",
            r#"<h1>Rain in Bergen</h1><p>Posted in Weather by <a href="/users/rainman72">rainman72</a> <time>4 May 2024</time></p>"#,
            Authors,
            "rainman72",
        ),
    ];
    let mut wrong = Vec::new();
    for (head, body, field, wanted) in cases {
        let got = said(&explain(head, body).article, *field);
        if got != *wanted {
            wrong.push(format!("{field:?}: {got:?}, not {wanted:?}, of {head}{body}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Bylines and dates of other languages and scripts, in sight alone.
#[test]
fn bylines_and_dates_in_many_languages() {
    let wrong: Vec<String> = [
        (
            "de",
            "Von Eva Fu und Max von der Aue, 4. Mai 2024, 10:30 Uhr",
            "Eva Fu; Max von der Aue",
            "2024-05-04T10:30",
        ),
        (
            "fr",
            "Par Zoé d’Aubigné, publié le 4 mai 2024 à 10h30",
            "Zoé d’Aubigné",
            "2024-05-04T10:30",
        ),
        (
            "es",
            "Por José Ortega y Gasset | 4 de mayo de 2024",
            "José Ortega y Gasset",
            "2024-05-04",
        ),
        ("pt", "Por Ana de Souza, 4 de maio de 2024", "Ana de Souza", "2024-05-04"),
        ("it", "di Luca De Santis - 4 maggio 2024", "Luca De Santis", "2024-05-04"),
        ("nl", "Door Jan van der Berg - 4 mei 2024", "Jan van der Berg", "2024-05-04"),
        ("pl", "Autor: Anna Kowalska, 4 maja 2024", "Anna Kowalska", "2024-05-04"),
        ("ru", "Автор: Иван Петров, 4 мая 2024", "Иван Петров", "2024-05-04"),
        ("el", "Του Γιώργου Παπαδόπουλου, 4 Μαΐου 2024", "Γιώργου Παπαδόπουλου", "2024-05-04"),
        ("tr", "Yazan: Ayşe Yılmaz, 4 Mayıs 2024", "Ayşe Yılmaz", "2024-05-04"),
        ("ar", "كتب محمد صلاح، 4 مايو 2024", "محمد صلاح", "2024-05-04"),
        ("he", "מאת דוד כהן, 4 במאי 2024", "דוד כהן", "2024-05-04"),
        ("hi", "लेखक: अमित शाह, 4 मई 2024", "अमित शाह", "2024-05-04"),
        ("zh", "作者：李小龍 2024年5月4日", "李小龍", "2024-05-04"),
        ("ja", "執筆 山田太郎 2024年5月4日", "山田太郎", "2024-05-04"),
        ("ko", "기자 김철수 2024년 5월 4일", "김철수", "2024-05-04"),
        ("vi", "Tác giả: Nguyễn Văn An, 4/5/2024", "Nguyễn Văn An", "2024-05-04"),
        ("id", "Oleh: Budi Santoso, 4 Mei 2024", "Budi Santoso", "2024-05-04"),
        ("sk", "Autor: Jana Kováčová, 4. mája 2024", "Jana Kováčová", "2024-05-04"),
        ("hr", "Piše: Ivana Horvat, 4. svibnja 2024.", "Ivana Horvat", "2024-05-04"),
        ("sr", "Autor: Jelena Petrović, 4. maja 2024.", "Jelena Petrović", "2024-05-04"),
        ("bg", "Автор: Мария Иванова, 4 май 2024", "Мария Иванова", "2024-05-04"),
        ("th", "โดย มาลี รักน้ำ 4 พฤษภาคม 2567", "มาลี รักน้ำ", "2024-05-04"),
    ]
    .into_iter()
    .filter_map(|(language, line, authors, day)| {
        let html = format!("<html lang={language}><body><h1>Bergen 123</h1><p>{line}</p>{STORY}");
        let article = Cleaner::new().clean(&Page::html(&html));
        let got = (said(&article, Field::Authors), said(&article, Field::Published));
        (got != (authors.to_owned(), day.to_owned())).then(|| format!("{language}: {got:?}"))
    })
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Sources that agree make a fact surer, a contradiction makes it less sure, and the report says
/// what lost and why.
#[test]
fn a_fact_names_its_origin_and_what_it_beat() {
    let meta = r#"<meta property="article:published_time" content="2024-05-04">"#;
    let alone = explain(meta, "");
    let agreed = explain(meta, r#"<h1>Rain</h1><time datetime="2024-05-04">4 May</time>"#);
    let other = format!(r#"{meta}<meta name="date" content="2024-05-01">"#);
    let contradicted = explain(&other, "");
    let confidence = |report: &Report| fact(report, Field::Published).confidence;
    assert!(confidence(&agreed) > confidence(&alone), "agreement raises");
    assert!(confidence(&contradicted) < confidence(&alone), "contradiction lowers");
    let fact = fact(&contradicted, Field::Published);
    assert_eq!(
        (fact.value.as_str(), fact.origin.as_str()),
        ("2024-05-04", "meta article:published_time")
    );
    let beaten =
        fact.beaten.iter().find(|b| b.value.contains("2024-05-01")).expect("the other day");
    assert_eq!(beaten.why, "less certain");
}

#[test]
fn addresses_are_read_against_the_base_that_links_are_read_against() {
    let head = "<base target=_top><base href='//cdn.example/2024/'><base href='/other/'>\
        <link rel=canonical href=rain><meta property=og:image content='rain.jpg'>";
    let body = "<p>By <a rel=author href='../eva'>Eva Fu</a></p>\
        <p>The harbour has <a href=boats>forty boats</a>, and none of them left.";
    let html = page(head, body);
    for url in [Some("https://courier.example/news/rain"), Some("https://x.example/"), None] {
        let mut page = Page::html(&html);
        page = url.map_or(page.clone(), |url| page.with_url(url));
        // Without the page's address its scheme is not known.
        let absolute = |path: &str| url.map(|_| format!("https://cdn.example/{path}"));
        let article = Cleaner::new().clean(&page);
        assert_eq!(article.url, absolute("2024/rain"), "{url:?}");
        assert_eq!(article.image, absolute("2024/rain.jpg"), "{url:?}");
        assert_eq!(article.authors[0].url, absolute("eva"), "{url:?}");
        let link = article.blocks[0].spans.first().map(|span| span.kind.clone());
        assert_eq!(link, absolute("2024/boats").map(|url| SpanKind::Link { url }), "{url:?}");
    }
}

#[test]
fn a_rule_may_say_where_the_dateline_is() {
    let toml = "[[rule]]\nid = 'mine/source/place'\n\
                when = { text = '^\\* (?<place>\\p{Lu}\\p{Ll}+) \\*' }\nthen = 'keep'\ncapture = 'dateline'\n";
    let html = page("", "<p>* Bergen * A <b>ferry</b> that had left at six came back at nine.</p>");
    let article = crate::rules::with_rules(toml).clean(&Page::html(&html));
    assert_eq!(article.dateline.as_deref(), Some("Bergen"));
}

#[test]
fn json_ld_is_read_within_limits_and_the_report_says_so() {
    let long = format!(
        r#"<script type="application/ld+json">{{"@type":"Article","headline":"Rain in Bergen","about":"{}"}}</script>"#,
        "rain ".repeat(400)
    );
    let deep = format!(
        r#"<script type="application/ld+json">{{"@type":"Article","headline":"Rain in Bergen","about":{}1{}}}</script>"#,
        "[".repeat(90),
        "]".repeat(90)
    );
    let limits = Limits::default().with_json_ld_bytes(1_000).with_json_ld_depth(20);
    let cleaner = Cleaner::builder().with_limits(limits).build().expect("built-in rules");
    let report = |head: &str| cleaner.explain(&Page::html(page(head, "")));
    let hit = |report: &Report| report.limits.iter().map(|hit| hit.limit).collect::<Vec<_>>();
    let over = report(&long);
    assert_eq!(hit(&over), [Limit::JsonLdBytes]);
    assert!(over.article.title.is_none());
    assert_eq!(said(&explain(&long, "").article, Field::Title), "Rain in Bergen");
    let cut = report(&deep);
    assert_eq!(hit(&cut), [Limit::JsonLdDepth]);
    assert_eq!(cut.article.title.as_deref(), Some("Rain in Bergen"));
    assert!(Cleaner::new().explain(&Page::html(page(&deep, ""))).limits.is_empty());
}

/// Lines that a scraper took, and the facts in them.
#[test]
fn text_alone_gives_facts() {
    use Field::*;
    let english = "Rain in Bergen keeps the ferry at the quay\n\nBy Eva Fu and Max Muster\nMay 4, 2024\n\nBERGEN, Norway — It rained again, and the ferry to the islands did not leave before noon on Saturday.\n\nThe harbour master said that he had seen worse, and that it was not his fault.\n\nFrom The Courier";
    let german = "Regen in Bergen hält die Fähre am Kai\n\nVon Eva Fu\n4. Mai 2024, 10:30 Uhr\n\nEs regnete wieder, und die Fähre zu den Inseln ist am Samstag nicht vor dem Mittag abgefahren, weil der Kapitän das nicht wollte.\n\nDer Hafenmeister sagte, er habe Schlimmeres gesehen, und das sei nicht seine Schuld.";
    for (text, field, wanted) in [
        (english, Title, "Rain in Bergen keeps the ferry at the quay"),
        (english, Authors, "Eva Fu; Max Muster"),
        (english, Published, "2024-05-04"),
        (english, Source, "The Courier"),
        (english, Language, "en"),
        (english, Dateline, "BERGEN, Norway"),
        (german, Title, "Regen in Bergen hält die Fähre am Kai"),
        (german, Authors, "Eva Fu"),
        (german, Published, "2024-05-04T10:30"),
        (german, Language, "de"),
    ] {
        let article = Cleaner::new().clean(&Page::text(text));
        assert_eq!(said(&article, field), wanted, "{field:?}");
    }
}

/// `en-US` is what themes are shipped with.
#[test]
fn a_text_that_is_clearly_in_another_language_beats_the_attribute() {
    let swedish = "<p>Det var en gång en färja som inte gick, och de som hade väntat på den sedan \
        klockan sex fick soppa. Hamnchefen sa att han hade sett värre, men inte i maj och inte med så \
        många på kajen. Sedan gick han tillbaka till sitt kontor och stängde dörren om sig.</p>";
    let language = |lang: &str, body: &str| {
        let html = format!("<html lang='{lang}'><body><article>{body}</article>");
        Cleaner::new().clean(&Page::html(&html)).language.unwrap_or_default()
    };
    assert_eq!(language("en-US", swedish), "sv");
    assert_eq!(language("sv-SE", swedish), "sv-SE");
    assert_eq!(language("en-US", STORY), "en-US");
    let quoting = format!("<blockquote>{swedish}</blockquote>{}", STORY.repeat(3));
    assert_eq!(language("en", &quoting), "en", "a quotation is not the page's language");
    assert_eq!(language("el", STORY), "en", "no Greek letter is to be seen");
    assert_eq!(language("el", &format!("{STORY}<p>Βροχή στο λιμάνι</p>")), "el");
}

/// A head, what stands around the headline, and the subtitle.
#[test]
fn a_subtitle_says_more_than_the_title_and_is_the_storys() {
    for (head, body, wanted) in [
        (
            "",
            "<p class=subtitle>The ferry did not leave, and nobody minded</p>",
            "The ferry did not leave, and nobody minded",
        ),
        ("", "<p class=subheader>The ferry did not leave, and nobody minded</p>", ""),
        ("", "<p itemprop=alternativeHeadline>WEATHER</p>", ""),
        // The next claim has its turn.
        (
            "<meta property='og:title' content='Rain stops the ferry in Bergen'>",
            "<p itemprop=alternativeHeadline>The Courier: Rain stops the ferry in Bergen</p><p class=standfirst>The ferry did not leave, and nobody minded</p>",
            "The ferry did not leave, and nobody minded",
        ),
        ("", "<p class=subtitle>Eva Fu Andersen, May 4, 2024</p>", ""),
        ("", "<p class=subtitle>The Courier | Rain stops the ferry in Bergen</p>", ""),
        (
            "",
            "<div itemscope itemtype='https://schema.org/WebSite'><p itemprop=alternativeHeadline>News of the harbour, every day</p></div>",
            "",
        ),
    ] {
        let body = format!("<h1>Rain stops the ferry in Bergen</h1>{body}<p>May 4, 2024</p>");
        assert_eq!(said(&explain(head, &body).article, Field::Subtitle), wanted, "{body}");
    }
}

#[test]
fn who_made_a_forums_software_is_not_its_source() {
    let by = |who: &str| format!(r#"<meta name="copyright" content="2000, 2002, 2007 {who}">"#);
    for (who, source) in [("phpBB Group", ""), ("The Courier", "The Courier")] {
        assert_eq!(said(&explain(&by(who), "<h1>Rain</h1>").article, Field::Source), source);
    }
}

#[test]
fn feeds_tell_the_sites_name_in_portuguese_too() {
    for title in [
        "O Correio &raquo; Feed",
        "Feed para O Correio &raquo;",
        "Feed de comentários para O Correio &raquo; Chuva",
    ] {
        let feed = format!(
            r#"<link rel="alternate" type="application/rss+xml" title="{title}" href="/feed">"#
        );
        assert_eq!(
            said(&explain(&feed, "<h1>Chuva</h1>").article, Field::Source),
            "O Correio",
            "{title}"
        );
    }
}

/// Without a declared name, what stands beside the title is the site's if the address says so.
#[test]
fn the_site_is_named_beside_the_title() {
    let source =
        |head: &str| said(&explain(head, "<h1>Rain in Bergen</h1>").article, Field::Source);
    assert_eq!(source("<title>Rain in Bergen | Weather - The Courier</title>"), "The Courier");
    assert_eq!(source("<title>Rain in Bergen - Weather</title>"), "");
    let notice = r#"<meta name="copyright" content="Copyright © 2014-2024 by The Courier. All rights reserved.">"#;
    assert_eq!(source(notice), "The Courier");
    let named = r#"<meta property="og:site_name" content="Courier 24">"#;
    assert_eq!(source(named), "Courier 24");
}

#[test]
fn a_section_is_what_a_story_was_filed_under() {
    let section = |body: &str| {
        let head = r#"<meta name="date" content="2024-05-04">"#;
        said(&explain(head, body).article, Field::Section)
    };
    let filed = |name: &str| format!("<h1>Rain</h1><a rel='category tag' href=/c/1>{name}</a>");
    assert_eq!(section(&filed("Weather")), "Weather");
    assert_eq!(section(&filed("Uncategorized")), "");
    assert_eq!(section(&filed("Sin categoría")), "");
    assert_eq!(section("<div class=kicker>Home&gt; Weather</div><h1>Rain</h1>"), "Weather");
    assert_eq!(section(&filed("– Weather")), "Weather");
    assert_eq!(section(&filed("18 August 2026")), "");
}
