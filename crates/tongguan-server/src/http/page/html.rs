//! Text into HTML, escaped.
//!
//! Promises that nothing which came from outside can become markup. Must never be given attributes without quotes.

use std::fmt::Write;

/// HTML in the making.
#[derive(Default)]
pub struct Html(String);

impl Html {
    /// Adds markup of ours, as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text, escaped for element content and quoted attributes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// Adds text within an element without attributes.
    pub fn element(&mut self, name: &str, text: &str) -> &mut Self {
        write!(self.0, "<{name}>").expect("a string takes everything");
        self.text(text);
        write!(self.0, "</{name}>").expect("a string takes everything");
        self
    }

    /// The markup.
    pub fn finish(self) -> String {
        self.0
    }
}

/// A whole page around `body`.
pub fn page(title: &str, body: &str) -> String {
    let mut html = Html::default();
    html.raw("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<link rel=\"stylesheet\" href=\"/page.css\">\n").element("title", title);
    html.raw("\n</head>\n<body>\n").raw(body).raw("\n</body>\n</html>\n");
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut html = Html::default();
        html.raw("<p title=\"").text("\"><script>").raw("\">").element("b", "a & 'b'");
        assert_eq!(html.finish(), "<p title=\"&quot;&gt;&lt;script&gt;\"><b>a &amp; &#39;b&#39;</b>");
    }
}
