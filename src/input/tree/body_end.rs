//! End tags in `body`.

use super::sets::Sets;
use super::{Mode, Step, Token, TreeBuilder};
use crate::input::tokenizer::{StartTag, lowercase};
use crate::input::{Tag, TextRange};

impl<'a> TreeBuilder<'a, '_> {
    pub(super) fn end_in_body(&mut self, tag: Tag, name: TextRange) -> Step {
        match tag {
            Tag::P => self.end_p(),
            Tag::Body if self.in_scope(Tag::Body) => self.mode = Mode::AfterBody,
            Tag::Html if self.in_scope(Tag::Body) => return self.again(Mode::AfterBody),
            Tag::Body | Tag::Html => {}
            Tag::Template => return self.in_head(Token::End(tag, name)),
            Tag::Form => self.end_form(),
            Tag::Li if self.in_list_scope(tag) => self.end_item(tag),
            Tag::Dd | Tag::Dt if self.in_scope(tag) => self.end_item(tag),
            Tag::Li | Tag::Dd | Tag::Dt => {}
            Tag::Br => self.end_br(),
            Tag::Applet | Tag::Marquee | Tag::Object => {
                if self.in_scope(tag) {
                    self.implied_end_tags();
                    self.pop_through_tag(tag);
                    self.clear_to_marker();
                }
            }
            _ if tag.is(Sets::CLOSED_AS_BLOCK) => {
                if self.in_scope(tag) {
                    self.implied_end_tags();
                    self.pop_through_tag(tag);
                }
            }
            _ if tag.is(Sets::HEADING) => {
                if self.any_in_scope(Sets::HEADING, Sets::SCOPE) {
                    self.implied_end_tags();
                    self.pop_through(Sets::HEADING);
                }
            }
            _ if tag.is(Sets::FORMATTING) => self.adoption_agency(tag),
            _ => self.end_any(tag, name),
        }
        Step::Done
    }

    fn end_p(&mut self) {
        if !self.in_button_scope(Tag::P) {
            if self.is_full() || self.stack.len() >= self.limits.depth() {
                return;
            }
            self.insert_phantom(Tag::P);
        }
        self.close_p();
    }

    fn end_item(&mut self, tag: Tag) {
        self.implied_end_tags_except(tag);
        self.pop_through_tag(tag);
    }

    /// `</br>` is taken for `<br>`.
    fn end_br(&mut self) {
        if self.is_full() {
            return;
        }
        let name = TextRange::default();
        let br = StartTag { tag: Tag::Br, name, attrs: &[], end: 0, self_closing: false };
        self.in_body(Token::Start(&br));
    }

    fn end_form(&mut self) {
        if self.is_open(Tag::Template) {
            if self.in_scope(Tag::Form) {
                self.implied_end_tags();
                self.pop_through_tag(Tag::Form);
            }
            return;
        }
        if let Some(form) = self.form.take()
            && self.node_in_scope(form)
        {
            self.implied_end_tags();
            self.remove(form);
        }
    }

    /// The end tag of an element without rules of its own.
    pub(super) fn end_any(&mut self, tag: Tag, name: TextRange) {
        if !self.is_open(tag) {
            return;
        }
        let name = lowercase(name.of(self.html));
        for at in (0..self.stack.len()).rev() {
            let open = self.stack[at];
            let same = open.is_html()
                && open.tag == tag
                && (tag != Tag::Other || self.doc.name(open.node) == Some(&name));
            if same {
                self.implied_end_tags_except(tag);
                self.truncate(at);
                return;
            }
            if open.sets.has(Sets::SPECIAL) {
                return;
            }
        }
    }
}
