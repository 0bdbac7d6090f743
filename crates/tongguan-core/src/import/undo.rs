//! Taking an import back: what each row made or changed, and whether anybody has built on it since.
//!
//! Promises that nothing is taken back under somebody's feet: a thing that moved on after the import, or that something from outside the
//! import leans on, stays and is named. Must never look anything up: the shell tells what it found.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::id::PersonId;

/// One thing that a command of a row made or changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Touch {
    /// Its kind, such as `account` or `deal`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// Its version before; 0 where it is new.
    pub before: u64,
    /// Its version after.
    pub after: u64,
    /// What it was before, where it was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<Value>,
}

/// A thing as the whole import left it.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The row of the file that touched it first.
    pub row: u32,
    /// Whether the import made it.
    pub born: bool,
    /// Its version after the last row that touched it.
    pub last: u64,
    /// What it was before the import.
    pub former: Option<Value>,
}

/// What the rows together did to each thing, in the order in which they came to it.
pub fn net(touches: impl IntoIterator<Item = (u32, Touch)>) -> Vec<Thing> {
    let mut things: Vec<Thing> = Vec::new();
    let mut places: HashMap<(String, Uuid), usize> = HashMap::new();
    for (row, touch) in touches {
        let place = *places.entry((touch.kind.clone(), touch.id)).or_insert(things.len());
        match things.get_mut(place) {
            Some(thing) => thing.last = touch.after,
            None => things.push(Thing {
                kind: touch.kind,
                id: touch.id,
                row,
                born: touch.before == 0,
                last: touch.after,
                former: touch.former,
            }),
        }
    }
    things
}

/// What is found of a thing now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Its version; 0 where it is not there, or was taken back already.
    pub version: u64,
    /// Whether its state is what it was before the import.
    pub is_former: bool,
    /// Who changed it last, and when.
    pub changed: Option<(Option<PersonId>, Timestamp)>,
    /// What leans on it and was not made by the same import.
    pub leaning: Vec<Leaning>,
}

/// Something that leans on a thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Leaning {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// Whose it is, if anybody's.
    pub by: Option<PersonId>,
    /// Since when, where that is known.
    pub at: Option<Timestamp>,
}

/// How a thing is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is done already.
    Done,
    /// It was new: it is withdrawn.
    Withdraw,
    /// It was there: it becomes what it was.
    Restore,
}

/// A thing that was built upon, and by what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BuiltUpon {
    /// The row of the file.
    pub row: u32,
    /// The kind of the thing.
    pub kind: String,
    /// The thing.
    pub id: Uuid,
    /// What leans on it; absent where the thing itself was changed.
    pub leaning: Option<Leaning>,
    /// Who built on it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Option<Timestamp>,
}

/// How a thing is taken back, or what was built on it.
pub fn judge(thing: &Thing, found: &Found) -> Result<Way, Vec<BuiltUpon>> {
    let built = |leaning: Option<Leaning>, by, at| BuiltUpon {
        row: thing.row,
        kind: thing.kind.clone(),
        id: thing.id,
        leaning,
        by,
        at,
    };
    if found.version == 0 || (!thing.born && found.version > thing.last && found.is_former) {
        return Ok(Way::Done);
    }
    let mut built_upon = Vec::new();
    if found.version != thing.last {
        let (by, at) = found.changed.unzip();
        built_upon.push(built(None, by.flatten(), at));
    }
    if thing.born {
        let leaning = found.leaning.iter();
        built_upon.extend(leaning.map(|leaning| built(Some(leaning.clone()), leaning.by, leaning.at)));
    }
    match (built_upon.is_empty(), thing.born) {
        (false, _) => Err(built_upon),
        (true, true) => Ok(Way::Withdraw),
        (true, false) => Ok(Way::Restore),
    }
}
