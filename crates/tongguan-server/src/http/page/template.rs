//! Pages from templates: `{{name}}` is a value or a word of the language, escaped; `{{{name}}}` is markup of ours.
//!
//! Promises that text never becomes markup. Must never hold a loop or a condition: what varies is built beside it.

use super::html::Html;
use tongguan_service::i18n::Lang;

/// What fills a template.
pub struct Page<'a> {
    /// The language of the words.
    pub lang: Lang,
    /// Text by name.
    pub values: &'a [(&'a str, &'a str)],
    /// Markup of ours by name.
    pub markup: &'a [(&'a str, &'a str)],
}

impl Page<'_> {
    /// The template, filled.
    pub fn fill(&self, template: &str) -> String {
        let mut html = Html::default();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            html.raw(before);
            rest = self.one(&mut html, after);
        }
        html.raw(rest);
        html.finish()
    }

    /// Adds what `text` begins with, after its braces; answers what follows.
    fn one<'t>(&self, html: &mut Html, text: &'t str) -> &'t str {
        let (inside, rest) = match text.strip_prefix('{') {
            Some(raw) => raw.split_once("}}}"),
            None => text.split_once("}}"),
        }
        .expect("templates of ours close their braces");
        match text.starts_with('{') {
            true => html.raw(value(self.markup, inside).unwrap_or_default()),
            false => {
                html.text(value(self.values, inside).or_else(|| self.lang.page(inside)).unwrap_or(inside))
            }
        };
        rest
    }
}

fn value<'a>(values: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    values.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_markup_is_not() {
        let page =
            Page { lang: Lang::En, values: &[("who", "<b>")], markup: &[("list", "<li>"), ("who", "no")] };
        assert_eq!(
            page.fill("<p title=\"{{who}}\">{{sign_in}} {{{list}}}{{{none}}}</p>"),
            "<p title=\"&lt;b&gt;\">Sign in <li></p>"
        );
    }
}
