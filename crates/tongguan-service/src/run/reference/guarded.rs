//! What a command to reference data leaves in the security log: roles given and taken, people let in and shut out, settings that guard
//! the ways in.
//!
//! Promises the line in the transaction of the command, under the command's own id.

use serde_json::{Value, json};
use tongguan_core::id::{PersonId, PostId};
use tongguan_core::organization::Organization;
use tongguan_core::reference::setting::GUARDS;
use tongguan_core::reference::{Command, person, post, setting};
use tongguan_core::security::Kind;
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use crate::run::attempt::Attempt;
use crate::trace::Line;

/// Writes the line of a command that was done, where it has one. The organisation is the one before.
pub(super) async fn tell(
    tx: &mut Tx,
    node: &str,
    (attempt, id): (&Attempt, Uuid),
    (command, before): (&Command, &Organization),
) -> Result<(), StoreError> {
    let Some((kind, person, detail)) = told(command, id, before) else { return Ok(()) };
    let line = Line::new(attempt.id.0, attempt.context.now, kind).detail(detail);
    let line = attempt.context.actor.person().into_iter().fold(line, Line::by).of(person);
    line.write(tx, attempt.tenant, node).await
}

fn told(command: &Command, id: Uuid, before: &Organization) -> Option<(Kind, Option<PersonId>, Value)> {
    let post = || before.posts.iter().find(|post| post.id == PostId(id));
    let role = || post().map(|post| post.role.clone());
    Some(match command {
        Command::Person(person::Command::DisablePerson {}) => {
            (Kind::PersonDisabled, Some(PersonId(id)), json!({}))
        }
        Command::Person(person::Command::EnablePerson {}) => {
            (Kind::PersonEnabled, Some(PersonId(id)), json!({}))
        }
        Command::Post(post::Command::FillPost { person, .. }) => {
            (Kind::RoleGranted, Some(*person), json!({"role": role(), "post": id}))
        }
        Command::Post(post::Command::VacatePost {} | post::Command::EndActing {}) => {
            (Kind::RoleTaken, post().and_then(|post| post.holder), json!({"role": role(), "post": id}))
        }
        Command::Setting(setting::Command::PutSetting { key, value }) if GUARDS.contains(&key.as_str()) => {
            (Kind::SettingChanged, None, json!({"key": key, "value": value}))
        }
        _ => return None,
    })
}
