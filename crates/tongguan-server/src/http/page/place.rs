//! Where to go after signing in: a page of this server and nowhere else.

use std::fmt::Write as _;

/// `wanted`, if it is a path of this server; otherwise the start page.
pub fn own(wanted: &str) -> &str {
    let is_path = wanted.starts_with('/') && !wanted.starts_with("//");
    let is_plain = wanted.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_path && is_plain { wanted } else { "/" }
}

/// `text` as a value in an address.
pub fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => out.push(byte.into()),
            _ => write!(out, "%{byte:02X}").expect("a string takes everything"),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_server_are_gone_to() {
        for wanted in ["/", "/deals/1?tab=2&x=%E4%BD%A0", "/a:b"] {
            assert_eq!(own(wanted), wanted);
        }
        for wanted in [
            "",
            "deals",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nx: y",
            "/\u{4f60}",
            "/a b",
        ] {
            assert_eq!(own(wanted), "/", "{wanted:?}");
        }
    }

    #[test]
    fn escaping_leaves_nothing_that_an_address_reads() {
        assert_eq!(escaped("/deals?x=1&y=你 #"), "/deals%3Fx%3D1%26y%3D%E4%BD%A0%20%23");
    }
}
