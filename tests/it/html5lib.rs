//! The html5lib tests of tree construction: no case that the oracle passes fails here.

use crate::oracle;
use scraper::Node;
use std::fmt::Write;

/// A case of a `.dat` file.
#[derive(Debug, Default)]
struct Case {
    data: String,
    document: String,
    context: Option<String>,
    script_on: bool,
}

fn cases(file: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for text in format!("\n{file}").split("\n#data\n").skip(1) {
        let mut case = Case::default();
        let mut section = "data";
        for (i, line) in text.split('\n').enumerate() {
            let heading = matches!(
                line,
                "#errors"
                    | "#new-errors"
                    | "#document-fragment"
                    | "#document"
                    | "#script-on"
                    | "#script-off"
            );
            match section {
                _ if heading => section = &line[1..],
                "data" => {
                    let _ = write!(case.data, "{}{line}", if i > 0 { "\n" } else { "" });
                }
                "document" => drop(writeln!(case.document, "{line}")),
                "document-fragment" => case.context = Some(line.to_owned()),
                _ => {}
            }
            case.script_on |= section == "script-on";
        }
        case.document = case.document.trim_end_matches('\n').to_owned();
        cases.push(case);
    }
    cases
}

/// The oracle's tree as the `.dat` files write it.
fn expected_form(html: &scraper::Html, fragment: bool) -> String {
    let mut out = String::new();
    let up = if fragment { 2 } else { 1 };
    for node in html.tree.root().descendants().skip(up) {
        let depth = node.ancestors().count() - up;
        let indent = format!("\n| {}", "  ".repeat(depth));
        let space = |ns: &str| match ns {
            "http://www.w3.org/2000/svg" => "svg ",
            "http://www.w3.org/1998/Math/MathML" => "math ",
            _ => "",
        };
        let _ = match node.value() {
            Node::Element(element) => {
                let _ = write!(out, "{indent}<{}{}>", space(&element.name.ns), element.name());
                let mut attrs: Vec<_> = element
                    .attrs
                    .iter()
                    .map(|(name, value)| {
                        let prefix = name.prefix.as_ref().filter(|p| !p.is_empty());
                        let prefix = prefix.map_or(String::new(), |p| format!("{p} "));
                        format!("{indent}  {prefix}{}=\"{}\"", name.local, &**value)
                    })
                    .collect();
                attrs.sort();
                write!(out, "{}", attrs.concat())
            }
            Node::Text(text) => write!(out, "{indent}\"{}\"", &**text),
            Node::Comment(comment) => write!(out, "{indent}<!-- {} -->", &**comment),
            Node::Doctype(doctype) => match (doctype.public_id(), doctype.system_id()) {
                ("", "") => write!(out, "{indent}<!DOCTYPE {}>", doctype.name()),
                (public, system) => {
                    write!(out, "{indent}<!DOCTYPE {} \"{public}\" \"{system}\">", doctype.name())
                }
            },
            Node::Fragment => write!(out, "{indent}content"),
            Node::Document | Node::ProcessingInstruction(_) => Ok(()),
        };
    }
    out.trim_start_matches('\n').to_owned()
}

#[test]
fn tree_construction() {
    let Some(folder) = crate::shared::folder("html5lib-tests/tree-construction") else { return };
    let (mut passed, mut oracle_failed, mut failures) = (0, 0, Vec::new());
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "dat") {
            continue;
        }
        let file = std::fs::read_to_string(&path).expect("text");
        for case in cases(&file).into_iter().filter(|case| !case.script_on) {
            let context = case.context.as_deref();
            let theirs = expected_form(&oracle::parse(&case.data, context), context.is_some());
            match oracle::difference(&case.data, true, context) {
                None => passed += 1,
                Some(difference) if theirs == case.document => {
                    failures.push(format!(
                        "{}: {:?} in {context:?}\n{difference}",
                        path.display(),
                        case.data
                    ));
                }
                Some(_) => oracle_failed += 1,
            }
        }
    }
    assert!(failures.is_empty(), "{} of {passed} fail:\n{}", failures.len(), failures.join("\n"));
    assert!(passed > 1000, "{passed} passed, {oracle_failed} fail with the oracle as well");
}
