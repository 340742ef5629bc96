//! Raw text, templates, framesets and what comes after the body.

use super::insert::Place;
use super::sets::Sets;
use super::stack::Open;
use super::{Mode, Step, Token, TreeBuilder, is_dark};
use crate::input::tokenizer::Content;
use crate::input::{Namespace, Tag};

impl<'a> TreeBuilder<'a, '_> {
    pub(super) fn in_text(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) => return self.text_here(text),
            Token::Eof => {
                self.pop();
                return self.again(self.original_mode);
            }
            Token::End(..) => {
                self.pop();
                self.mode = self.original_mode;
            }
            // The tokenizer gives nothing else here.
            Token::Start(_) | Token::Null | Token::Comment => {}
        }
        Step::Done
    }

    pub(super) fn in_template(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(_) | Token::Comment => self.in_body(token),
            Token::End(Tag::Template, _) => self.in_head(token),
            Token::Start(tag) => {
                let mode = match tag.tag {
                    name if name.is(Sets::METADATA) => return self.in_head(token),
                    Tag::Caption | Tag::Colgroup | Tag::Tbody | Tag::Tfoot | Tag::Thead => {
                        Mode::InTable
                    }
                    Tag::Col => Mode::InColumnGroup,
                    Tag::Tr => Mode::InTableBody,
                    Tag::Td | Tag::Th => Mode::InRow,
                    _ => Mode::InBody,
                };
                self.template_modes.pop();
                self.template_modes.push(mode);
                self.again(mode)
            }
            Token::Eof if self.is_open(Tag::Template) => {
                self.close_template();
                Step::Again
            }
            Token::Eof | Token::End(..) | Token::Null => Step::Done,
        }
    }

    pub(super) fn after_body(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => self.in_body(token),
            Token::Comment => {
                self.insert_comment(Place::Last(self.stack[0].node));
                Step::Done
            }
            Token::Start(tag) if tag.tag == Tag::Html => self.in_body(token),
            Token::End(Tag::Html, _) => {
                if self.context.is_none() {
                    self.mode = Mode::AfterAfterBody;
                }
                Step::Done
            }
            Token::Eof => Step::Done,
            _ => self.again(Mode::InBody),
        }
    }

    pub(super) fn in_frameset(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => self.text_here(text),
            Token::Comment => self.comment_here(),
            Token::Start(tag) => {
                match tag.tag {
                    Tag::Html => return self.in_body(token),
                    Tag::Noframes => return self.in_head(token),
                    Tag::Frameset => {
                        self.insert(tag);
                    }
                    Tag::Frame => {
                        self.insert_void(tag);
                    }
                    _ => {}
                }
                Step::Done
            }
            Token::End(Tag::Frameset, _) if self.stack.len() > 1 => {
                self.pop();
                if self.context.is_none() && self.current().tag != Tag::Frameset {
                    self.mode = Mode::AfterFrameset;
                }
                Step::Done
            }
            _ => Step::Done,
        }
    }

    pub(super) fn after_frameset(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => self.text_here(text),
            Token::Comment => self.comment_here(),
            Token::Start(tag) if tag.tag == Tag::Html => self.in_body(token),
            Token::Start(tag) if tag.tag == Tag::Noframes => self.in_head(token),
            Token::End(Tag::Html, _) => {
                self.mode = Mode::AfterAfterFrameset;
                Step::Done
            }
            _ => Step::Done,
        }
    }

    pub(super) fn after_after_body(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => self.in_body(token),
            Token::Comment => self.comment_in_document(),
            Token::Start(tag) if tag.tag == Tag::Html => self.in_body(token),
            Token::Eof => Step::Done,
            _ => self.again(Mode::InBody),
        }
    }

    pub(super) fn after_after_frameset(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => self.in_body(token),
            Token::Comment => self.comment_in_document(),
            Token::Start(tag) if tag.tag == Tag::Html => self.in_body(token),
            Token::Start(tag) if tag.tag == Tag::Noframes => self.in_head(token),
            _ => Step::Done,
        }
    }

    /// Reads what follows as the content of an element (`td`, `svg path`); gives how it is read.
    pub(in crate::input) fn start_fragment(&mut self, context: &str) -> Content {
        let (namespace, name) = match context.split_once(' ') {
            Some(("svg", name)) => (Namespace::Svg, name),
            Some(("math", name)) => (Namespace::MathMl, name),
            _ => (Namespace::Html, context),
        };
        let html = namespace == Namespace::Html;
        let tag = if html { Tag::from_html_name(name) } else { Tag::Other };
        if tag == Tag::Template {
            self.template_modes.push(Mode::InTemplate);
        }
        self.insert_phantom(Tag::Html);
        self.context = Some(Open::new(self.doc.root(), tag, namespace, name));
        self.reset_mode();
        match tag {
            Tag::Title | Tag::Textarea => Content::Rcdata,
            Tag::Style | Tag::Xmp | Tag::Iframe | Tag::Noembed | Tag::Noframes => Content::Rawtext,
            Tag::Script => Content::Script,
            Tag::Plaintext => Content::Plaintext,
            _ => Content::Markup,
        }
    }

    /// The mode for what is open now.
    pub(super) fn reset_mode(&mut self) {
        self.mode = self.mode_for_stack();
    }

    fn mode_for_stack(&self) -> Mode {
        for (i, &open) in self.stack.iter().enumerate().rev() {
            let last = i == 0;
            let open = if last { self.context.unwrap_or(open) } else { open };
            return match open.tag {
                Tag::Td | Tag::Th if !last => Mode::InCell,
                Tag::Tr => Mode::InRow,
                Tag::Tbody | Tag::Thead | Tag::Tfoot => Mode::InTableBody,
                Tag::Caption => Mode::InCaption,
                Tag::Colgroup => Mode::InColumnGroup,
                Tag::Table => Mode::InTable,
                Tag::Template => self.template_modes.last().copied().unwrap_or(Mode::InBody),
                Tag::Head if !last => Mode::InHead,
                Tag::Body => Mode::InBody,
                Tag::Frameset => Mode::InFrameset,
                Tag::Html if self.head.is_none() => Mode::BeforeHead,
                Tag::Html => Mode::AfterHead,
                _ => continue,
            };
        }
        Mode::InBody
    }
}
