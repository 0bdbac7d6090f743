//! Text into HTML, escaped.
//!
//! Promises that nothing which came from outside can become markup. Must never be given attributes without quotes.

use std::fmt::Write;

use super::place::escaped;
use tongguan_service::i18n::Lang;

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

/// A whole page around `body`, with a footer to change the language; `next` is kept when it changes.
pub fn page(lang: Lang, title: &str, body: &str, next: &str) -> String {
    let mut html = Html::default();
    html.raw("<!doctype html>\n<html lang=\"").raw(lang.tag()).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\n");
    html.raw("<link rel=\"stylesheet\" href=\"/page.css\">\n<title>").text(title);
    html.raw(" · ")
        .text(lang.page("product").unwrap_or_default())
        .raw("</title>\n</head>\n<body>\n")
        .raw(body);
    footer(&mut html, lang, next);
    html.raw("</body>\n</html>\n");
    html.finish()
}

fn footer(html: &mut Html, lang: Lang, next: &str) {
    html.raw("<footer><nav aria-label=\"").text(lang.page("language").unwrap_or_default()).raw("\">");
    for (one, name) in [(Lang::Zh, "中文"), (Lang::En, "English")] {
        let current = if one == lang { " aria-current=\"true\"" } else { "" };
        html.raw("<a hreflang=\"").raw(one.tag()).raw("\" lang=\"").raw(one.tag()).raw("\" href=\"?lang=");
        html.raw(one.tag());
        if next.len() > 1 {
            html.raw("&amp;next=").text(&escaped(next));
        }
        html.raw("\"").raw(current).raw(">").text(name).raw("</a>");
    }
    html.raw("</nav><a href=\"/api\">").text(lang.page("api").unwrap_or_default()).raw("</a></footer>\n");
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
