//! What a person leaves in texts: found, taken out for the person, or taken away.
//!
//! Promises that ways to reach the person are found wherever they stand, and a name only where it can be this person's: within business
//! with the customer, or beside a way to reach the person or the customer's name in one row. Texts keep their shape. Must never
//! take a name alone for a person.

use serde_json::{Map, Value};

use crate::reference::name_key::phone_key;

/// What stands where a person stood.
pub const MARK: &str = "■■■";
/// Shorter names are left alone.
const NAME_MIN: usize = 2;
/// Characters of an excerpt.
const EXCERPT_MAX: usize = 2_000;
/// Fields that go with the name beside which they stand.
const BESIDE: [&str; 9] = [
    "contact_title",
    "contact_dept",
    "contact_phone",
    "contact_email",
    "wecom",
    "title",
    "department",
    "phone",
    "email",
];

/// By what a person is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// Names.
    pub names: Vec<String>,
    /// Phones, addresses, handles.
    pub reach: Vec<String>,
    /// What makes a name this person's: the customer's name and id, the contact's id.
    pub around: Vec<String>,
}

impl Traces {
    /// Without what is too short to tell anybody.
    pub fn new(names: Vec<String>, reach: Vec<String>, around: Vec<String>) -> Self {
        let long = |texts: Vec<String>, min: usize| {
            let mut texts: Vec<String> = texts.into_iter().map(|text| text.trim().to_owned()).collect();
            texts.retain(|text| text.chars().count() >= min);
            texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
            texts.dedup();
            texts
        };
        Self { names: long(names, NAME_MIN), reach: long(reach, 4), around: long(around, 4) }
    }

    /// The text without the person; none where the person is not in it. `home`: the whole text is of business with the customer.
    pub fn without(&self, text: &str, home: bool) -> Option<String> {
        match serde_json::from_str::<Value>(text) {
            Ok(mut value @ (Value::Object(_) | Value::Array(_) | Value::String(_))) => {
                let found = self.walk(&mut value, home, &mut Vec::new());
                found.then(|| value.to_string())
            }
            _ => {
                let home = home || self.is_near(text);
                self.touches(text, home).then(|| self.cut(text, home))
            }
        }
    }

    /// Whether what a text was made of may hold the person: it mentions him, or his customer.
    pub fn may_be_in(&self, text: &str) -> bool {
        self.is_near(text) || self.names.iter().any(|name| text.contains(name.as_str()))
    }

    /// The parts of a text that are of the person.
    pub fn excerpts(&self, text: &str, home: bool) -> Vec<String> {
        let mut found = Vec::new();
        match serde_json::from_str::<Value>(text) {
            Ok(mut value @ (Value::Object(_) | Value::Array(_) | Value::String(_))) => {
                self.walk(&mut value, home, &mut found);
            }
            _ if self.touches(text, home || self.is_near(text)) => found.push(text.to_owned()),
            _ => {}
        }
        let short = |text: String| text.chars().take(EXCERPT_MAX).collect();
        found.into_iter().map(short).collect()
    }

    /// Takes the person out and keeps what stood around; answers whether the person was there.
    fn walk(&self, value: &mut Value, home: bool, excerpts: &mut Vec<String>) -> bool {
        match value {
            Value::String(text) if self.touches(text, home) => {
                excerpts.push(text.clone());
                *text = self.cut(text, home);
                true
            }
            Value::Array(items) => {
                let mut found = false;
                for item in items {
                    let near = home || self.stands_near(item, true);
                    found |= self.walk(item, near, excerpts);
                }
                found
            }
            Value::Object(fields) => self.object(fields, home, excerpts),
            _ => false,
        }
    }

    fn object(&self, fields: &mut Map<String, Value>, home: bool, excerpts: &mut Vec<String>) -> bool {
        let near = home || fields.values().any(|value| self.stands_near(value, false));
        let plain: Map<String, Value> = fields
            .iter()
            .filter(|(_, value)| !value.is_array() && !value.is_object() && !value.is_null())
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let (mut found, mut here, mut named) = (false, false, false);
        for (key, value) in fields.iter_mut() {
            let is_text = value.is_string();
            let touched = match is_text {
                true => self.walk(value, near, &mut Vec::new()),
                false => self.walk(value, near, excerpts),
            };
            found |= touched;
            here |= touched && is_text;
            named |= touched && is_text && matches!(key.as_str(), "contact_name" | "name");
        }
        if here {
            excerpts.push(Value::Object(plain).to_string());
        }
        if named && (fields.contains_key("contact_name") || fields.contains_key("account")) {
            for key in BESIDE {
                if let Some(Value::String(text)) = fields.get_mut(key) {
                    MARK.clone_into(text);
                }
            }
        }
        found
    }

    /// Whether the person can be reached by something in it, or it names the customer. Rows of a list speak for themselves alone.
    fn stands_near(&self, value: &Value, into_lists: bool) -> bool {
        match value {
            Value::String(text) => self.is_near(text),
            Value::Array(items) => into_lists && items.iter().any(|item| self.stands_near(item, true)),
            Value::Object(fields) => fields.values().any(|value| self.stands_near(value, into_lists)),
            _ => false,
        }
    }

    fn is_near(&self, text: &str) -> bool {
        self.reaches(text) || self.around.iter().any(|around| text.contains(around.as_str()))
    }

    fn touches(&self, text: &str, home: bool) -> bool {
        self.reaches(text) || home && self.names.iter().any(|name| text.contains(name.as_str()))
    }

    fn reaches(&self, text: &str) -> bool {
        self.reach.iter().any(|reach| text.contains(reach.as_str()) || is_same_phone(text, reach))
    }

    fn cut(&self, text: &str, home: bool) -> String {
        let names = self.names.iter().filter(|_| home);
        let rest = self
            .reach
            .iter()
            .chain(names)
            .fold(text.to_owned(), |text, one| text.replace(one.as_str(), MARK));
        // A number that is written otherwise than we know it.
        if self.reach.iter().any(|reach| is_same_phone(&rest, reach)) { MARK.to_owned() } else { rest }
    }
}

/// One number, written in two ways.
fn is_same_phone(text: &str, reach: &str) -> bool {
    if text.len() > 40 || !text.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    phone_key(reach).is_some_and(|key| phone_key(text).as_ref() == Some(&key))
}
