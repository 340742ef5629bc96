//! Start tags and text in `body`.

use super::sets::Sets;
use super::{Mode, Step, Token, TreeBuilder, is_dark};
use crate::input::tokenizer::{Content, StartTag, push_value};
use crate::input::{Namespace, Tag};

impl<'a> TreeBuilder<'a, '_> {
    #[inline]
    pub(super) fn in_body(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) => self.text_in_body(text),
            Token::Start(tag) => self.start_in_body(tag),
            Token::End(tag, name) => self.end_in_body(tag, name),
            Token::Comment => self.comment_here(),
            Token::Eof if !self.template_modes.is_empty() => self.in_template(token),
            Token::Null | Token::Eof => Step::Done,
        }
    }

    fn text_in_body(&mut self, text: &str) -> Step {
        self.reconstruct_formatting();
        if self.frameset_ok && is_dark(text) {
            self.frameset_ok = false;
        }
        self.text_here(text)
    }

    fn start_in_body(&mut self, tag: &StartTag<'_>) -> Step {
        let name = tag.tag;
        match name {
            Tag::Html => self.second_html(tag),
            Tag::Body => self.second_body(tag),
            Tag::Frameset => self.late_frameset(tag),
            Tag::Pre | Tag::Listing => {
                self.close_p_in_button_scope();
                self.insert(tag);
                self.ignore_line_feed = true;
                self.frameset_ok = false;
                Step::Done
            }
            Tag::Form => self.start_form(tag),
            Tag::Li | Tag::Dd | Tag::Dt => self.start_item(tag),
            Tag::A => {
                self.close_open_a();
                self.reconstruct_formatting();
                self.insert_formatting(tag);
                Step::Done
            }
            Tag::Nobr => self.start_nobr(tag),
            Tag::Table => self.start_table(tag),
            Tag::Applet | Tag::Marquee | Tag::Object => {
                self.reconstruct_formatting();
                if self.insert(tag).is_some() {
                    self.push_marker();
                }
                self.frameset_ok = false;
                Step::Done
            }
            _ if name.is(Sets::BLOCK) => {
                self.close_p_in_button_scope();
                self.insert(tag);
                Step::Done
            }
            _ if name.is(Sets::HEADING) => self.start_heading(tag),
            _ if name.is(Sets::METADATA) => self.in_head(Token::Start(tag)),
            _ if name.is(Sets::FORMATTING) => {
                self.reconstruct_formatting();
                self.insert_formatting(tag);
                Step::Done
            }
            _ if name.is(Sets::VOID_PHRASING) => {
                self.reconstruct_formatting();
                self.insert_void(tag);
                self.frameset_ok = false;
                Step::Done
            }
            _ if name.is(Sets::MISPLACED) => Step::Done,
            _ => self.start_other(tag),
        }
    }

    /// What is rarer.
    fn start_other(&mut self, tag: &StartTag<'_>) -> Step {
        match tag.tag {
            Tag::Image => {
                // The standard: "Don't ask."
                let img = StartTag { tag: Tag::Img, ..*tag };
                self.start_in_body(&img)
            }
            Tag::Param | Tag::Source | Tag::Track => {
                self.insert_void(tag);
                Step::Done
            }
            Tag::Plaintext => {
                self.close_p_in_button_scope();
                self.insert(tag);
                self.content = Content::Plaintext;
                Step::Done
            }
            Tag::Textarea => {
                self.ignore_line_feed = true;
                self.frameset_ok = false;
                self.raw_element(tag, Content::Rcdata)
            }
            Tag::Xmp => {
                self.close_p_in_button_scope();
                self.reconstruct_formatting();
                self.frameset_ok = false;
                self.raw_element(tag, Content::Rawtext)
            }
            Tag::Iframe => {
                self.frameset_ok = false;
                self.raw_element(tag, Content::Rawtext)
            }
            Tag::Noembed => self.raw_element(tag, Content::Rawtext),
            Tag::Rb | Tag::Rtc | Tag::Rp | Tag::Rt => self.start_ruby_part(tag),
            Tag::Math => self.start_foreign(tag, Namespace::MathMl),
            Tag::Svg => self.start_foreign(tag, Namespace::Svg),
            Tag::Button | Tag::Input | Tag::Select | Tag::Option | Tag::Optgroup | Tag::Hr => {
                self.start_control(tag)
            }
            _ => {
                self.reconstruct_formatting();
                self.insert(tag);
                Step::Done
            }
        }
    }

    fn start_control(&mut self, tag: &StartTag<'_>) -> Step {
        match tag.tag {
            Tag::Button => {
                if self.in_scope(Tag::Button) {
                    self.implied_end_tags();
                    self.pop_through_tag(Tag::Button);
                }
                self.reconstruct_formatting();
                self.insert(tag);
                self.frameset_ok = false;
            }
            Tag::Input => {
                if self.in_scope(Tag::Select) {
                    self.pop_through_tag(Tag::Select);
                }
                self.reconstruct_formatting();
                self.insert_void(tag);
                self.frameset_ok &= is_hidden(tag, self.html);
            }
            Tag::Hr => {
                self.close_p_in_button_scope();
                if self.in_scope(Tag::Select) {
                    self.implied_end_tags();
                }
                self.insert_void(tag);
                self.frameset_ok = false;
            }
            Tag::Select => self.start_select(tag),
            _ => self.start_option(tag),
        }
        Step::Done
    }

    fn start_select(&mut self, tag: &StartTag<'_>) {
        if self.context.is_some_and(|c| c.tag == Tag::Select) {
            return;
        }
        if self.in_scope(Tag::Select) {
            self.pop_through_tag(Tag::Select);
        } else {
            self.reconstruct_formatting();
            self.insert(tag);
            self.frameset_ok = false;
        }
    }

    fn start_option(&mut self, tag: &StartTag<'_>) {
        if self.in_scope(Tag::Select) {
            let except = if tag.tag == Tag::Option { Tag::Optgroup } else { Tag::Other };
            self.implied_end_tags_except(except);
        } else if self.current().tag == Tag::Option {
            self.pop();
        }
        self.reconstruct_formatting();
        self.insert(tag);
    }

    fn second_html(&mut self, tag: &StartTag<'_>) -> Step {
        if !self.is_open(Tag::Template) {
            self.add_missing_attributes(self.stack[0].node, tag);
        }
        Step::Done
    }

    fn second_body(&mut self, tag: &StartTag<'_>) -> Step {
        if let Some(body) = self.body()
            && !self.is_open(Tag::Template)
        {
            self.frameset_ok = false;
            self.add_missing_attributes(body, tag);
        }
        Step::Done
    }

    /// A frameset replaces a body in which nothing stands yet.
    fn late_frameset(&mut self, tag: &StartTag<'_>) -> Step {
        if self.frameset_ok
            && let Some(body) = self.body()
        {
            self.doc.detach(body);
            self.truncate(1);
            self.insert(tag);
            self.mode = Mode::InFrameset;
        }
        Step::Done
    }

    fn start_heading(&mut self, tag: &StartTag<'_>) -> Step {
        self.close_p_in_button_scope();
        if self.current().sets.has(Sets::HEADING) {
            self.pop();
        }
        self.insert(tag);
        Step::Done
    }

    fn start_form(&mut self, tag: &StartTag<'_>) -> Step {
        let in_template = self.is_open(Tag::Template);
        if self.form.is_none() || in_template {
            self.close_p_in_button_scope();
            let form = self.insert(tag);
            if !in_template {
                self.form = form;
            }
        }
        Step::Done
    }

    /// An item closes the one before it.
    fn start_item(&mut self, tag: &StartTag<'_>) -> Step {
        self.frameset_ok = false;
        let closes = |name: Tag| match tag.tag {
            Tag::Li => name == Tag::Li,
            _ => matches!(name, Tag::Dd | Tag::Dt),
        };
        for i in (0..self.stack.len()).rev() {
            let open = self.stack[i];
            if closes(open.tag) {
                self.implied_end_tags_except(open.tag);
                self.pop_through_tag(open.tag);
                break;
            }
            let through = matches!(open.tag, Tag::Address | Tag::Div | Tag::P);
            if open.sets.has(Sets::SPECIAL) && !through {
                break;
            }
        }
        self.close_p_in_button_scope();
        self.insert(tag);
        Step::Done
    }

    fn start_nobr(&mut self, tag: &StartTag<'_>) -> Step {
        self.reconstruct_formatting();
        if self.in_scope(Tag::Nobr) {
            self.adoption_agency(Tag::Nobr);
            self.reconstruct_formatting();
        }
        self.insert_formatting(tag);
        Step::Done
    }

    fn start_table(&mut self, tag: &StartTag<'_>) -> Step {
        if !self.quirks {
            self.close_p_in_button_scope();
        }
        // Room for its parts as well, which the table's modes take for granted.
        if self.stack.len() + 4 > self.limits.depth() {
            self.over.depth += 1;
            self.dropped.push(Tag::Table);
            return Step::Done;
        }
        self.insert(tag);
        self.frameset_ok = false;
        self.mode = Mode::InTable;
        Step::Done
    }

    fn start_ruby_part(&mut self, tag: &StartTag<'_>) -> Step {
        if self.in_scope(Tag::Ruby) {
            let within_rtc = matches!(tag.tag, Tag::Rp | Tag::Rt);
            self.implied_end_tags_except(if within_rtc { Tag::Rtc } else { Tag::Other });
        }
        self.insert(tag);
        Step::Done
    }

    fn start_foreign(&mut self, tag: &StartTag<'_>, namespace: Namespace) -> Step {
        self.reconstruct_formatting();
        self.insert_foreign(tag, namespace)
    }
}

/// `<input type=hidden>`.
pub(super) fn is_hidden(tag: &StartTag<'_>, html: &str) -> bool {
    let kind = tag.attrs.iter().find(|a| a.name.of(html).eq_ignore_ascii_case("type"));
    kind.is_some_and(|attr| {
        let mut value = String::new();
        push_value(attr.value.of(html), &mut value);
        value.eq_ignore_ascii_case("hidden")
    })
}
