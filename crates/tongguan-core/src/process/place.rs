//! Where in the text of a definition a path such as `chains.A8.steps[3]` stands.
//!
//! Promises a line and a column for every path: where the path leads further than the text, the last place on the way. Must
//! never judge the definition.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use super::ParseError;

/// The places of everything in a definition.
#[derive(Debug)]
pub struct Places(Spanned<Node>);

#[derive(Debug)]
enum Node {
    Map(Vec<(Spanned<String>, Spanned<Node>)>),
    List(Vec<Spanned<Node>>),
    Text(String),
}

/// Keys under which a part of a list says what it is.
const NAMES: [&str; 4] = ["key", "stage", "level", "code"];

impl Places {
    /// Reads the text of a definition.
    pub fn read(yaml: &str) -> Result<Self, ParseError> {
        serde_saphyr::from_str(yaml).map(Self).map_err(ParseError::from)
    }

    /// Line and column, from 1, of a path as a finding names it: keys and `[n]`, and after `: ` the value that is meant.
    pub fn of(&self, path: &str) -> (u64, u64) {
        let (way, meant) = path.split_once(": ").map_or((path, None), |(way, meant)| (way, Some(meant)));
        let (mut at, mut node) = (self.0.referenced, &self.0.value);
        for step in way.split(['.', '[']) {
            let Some((place, next)) = node.step(step.trim_end_matches(']')) else { break };
            (at, node) = (place, next);
        }
        let at = meant.and_then(|meant| node.text(meant)).unwrap_or(at);
        (at.line(), at.column())
    }
}

impl Node {
    /// The part that a step of a path leads to.
    fn step(&self, step: &str) -> Option<(Location, &Node)> {
        let direct = match self {
            Self::Map(entries) => {
                let entry = entries.iter().find(|(key, _)| key.value == step);
                entry.map(|(key, value)| (key.referenced, &value.value))
            }
            Self::List(items) => {
                let item = step.parse().ok().and_then(|at: usize| items.get(at));
                item.map(|item| (item.referenced, &item.value))
            }
            Self::Text(_) => None,
        };
        direct.or_else(|| self.named(step))
    }

    /// The part of a list somewhere below that calls itself `name`.
    fn named<'n>(self: &'n Node, name: &str) -> Option<(Location, &'n Node)> {
        let Self::List(items) = self else { return self.parts().find_map(|part| part.named(name)) };
        let found = items.iter().find(|item| item.value.is_called(name));
        let found = found.map(|item| (item.referenced, &item.value));
        found.or_else(|| items.iter().find_map(|item| item.value.named(name)))
    }

    fn is_called(&self, name: &str) -> bool {
        let Self::Map(entries) = self else { return false };
        entries.iter().any(|(key, value)| {
            let says = matches!(&value.value, Self::Text(text) if text == name || name.strip_prefix('L') == Some(text));
            NAMES.contains(&key.value.as_str()) && says
        })
    }

    /// The place of a text somewhere below.
    fn text(&self, meant: &str) -> Option<Location> {
        let below = |part: &Spanned<Node>| match &part.value {
            Self::Text(text) if text == meant => Some(part.referenced),
            node => node.text(meant),
        };
        match self {
            Self::Map(entries) => entries.iter().find_map(|(key, value)| {
                let is_key = key.value == meant;
                if is_key { Some(key.referenced) } else { below(value) }
            }),
            Self::List(items) => items.iter().find_map(below),
            Self::Text(_) => None,
        }
    }

    fn parts(&self) -> impl Iterator<Item = &Node> {
        let (entries, items) = match self {
            Self::Map(entries) => (entries.as_slice(), [].as_slice()),
            Self::List(items) => ([].as_slice(), items.as_slice()),
            Self::Text(_) => ([].as_slice(), [].as_slice()),
        };
        entries.iter().map(|(_, value)| &value.value).chain(items.iter().map(|item| &item.value))
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(Parts)
    }
}

struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Text(String::new()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = items.next_element()? {
            parts.push(part);
        }
        Ok(Node::List(parts))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = entries.next_entry()? {
            parts.push(part);
        }
        Ok(Node::Map(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
roles:
  - {key: sales_rep, name: 销售}
acts:
  register_lead: {by: [sales_rep, nobody]}
gates:
  G1:
    conditions:
      - key: graded
        link: {command: grade}
settings:
  dunning:
    - {level: 0, roles: [a]}
    - {level: 1, roles: [b]}
";

    #[test]
    fn paths_of_findings_have_their_places() {
        let places = Places::read(TEXT).expect("it is YAML");
        for (path, at) in [
            ("acts.register_lead.by: nobody", (4, 35)),
            ("acts.register_lead", (4, 3)),
            ("roles.sales_rep", (2, 5)),
            ("gates.G1.graded", (8, 9)),
            ("gates.G1.graded.link", (9, 9)),
            ("settings.dunning.L1: b", (13, 26)),
            ("settings.dunning[1].level", (13, 8)),
            ("gates.G9.what", (5, 1)),
            ("nowhere", (1, 1)),
        ] {
            assert_eq!(places.of(path), at, "{path}");
        }
    }
}
