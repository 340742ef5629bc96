//! Embeds every rule file below `packs/` as JSON, which is read several times as fast as TOML,
//! deflated, a language at a time; the examples of rules stand apart, since no cleaner reads them,
//! and each reason stands once. A new file needs no list to be edited. What their patterns cannot
//! match without is worked out here too, and what they do is written as programs. The words of
//! bylines and rubrics below `data/heads/` become one table of hashes.

#[path = "src/text/person/class.rs"]
#[allow(dead_code)]
mod class;
#[path = "src/rules/edges.rs"]
#[allow(dead_code)]
mod edges;
#[path = "src/rules/flat.rs"]
#[allow(dead_code)]
mod flat;
#[path = "src/text/fnv.rs"]
mod fnv;
#[path = "src/rules/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "src/rules/literals.rs"]
#[allow(dead_code)]
mod literals;
#[path = "src/rules/needs.rs"]
#[allow(dead_code)]
mod needs;
#[path = "src/rules/program.rs"]
#[allow(dead_code)]
mod program;
#[path = "src/rules/translate.rs"]
mod translate;

use class::Class;
use fnv::{FNV32, fnv32};
use program::Builtin;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};
use translate::{Classes, translate};

/// The keys of a rule that hold examples.
const EXAMPLES: [&str; 3] = ["hits", "misses", "todo"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=packs");
    println!("cargo:rerun-if-changed=data/heads");
    println!("cargo:rerun-if-changed=src/rules/flat.rs");
    println!("cargo:rerun-if-changed=src/rules/fold.rs");
    println!("cargo:rerun-if-changed=src/rules/literals.rs");
    println!("cargo:rerun-if-changed=src/rules/needs.rs");
    println!("cargo:rerun-if-changed=src/rules/program.rs");
    println!("cargo:rerun-if-changed=src/rules/edges.rs");
    println!("cargo:rerun-if-changed=src/rules/translate.rs");
    println!("cargo:rerun-if-changed=src/text/fnv.rs");
    println!("cargo:rerun-if-changed=src/text/person/class.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let packs = root.join("packs");
    let (mut languages, mut reasons) = (BTreeMap::<_, Language>::new(), Vec::new());
    for file in files(&packs)? {
        let mut set: toml::Table = toml::from_str(&fs::read_to_string(&file)?)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let apart = take_examples(&mut set);
        number_reasons(&mut set, &mut reasons);
        let name = name_of(&file, &packs);
        let folder = name.split('/').next().unwrap_or_default();
        let language = languages.entry(folder.to_owned()).or_default();
        add_patterns(&set, &mut language.patterns);
        language.names.push(name);
        language.rules.push(set);
        language.examples.push(apart);
    }
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let (mut list, mut classes) = (String::new(), Classes::new());
    for (language, Language { names, rules, patterns, examples }) in &languages {
        let mut patterns: Vec<_> = patterns.iter().map(|p| builtin(p, &mut classes)).collect();
        patterns.sort_by_key(|pattern| pattern.hash);
        let rules = deflated(&target.join(format!("{language}.rules")), rules)?;
        let patterns = deflated(&target.join(format!("{language}.patterns")), &patterns)?;
        let examples = deflated(&target.join(format!("{language}.examples")), examples)?;
        list += &format!("Pack::new({language:?}, &{names:?}, {rules}, {patterns}, {examples}),");
    }
    fs::write(target.join("heads.rs"), heads(&root.join("data/heads"))?)?;
    fs::write(target.join("packs.rs"), format!("[{list}]"))?;
    fs::write(target.join("count.rs"), languages.len().to_string())?;
    deflated(&target.join("table"), &classes.into_table())?;
    fs::write(target.join("looks.rs"), format!("&[{}]", looks()))?;
    fs::write(target.join("reasons.rs"), format!("&{reasons:?}"))?;
    Ok(())
}

/// What a folder of `packs/` holds, file by file.
#[derive(Default)]
struct Language {
    names: Vec<String>,
    rules: Vec<toml::Table>,
    patterns: BTreeSet<String>,
    examples: Vec<Vec<toml::Table>>,
}

/// The words of bylines and rubrics of all languages, as Rust code: what `lexicon.rs` looks into.
fn heads(root: &Path) -> Result<String, Box<dyn Error>> {
    let (mut classes, mut longest) = (BTreeMap::<u32, u16>::new(), 0);
    for file in files(root)? {
        let table: BTreeMap<String, String> = toml::from_str(&fs::read_to_string(&file)?)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        for (key, forms) in table {
            let class = Class::of_key(&key).ok_or(format!("{}: {key}", file.display()))?;
            for form in forms.split_whitespace() {
                let hash = form.replace('_', " ").bytes().fold(FNV32, fnv32);
                *classes.entry(hash).or_default() |= class.0;
                longest = longest.max(form.chars().count());
            }
        }
    }
    let (hashes, classes): (Vec<_>, Vec<_>) = classes.into_iter().unzip();
    let start = |bits| hashes.partition_point(|hash| hash >> 20 < bits);
    let starts: Vec<_> = (0..=1 << 12).map(start).collect();
    Ok(format!(
        "static STARTS: [u16; {}] = {starts:?}; static HASHES: [u32; {count}] = {hashes:?};
         static CLASSES: [u16; {count}] = {classes:?}; const LONGEST: usize = {longest};",
        starts.len(),
        count = hashes.len()
    ))
}

/// Writes a value's JSON to a file, deflated; gives the code that embeds it.
fn deflated(file: &Path, value: &impl serde::Serialize) -> Result<String, Box<dyn Error>> {
    fs::write(file, compressed(&serde_json::to_vec(value)?))?;
    Ok(format!("include_bytes!({:?})", file.display().to_string()))
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(bytes, 10)
}

/// The patterns of all conditions of a file: every `text`, at any depth.
fn add_patterns(table: &toml::Table, patterns: &mut BTreeSet<String>) {
    let mut open: Vec<_> = table.iter().collect();
    while let Some((key, value)) = open.pop() {
        match value {
            toml::Value::String(pattern) if key == "text" => {
                patterns.insert(pattern.clone());
            }
            toml::Value::Table(inner) => open.extend(inner),
            toml::Value::Array(list) => open.extend(list.iter().map(|inner| (key, inner))),
            _ => {}
        }
    }
}

/// What the common characters are, as Rust code.
fn looks() -> String {
    let looks = fold::COMMON.into_iter().flatten().map(|c| {
        let fold::Look { folded, bits } = fold::Look::of(char::from_u32(c).unwrap_or_default());
        format!("Look {{ folded: {folded:?}, bits: {bits} }},")
    });
    looks.collect()
}

/// What a text needs for a pattern, and its program.
fn builtin(pattern: &str, classes: &mut Classes) -> Builtin {
    Builtin {
        hash: program::hash(pattern),
        needs: needs::needs(pattern),
        program: translate(pattern, needs::NESTING, classes),
    }
}

/// The TOML files of a folder and the folders in it, sorted.
fn files(root: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// For each rule, a table of its examples.
fn take_examples(set: &mut toml::Table) -> Vec<toml::Table> {
    let rules = set.get_mut("rule").and_then(toml::Value::as_array_mut).into_iter().flatten();
    let tables = rules.filter_map(toml::Value::as_table_mut);
    let take =
        |rule: &mut toml::Table| EXAMPLES.iter().filter_map(|k| rule.remove_entry(*k)).collect();
    tables.map(take).collect()
}

/// Puts in place of each rule's `why` its number among `reasons`: rules of many languages share one.
fn number_reasons(set: &mut toml::Table, reasons: &mut Vec<String>) {
    let rules = set.get_mut("rule").and_then(toml::Value::as_array_mut).into_iter().flatten();
    for why in rules.filter_map(|rule| rule.get_mut("why")) {
        let Some(reason) = why.as_str() else { continue };
        let known = reasons.iter().position(|r| r == reason).unwrap_or_else(|| {
            reasons.push(reason.to_owned());
            reasons.len() - 1
        });
        *why = known.to_string().into();
    }
}

/// `en/newsletter` for `packs/en/newsletter.toml`.
fn name_of(file: &Path, packs: &Path) -> String {
    let relative = file.strip_prefix(packs).expect("a file below it").with_extension("");
    let parts: Vec<_> = relative.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    parts.join("/")
}
