//! The modes before `body`.

use super::sets::Sets;
use super::{Mode, Step, Token, TreeBuilder, is_dark};
use crate::input::Tag;
use crate::input::tokenizer::Content;
use crate::input::tokenizer::StartTag;

impl<'a> TreeBuilder<'a, '_> {
    pub(super) fn initial(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => Step::Done,
            Token::Comment => self.comment_in_document(),
            _ => {
                self.quirks = true;
                self.again(Mode::BeforeHtml)
            }
        }
    }

    pub(super) fn before_html(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => Step::Done,
            Token::Comment => self.comment_in_document(),
            Token::Start(tag) if tag.tag == Tag::Html => {
                self.insert(tag);
                self.mode = Mode::BeforeHead;
                Step::Done
            }
            Token::End(tag, _) if !matches!(tag, Tag::Head | Tag::Body | Tag::Html | Tag::Br) => {
                Step::Done
            }
            _ => {
                self.insert_phantom(Tag::Html);
                self.again(Mode::BeforeHead)
            }
        }
    }

    pub(super) fn before_head(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => Step::Done,
            Token::Comment => self.comment_here(),
            Token::Start(tag) if tag.tag == Tag::Html => self.in_body(token),
            Token::Start(tag) if tag.tag == Tag::Head => {
                self.head = self.insert(tag);
                self.mode = Mode::InHead;
                Step::Done
            }
            Token::End(tag, _) if !matches!(tag, Tag::Head | Tag::Body | Tag::Html | Tag::Br) => {
                Step::Done
            }
            _ => {
                self.head = Some(self.insert_phantom(Tag::Head));
                self.again(Mode::InHead)
            }
        }
    }

    pub(super) fn in_head(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => self.text_here(text),
            Token::Comment => self.comment_here(),
            Token::Start(tag) => self.start_in_head(tag, token),
            Token::End(Tag::Head, _) => {
                self.pop();
                self.mode = Mode::AfterHead;
                Step::Done
            }
            Token::End(Tag::Template, _) => self.end_template(),
            Token::End(tag, _) if !matches!(tag, Tag::Body | Tag::Html | Tag::Br) => Step::Done,
            _ => self.leave_head(),
        }
    }

    fn leave_head(&mut self) -> Step {
        self.pop();
        self.again(Mode::AfterHead)
    }

    fn start_in_head(&mut self, tag: &StartTag<'_>, token: Token<'_>) -> Step {
        match tag.tag {
            Tag::Html => self.in_body(token),
            Tag::Base | Tag::Basefont | Tag::Bgsound | Tag::Link | Tag::Meta => {
                self.insert_void(tag);
                Step::Done
            }
            Tag::Title => self.raw_element(tag, Content::Rcdata),
            Tag::Noframes | Tag::Style => self.raw_element(tag, Content::Rawtext),
            Tag::Noscript => {
                if self.insert(tag).is_some() {
                    self.mode = Mode::InHeadNoscript;
                }
                Step::Done
            }
            Tag::Script => self.raw_element(tag, Content::Script),
            Tag::Template => self.start_template(tag),
            Tag::Head => Step::Done,
            _ => self.leave_head(),
        }
    }

    fn start_template(&mut self, tag: &StartTag<'_>) -> Step {
        if self.insert(tag).is_some() {
            self.push_marker();
            self.frameset_ok = false;
            self.mode = Mode::InTemplate;
            self.template_modes.push(Mode::InTemplate);
        }
        Step::Done
    }

    fn end_template(&mut self) -> Step {
        if self.is_open(Tag::Template) {
            while self.stack.len() > 1 && self.current().sets.has(Sets::IMPLIED_END_THOROUGH) {
                self.pop();
            }
            self.close_template();
        }
        Step::Done
    }

    pub(super) fn close_template(&mut self) {
        self.pop_through_tag(Tag::Template);
        self.clear_to_marker();
        self.template_modes.pop();
        self.reset_mode();
    }

    pub(super) fn in_head_noscript(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => self.in_head(token),
            Token::Comment => self.in_head(token),
            Token::Start(tag) => match tag.tag {
                Tag::Html => self.in_body(token),
                Tag::Basefont | Tag::Bgsound | Tag::Link | Tag::Meta => self.in_head(token),
                Tag::Noframes | Tag::Style => self.in_head(token),
                Tag::Head | Tag::Noscript => Step::Done,
                _ => self.leave_head_noscript(),
            },
            Token::End(Tag::Noscript, _) => {
                self.pop();
                self.mode = Mode::InHead;
                Step::Done
            }
            Token::End(tag, _) if tag != Tag::Br => Step::Done,
            _ => self.leave_head_noscript(),
        }
    }

    fn leave_head_noscript(&mut self) -> Step {
        self.pop();
        self.again(Mode::InHead)
    }

    pub(super) fn after_head(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => self.text_here(text),
            Token::Comment => self.comment_here(),
            Token::Start(tag) => match tag.tag {
                Tag::Html => self.in_body(token),
                Tag::Body => {
                    self.insert(tag);
                    self.frameset_ok = false;
                    self.mode = Mode::InBody;
                    Step::Done
                }
                Tag::Frameset => {
                    self.insert(tag);
                    self.mode = Mode::InFrameset;
                    Step::Done
                }
                name if name.is(Sets::METADATA) => self.back_in_head(token),
                Tag::Head => Step::Done,
                _ => self.enter_body(),
            },
            Token::End(Tag::Template, _) => self.in_head(token),
            Token::End(tag, _) if !matches!(tag, Tag::Body | Tag::Html | Tag::Br) => Step::Done,
            _ => self.enter_body(),
        }
    }

    fn enter_body(&mut self) -> Step {
        self.insert_phantom(Tag::Body);
        self.again(Mode::InBody)
    }

    /// Metadata behind `</head>` still goes into it.
    fn back_in_head(&mut self, token: Token<'_>) -> Step {
        let Some(head) = self.head else { return self.in_head(token) };
        self.push(super::Open::new(head, Tag::Head, super::super::Namespace::Html, ""));
        let step = self.in_head(token);
        self.remove(head);
        step
    }
}
