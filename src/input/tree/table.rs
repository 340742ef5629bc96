//! Tables.

use super::body::is_hidden;
use super::sets::Sets;
use super::{Mode, Step, Token, TreeBuilder, is_dark};
use crate::input::Tag;
use crate::input::tokenizer::StartTag;

impl<'a> TreeBuilder<'a, '_> {
    pub(super) fn in_table(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(_) | Token::Null => {
                if self.current().sets.has(Sets::TABLE_PARTS) {
                    self.original_mode = self.mode;
                    return self.again(Mode::InTableText);
                }
                self.before_table(token)
            }
            Token::Comment => self.comment_here(),
            Token::Start(tag) => self.start_in_table(tag, token),
            Token::End(Tag::Table, _) => {
                if self.in_table_scope(Tag::Table) {
                    self.pop_through_tag(Tag::Table);
                    self.reset_mode();
                }
                Step::Done
            }
            Token::End(Tag::Body | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Html, _) => {
                Step::Done
            }
            Token::End(tag, _) if tag.is(Sets::ROW_GROUP.and(Sets::CELL)) || tag == Tag::Tr => {
                Step::Done
            }
            Token::End(Tag::Template, _) => self.in_head(token),
            Token::Eof => self.in_body(token),
            Token::End(..) => self.before_table(token),
        }
    }

    fn start_in_table(&mut self, tag: &StartTag<'_>, token: Token<'_>) -> Step {
        match tag.tag {
            Tag::Caption => {
                self.pop_to(Sets::TABLE_SCOPE);
                self.push_marker();
                self.insert(tag);
                self.mode = Mode::InCaption;
                Step::Done
            }
            Tag::Colgroup => {
                self.pop_to(Sets::TABLE_SCOPE);
                self.insert(tag);
                self.mode = Mode::InColumnGroup;
                Step::Done
            }
            Tag::Col => {
                self.pop_to(Sets::TABLE_SCOPE);
                self.insert_phantom(Tag::Colgroup);
                self.again(Mode::InColumnGroup)
            }
            Tag::Tbody | Tag::Tfoot | Tag::Thead => {
                self.pop_to(Sets::TABLE_SCOPE);
                self.insert(tag);
                self.mode = Mode::InTableBody;
                Step::Done
            }
            Tag::Td | Tag::Th | Tag::Tr => {
                self.pop_to(Sets::TABLE_SCOPE);
                self.insert_phantom(Tag::Tbody);
                self.again(Mode::InTableBody)
            }
            Tag::Table => {
                if !self.in_table_scope(Tag::Table) {
                    return Step::Done;
                }
                self.pop_through_tag(Tag::Table);
                self.reset_mode();
                Step::Again
            }
            Tag::Style | Tag::Script | Tag::Template => self.in_head(token),
            Tag::Input if is_hidden(tag, self.html) => {
                self.insert_void(tag);
                Step::Done
            }
            Tag::Form => {
                if !self.is_open(Tag::Template) && self.form.is_none() {
                    self.form = Some(self.insert_void(tag));
                }
                Step::Done
            }
            _ => self.before_table(token),
        }
    }

    /// What does not belong into a table, as in `body`, but before the table.
    fn before_table(&mut self, token: Token<'_>) -> Step {
        self.foster_parenting = true;
        let step = self.in_body(token);
        self.foster_parenting = false;
        step
    }

    pub(super) fn in_table_text(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) => {
                self.table_text.push_str(text);
                Step::Done
            }
            Token::Null => Step::Done,
            _ => {
                let text = std::mem::take(&mut self.table_text);
                if is_dark(&text) {
                    self.before_table(Token::Text(&text));
                } else if !text.is_empty() {
                    self.insert_text(&text);
                }
                self.table_text = text;
                self.table_text.clear();
                self.again(self.original_mode)
            }
        }
    }

    pub(super) fn in_caption(&mut self, token: Token<'_>) -> Step {
        let closes = match token {
            Token::Start(tag) => is_table_part(tag.tag),
            Token::End(Tag::Table | Tag::Caption, _) => true,
            Token::End(tag, _) if is_table_part(tag) => return Step::Done,
            Token::End(Tag::Body | Tag::Html, _) => return Step::Done,
            _ => false,
        };
        if !closes {
            return self.in_body(token);
        }
        if !self.in_table_scope(Tag::Caption) {
            return Step::Done;
        }
        self.implied_end_tags();
        self.pop_through_tag(Tag::Caption);
        self.clear_to_marker();
        self.mode = Mode::InTable;
        match token {
            Token::End(Tag::Caption, _) => Step::Done,
            _ => Step::Again,
        }
    }

    pub(super) fn in_column_group(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Text(text) if !is_dark(text) => return self.text_here(text),
            Token::Comment => return self.comment_here(),
            Token::Start(tag) => match tag.tag {
                Tag::Html => return self.in_body(token),
                Tag::Col => {
                    self.insert_void(tag);
                    return Step::Done;
                }
                Tag::Template => return self.in_head(token),
                _ => {}
            },
            Token::End(Tag::Colgroup, _) => {
                if self.current().tag == Tag::Colgroup {
                    self.pop();
                    self.mode = Mode::InTable;
                }
                return Step::Done;
            }
            Token::End(Tag::Col, _) => return Step::Done,
            Token::End(Tag::Template, _) => return self.in_head(token),
            Token::Eof => return self.in_body(token),
            _ => {}
        }
        if self.current().tag != Tag::Colgroup {
            return Step::Done;
        }
        self.pop();
        self.again(Mode::InTable)
    }

    pub(super) fn in_table_body(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Start(tag) if tag.tag == Tag::Tr => {
                self.pop_to(Sets::TABLE_BODY_CONTEXT);
                self.insert(tag);
                self.mode = Mode::InRow;
                Step::Done
            }
            Token::Start(tag) if tag.tag.is(Sets::CELL) => {
                self.pop_to(Sets::TABLE_BODY_CONTEXT);
                self.insert_phantom(Tag::Tr);
                self.again(Mode::InRow)
            }
            Token::End(tag, _) if tag.is(Sets::ROW_GROUP) => {
                if self.in_table_scope(tag) {
                    self.pop_to(Sets::TABLE_BODY_CONTEXT);
                    self.pop();
                    self.mode = Mode::InTable;
                }
                Step::Done
            }
            _ if ends_rows(token) => {
                // html5ever's set, which lacks `thead`.
                let within = [Tag::Table, Tag::Tbody, Tag::Tfoot];
                if !within.iter().any(|&tag| self.in_table_scope(tag)) {
                    return Step::Done;
                }
                self.pop_to(Sets::TABLE_BODY_CONTEXT);
                self.pop();
                self.again(Mode::InTable)
            }
            Token::End(Tag::Body | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Html, _)
            | Token::End(Tag::Td | Tag::Th | Tag::Tr, _) => Step::Done,
            _ => self.in_table(token),
        }
    }

    pub(super) fn in_row(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Start(tag) if tag.tag.is(Sets::CELL) => {
                self.pop_to(Sets::TABLE_ROW_CONTEXT);
                self.insert(tag);
                self.mode = Mode::InCell;
                self.push_marker();
                Step::Done
            }
            Token::End(Tag::Tr, _) => {
                if self.in_table_scope(Tag::Tr) {
                    self.close_row();
                }
                Step::Done
            }
            Token::Start(tag) if tag.tag == Tag::Tr || ends_rows(token) => self.end_row(),
            Token::End(Tag::Table, _) => self.end_row(),
            Token::End(tag, _) if tag.is(Sets::ROW_GROUP) => {
                if !self.in_table_scope(tag) {
                    return Step::Done;
                }
                self.end_row()
            }
            Token::End(Tag::Body | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Html, _)
            | Token::End(Tag::Td | Tag::Th, _) => Step::Done,
            _ => self.in_table(token),
        }
    }

    fn close_row(&mut self) {
        self.pop_to(Sets::TABLE_ROW_CONTEXT);
        self.pop();
        self.mode = Mode::InTableBody;
    }

    fn end_row(&mut self) -> Step {
        if !self.in_table_scope(Tag::Tr) {
            return Step::Done;
        }
        self.close_row();
        Step::Again
    }

    pub(super) fn in_cell(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::End(tag, _) if tag.is(Sets::CELL) => {
                if self.in_table_scope(tag) {
                    self.implied_end_tags();
                    self.pop_through_tag(tag);
                    self.clear_to_marker();
                    self.mode = Mode::InRow;
                }
                Step::Done
            }
            Token::Start(tag) if is_table_part(tag.tag) => {
                if !self.any_in_scope(Sets::CELL, Sets::TABLE_SCOPE) {
                    return Step::Done;
                }
                self.close_cell()
            }
            Token::End(Tag::Body | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Html, _) => {
                Step::Done
            }
            Token::End(tag, _) if tag.is(Sets::TABLE_PARTS) => {
                if !self.in_table_scope(tag) {
                    return Step::Done;
                }
                self.close_cell()
            }
            _ => self.in_body(token),
        }
    }

    fn close_cell(&mut self) -> Step {
        self.implied_end_tags();
        self.pop_through(Sets::CELL);
        self.clear_to_marker();
        self.again(Mode::InRow)
    }
}

fn is_table_part(tag: Tag) -> bool {
    matches!(tag, Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Tr)
        || tag.is(Sets::ROW_GROUP.and(Sets::CELL))
}

/// What ends the rows before it, besides end tags of their groups.
fn ends_rows(token: Token<'_>) -> bool {
    match token {
        Token::Start(tag) => {
            matches!(tag.tag, Tag::Caption | Tag::Col | Tag::Colgroup)
                || tag.tag.is(Sets::ROW_GROUP)
        }
        Token::End(tag, _) => tag == Tag::Table,
        _ => false,
    }
}
