use super::{is_name, rubric, split_names};

/// Names in order; organisations in brackets.
fn split(byline: &str) -> String {
    let names = split_names(byline).into_iter().map(|name| {
        if name.organisation { format!("[{}]", name.text) } else { name.text.to_owned() }
    });
    names.collect::<Vec<_>>().join(" / ")
}

#[test]
fn names_of_many_scripts_are_names() {
    for name in [
        "Eva Fu",
        "A. B. van der Berg",
        "Jane O'Neil",
        "J.R.R. Tolkien",
        "Ursula von der Leyen",
        "José Ortega y Gasset",
        "Bashar al-Assad",
        "Harry Connick Jr.",
        "Jean-Luc Godard",
        "李小龍",
        "山田太郎",
        "ジョン・スミス",
        "김철수",
        "Иван Петров",
        "Γιώργος Παπαδόπουλος",
        "محمد صلاح",
        "דוד כהן",
        "अमित शाह",
        "Nguyễn Văn An",
        "EVA FU",
    ] {
        assert!(is_name(name), "{name}");
    }
}

#[test]
fn organisations_phrases_and_single_words_are_no_names() {
    for text in [
        "Reuters",
        "Eva",
        "The Daily News",
        "Read More",
        "Staff Writer",
        "eva@example.org",
        "May 3, 2023",
        "Share on Facebook",
        "van der",
        "新华社",
        "What We Know",
        "by noon the talks",
        "Editorial Board",
        "",
    ] {
        assert!(!is_name(text), "{text}");
    }
}

#[test]
fn bylines_are_split_to_their_names() {
    for (byline, expected) in [
        ("By Eva Fu", "Eva Fu"),
        (
            "By A. B. van der Berg and Jane O'Neil, Reuters",
            "A. B. van der Berg / Jane O'Neil / [Reuters]",
        ),
        ("Von Eva Fu und Max Muster", "Eva Fu / Max Muster"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("José Ortega y Gasset", "José Ortega y Gasset"),
        ("Ana Gil y Luis Mora", "Ana Gil / Luis Mora"),
        ("Eva Fu, Senior Reporter", "Eva Fu"),
        ("Eva Fu Senior Reporter", "Eva Fu"),
        ("Eva Fu, PhD", "Eva Fu"),
        ("By Eva Fu | Associated Press", "Eva Fu / [Associated Press]"),
        ("Harry Connick Jr.", "Harry Connick Jr."),
        ("Text: Eva Fu", "Eva Fu"),
        ("Dr. Eva Fu", "Eva Fu"),
        ("Eva Fu & Eva Fu", "Eva Fu"),
        ("作者：李小龍", "李小龍"),
        ("Written by Eva Fu", "Eva Fu"),
        ("By noon the talks had failed.", ""),
        ("Eva Fu @evafu", "Eva Fu"),
        ("di Luca De Santis", "Luca De Santis"),
        ("作者：李小龍 2024年5月4日", "李小龍"),
        ("By Robert De Niro", "Robert De Niro"),
        ("Herbert von Karajan", "Herbert von Karajan"),
        ("HERBERT VON KARAJAN", "HERBERT VON KARAJAN"),
        ("Eva FuFollow Keynote Speaker", "Eva Fu"),
        ("Seth McNew", "Seth McNew"),
        ("Will Englund", "Will Englund"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("撰文：何家俊 攝影：鄧子謙", "何家俊"),
        ("[서울=뉴스온] 박지훈 기자 =", "박지훈"),
        ("(서울=뉴스온) 박지훈·이도윤 기자", "박지훈 / 이도윤"),
        ("Text och foto: Bo-Göran Kvist", "Bo-Göran Kvist"),
        ("Eva Fu in Bergen and Max Muster in Rome; Editing by Ann Berg", "Eva Fu / Max Muster"),
        ("By Eva Fu evafu@example.org", "Eva Fu"),
        ("Eva Fu 12 giugno 2022", "Eva Fu"),
        ("Posted on 4 May 2024 by Eva Fu", "Eva Fu"),
        ("Text: Dan Fu / Fotos: Max Muster / Ann Berg", "Dan Fu"),
        ("Eva Fu, MDR-Reporterin in Leipzig", "Eva Fu"),
        ("إعداد: كريم بن ناصر وليلى بوزيد", "كريم بن ناصر / ليلى بوزيد"),
        ("يوسف الخطيب، محرر الشؤون الاقتصادية", "يوسف الخطيب"),
        ("取材・文：松本彩 撮影：大野誠", "松本彩"),
        ("マイケル・J・ハリス（訳：石田千春）", "マイケル・J・ハリス"),
        ("井上健・木下さやか", "井上健 / 木下さやか"),
        ("新华社记者 陈建国、赵敏", "陈建国 / 赵敏"),
        ("도쿄/김정훈 특파원", "김정훈"),
        ("Rozmawiała Magdalena Sobczyk-Lis", "Magdalena Sobczyk-Lis"),
        ("Текст: Ольга Лебедева Фото: Сергей Климов", "Ольга Лебедева"),
        ("Texte : Ève Fau – Photos : Luc Sarrazin", "Ève Fau"),
        ("Von unserem Korrespondenten Max Muster, Brüssel", "Max Muster"),
    ] {
        assert_eq!(split(byline), expected, "{byline}");
    }
}

#[test]
fn rubrics_are_told_alone_and_in_rows() {
    for (line, expected) in [
        ("Politik", Some("Politik")),
        ("SPORT | CRICKET", Some("SPORT")),
        ("Strona główna › Kraj", Some("Kraj")),
        ("国际", Some("国际")),
        ("Politik und andere Krankheiten der Gegenwart", None),
        ("The ferry that would not leave", None),
    ] {
        assert_eq!(rubric(line), expected, "{line}");
    }
}
