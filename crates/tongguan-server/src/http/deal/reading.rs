//! One deal as one person reads it: all that the answers about it are made of.
//!
//! Promises that whoever holds a [`Reading`] may see the deal. Must never be made around [`Reading::load`].

use std::sync::Arc;

use serde::Serialize;
use tongguan_core::deal::{Deal, Recorded};
use tongguan_core::decision::Decision;
use tongguan_core::facts::{Context, Facts};
use tongguan_core::process::Process;
use uuid::Uuid;

use crate::i18n::Lang;
use crate::i18n::speaker::{Names, Speaker};

/// A deal, loaded for one reader.
pub struct Reading {
    /// The deal, folded.
    pub deal: Deal,
    /// Its events.
    pub events: Vec<Recorded>,
    /// The process that it is pinned to.
    pub process: Arc<Process>,
    /// What a decision on advancing it would see.
    pub facts: Facts,
    /// Who reads, and when.
    pub context: Context,
    /// Names by id.
    pub names: Names,
    /// The reader's language.
    pub lang: Lang,
}

/// An id and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Named {
    /// Its id.
    pub id: Uuid,
    /// Its name; absent where it is not known or was erased.
    pub name: Option<String>,
}

impl Reading {
    /// Speaks the reader's language.
    pub fn speaker(&self) -> Speaker<'_> {
        Speaker { lang: self.lang, process: &self.process, names: &self.names }
    }

    /// An id with its name.
    pub fn named(&self, id: Uuid) -> Named {
        Named { id, name: self.names.get(&id).cloned() }
    }

    /// A decision that nobody will store, to ask the core what holds.
    pub fn decision(&self) -> Decision<'_> {
        Decision::new(self.deal.clone(), &self.process, &self.facts, &self.context)
    }

    /// The roles of the reader, in whatever department.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        let person = self.context.actor.person();
        person.into_iter().flat_map(|person| self.facts.organization.roles_of(person))
    }
}
