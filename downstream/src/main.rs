//! What a user's first program looks like: the public API alone.

use copydesk::Page;

fn main() {
    let page = Page::html("<p>Hello").with_url("https://example.org/a");
    println!("{page:?}");
}
