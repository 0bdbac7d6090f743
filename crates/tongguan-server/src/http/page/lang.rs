//! The language of a page: what its address says, or else what the browser asks for.

use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, Uri, header, request::Parts};

use tongguan_service::i18n::Lang;

/// The language that a page is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLang(pub Lang);

impl PageLang {
    /// The language for an address and the headers of its request.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let named = uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
        Self(named.and_then(known).unwrap_or_else(|| Lang::accepted(asked.unwrap_or_default())))
    }
}

/// The language of a tag that a page or a form names.
pub fn known(tag: &str) -> Option<Lang> {
    [Lang::Zh, Lang::En].into_iter().find(|lang| lang.tag() == tag)
}

impl<S: Send + Sync> FromRequestParts<S> for PageLang {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_wins_over_the_browser() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "en-GB".parse().expect("header text"));
        for (uri, lang) in [
            ("/", Lang::En),
            ("/?lang=zh-CN", Lang::Zh),
            ("/?next=x&lang=zh-CN", Lang::Zh),
            ("/?lang=fr", Lang::En),
        ] {
            assert_eq!(PageLang::of(&Uri::from_static(uri), &headers), PageLang(lang), "{uri}");
        }
    }
}
