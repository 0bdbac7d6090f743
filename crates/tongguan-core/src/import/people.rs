//! Our people as a spreadsheet names them.

use std::collections::HashMap;

use super::head::plain;
use crate::id::PersonId;
use crate::reference::person::Person;

/// People by login, mail and name.
#[derive(Debug, Clone, Default)]
pub struct People(HashMap<String, Option<PersonId>>);

impl People {
    /// Those who are active. A name that two of them bear stands for nobody.
    pub fn new<'p>(people: impl IntoIterator<Item = &'p Person>) -> Self {
        let mut known: HashMap<String, Option<PersonId>> = HashMap::new();
        for person in people.into_iter().filter(|person| person.active) {
            let words = [Some(person.login.as_str()), Some(person.name.as_str()), person.email.as_deref()];
            for word in words.into_iter().flatten().map(plain).filter(|word| !word.is_empty()) {
                let one = known.entry(word).or_insert(Some(person.id));
                *one = one.filter(|known| *known == person.id);
            }
        }
        Self(known)
    }

    /// Whom a text names.
    pub fn named(&self, text: &str) -> Option<PersonId> {
        self.0.get(&plain(text)).copied().flatten()
    }
}
