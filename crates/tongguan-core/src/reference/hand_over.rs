//! A hand-over (交接): everything that somebody who leaves answered for, moved in one action, and who signs for it.
//!
//! Promises a list that names each thing by its id and by the digest that it had, under one digest over all; that whoever moved it does
//! not sign for it; that it never changes once written but for its signatures. Must never hold a name or a text of what was moved.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::account::Account;
use super::authority::rule_of;
use super::delegation::Delegation;
use super::post::Post;
use super::{Desk, Record, Refusal, text};
use crate::digest::Digest;
use crate::id::{AccountId, DepartmentId, HandOverId, PersonId, PostId};
use crate::organization::{Answering, Organization};

/// What a hand-over is asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leaving {
    /// Who leaves.
    pub from: PersonId,
    /// Who takes over what is given to nobody else.
    pub to: PersonId,
    /// Why.
    pub reason: String,
    /// Customers that somebody else takes, with the deals of each.
    pub customers: BTreeMap<AccountId, PersonId>,
    /// Posts that somebody takes at once; the others stand empty.
    pub successors: BTreeMap<PostId, PersonId>,
    /// Whether he keeps his posts and stand-ins, because he stays in the company.
    pub keeps_posts: bool,
}

impl Leaving {
    /// Who takes what belongs to a customer.
    pub fn receiver(&self, account: Option<AccountId>) -> PersonId {
        account.and_then(|account| self.customers.get(&account)).copied().unwrap_or(self.to)
    }

    /// Everybody who takes over something.
    pub fn receivers(&self) -> BTreeSet<PersonId> {
        let others = self.customers.values().chain(self.successors.values());
        others.copied().chain([self.to]).collect()
    }
}

/// A hand-over as it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Its id.
    pub id: HandOverId,
    /// Who left.
    pub from: PersonId,
    /// Why.
    pub reason: String,
    /// Who moved it; absent for the system.
    pub made_by: Option<PersonId>,
    /// When.
    pub made_at: Timestamp,
    /// What was moved, in order.
    pub items: Vec<Item>,
    /// The digest over all of it: what a signature is for.
    pub digest: Digest,
    /// Who signed.
    pub signatures: Vec<Signature>,
}

/// A thing that was moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What kind of thing.
    pub kind: ItemKind,
    /// Its id.
    pub id: Uuid,
    /// Who has it now; nobody where it ended or stands empty.
    pub to: Option<PersonId>,
    /// The digest of its state before.
    pub digest: Digest,
}

/// A kind of thing that is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A customer.
    Account,
    /// A deal: owned, owed in, or with a turn in an approval.
    Deal,
    /// A post.
    Post,
    /// A delegation, which ends.
    Delegation,
    /// A draft of a document.
    Draft,
    /// A kept filter of a list.
    SavedView,
    /// An open appeal about whose a customer is.
    AccountAppeal,
}

impl ItemKind {
    /// The word on the wire.
    pub fn key(self) -> &'static str {
        match self {
            ItemKind::Account => "account",
            ItemKind::Deal => "deal",
            ItemKind::Post => "post",
            ItemKind::Delegation => "delegation",
            ItemKind::Draft => "draft",
            ItemKind::SavedView => "saved_view",
            ItemKind::AccountAppeal => "account_appeal",
        }
    }
}

/// A signature under the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What he said to it.
    pub note: Option<String>,
}

impl HandOver {
    /// Who takes over something, or has.
    pub fn receivers(&self) -> BTreeSet<PersonId> {
        self.items.iter().filter_map(|item| item.to).collect()
    }

    /// Whether everybody who took over something has signed, or somebody above has.
    pub fn is_signed(&self) -> bool {
        let signed: BTreeSet<PersonId> = self.signatures.iter().map(|signature| signature.by).collect();
        let receivers = self.receivers();
        signed.iter().any(|by| !receivers.contains(by)) || receivers.is_subset(&signed)
    }

    /// Who may sign: those who took over, and their superiors; never the one who moved it or the one who left.
    pub fn signers(&self, desk: &Desk<'_>) -> BTreeSet<PersonId> {
        let receivers = self.receivers();
        let above = receivers.iter().flat_map(|person| match desk.organization.superior(*person) {
            Answering::Holders(holders) => holders,
            Answering::Vacant(_) | Answering::NoPost => Vec::new(),
        });
        let mut signers: BTreeSet<PersonId> = above.chain(receivers.iter().copied()).collect();
        signers.remove(&self.from);
        self.made_by.map(|by| signers.remove(&by));
        signers
    }
}

impl Record for HandOver {
    const KIND: &'static str = "hand_over";
    const PERSONAL: &'static [&'static str] = &["reason", "signatures"];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// What may be asked of a hand-over that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// Somebody confirms that he has it all, by the digest that he saw.
    SignHandOver {
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        digest: Digest,
        #[serde(default)]
        note: Option<String>,
    },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::SignHandOver { .. } => "sign_hand_over",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, handed: Option<&HandOver>, command: &Command) -> Result<HandOver, Refusal> {
    let Some(handed) = handed else {
        return Err(Refusal::AlreadyExists { kind: HandOver::KIND.to_owned() });
    };
    let Command::SignHandOver { digest, note } = command;
    if desk.actor().is_some() && desk.actor() == handed.made_by {
        return Err(Refusal::NeedsSecondPerson);
    }
    desk.admit(command.key(), handed.signers(desk))?;
    let by = desk.actor().ok_or(Refusal::NeedsSecondPerson)?;
    if *digest != handed.digest {
        return Err(Refusal::BadValue { field: "digest".to_owned() });
    }
    if handed.signatures.iter().any(|signature| signature.by == by) {
        return Err(Refusal::NoChange);
    }
    let note = text::optional("note", note.as_deref(), 500)?;
    let mut signed = handed.clone();
    signed.signatures.push(Signature { by, at: desk.now(), note });
    Ok(signed)
}

/// Refuses a hand-over that this person may not give, or that goes to nobody.
///
/// A manager hands over what his own people had. To empty the posts of a leaver takes rights away and is for whoever may let him go; to
/// fill one gives rights and is for whoever keeps them.
pub fn admit(desk: &Desk<'_>, leaving: &Leaving) -> Result<String, Refusal> {
    desk.admit("hand_over", None)?;
    let Leaving { from, .. } = leaving;
    let Some(leaver) = desk.organization.people.get(from) else {
        return Err(Refusal::UnfitPerson { person: *from });
    };
    if let Some(by) = desk.actor() {
        let refused = |command: &str, needs: &[&str]| {
            let needs = needs.iter().map(|role| (*role).to_owned()).collect();
            Err(Refusal::NotPermitted { command: command.to_owned(), needs })
        };
        if !is_within_reach(desk.organization, by, leaver.department) {
            return Err(Refusal::OutOfReach { person: *from });
        }
        if !leaving.successors.is_empty() && !may(desk, "fill_post", by) {
            return refused("fill_post", rule_of("fill_post").map_or(&[][..], |rule| rule.roles));
        }
        if by == *from {
            return Err(Refusal::NeedsSecondPerson);
        }
        let posts = desk.organization.posts.iter().any(|post| post.holder == Some(*from));
        if posts && !leaving.keeps_posts && !may_empty(desk, by, *from) {
            return refused("vacate_post", rule_of("vacate_post").map_or(&[][..], |rule| rule.roles));
        }
    }
    let unfit = |person: &PersonId| *person == *from || !desk.organization.is_active(*person);
    match leaving.receivers().into_iter().find(unfit) {
        Some(person) => Err(Refusal::UnfitPerson { person }),
        None => text::required("reason", &leaving.reason, 5, 500),
    }
}

/// Who hands over for his own people only.
const LINE: [&str; 2] = ["sales_manager", "sales_director"];
/// Who hands over for everybody.
const EVERYWHERE: [&str; 3] = ["sys_admin", "security_admin", "sales_ops"];
/// Whose posts are not emptied by those who sell: they keep the system, watch it, or lead the company.
const KEEPERS: [&str; 4] = ["sys_admin", "security_admin", "auditor", "general_manager"];

fn is_within_reach(organization: &Organization, by: PersonId, department: DepartmentId) -> bool {
    holds_any(organization, by, &EVERYWHERE)
        || LINE.iter().any(|role| organization.holds(by, role, department))
}

/// Whose things somebody may hand over to others.
pub fn leavers(organization: &Organization, by: PersonId) -> impl Iterator<Item = PersonId> {
    let active = organization.people.iter().filter(|(_, person)| person.active);
    let reached = active.filter(move |(_, person)| is_within_reach(organization, by, person.department));
    reached.map(|(id, _)| *id).filter(move |person| *person != by)
}

fn may(desk: &Desk<'_>, command: &str, by: PersonId) -> bool {
    rule_of(command).is_some_and(|rule| rule.admits(desk.organization, by))
}

/// Whether somebody may leave the posts of another empty.
fn may_empty(desk: &Desk<'_>, by: PersonId, from: PersonId) -> bool {
    let keeps = holds_any(desk.organization, by, &["sys_admin"]) || may(desk, "vacate_post", by);
    let sells = holds_any(desk.organization, by, &["sales_ops"])
        && !holds_any(desk.organization, from, &KEEPERS)
        && !is_above(desk, from, by);
    keeps || sells || is_above(desk, by, from)
}

fn holds_any(organization: &Organization, person: PersonId, roles: &[&str]) -> bool {
    organization.roles_of(person).any(|held| roles.contains(&held))
}

/// Whether somebody stands above another, however far.
fn is_above(desk: &Desk<'_>, above: PersonId, person: PersonId) -> bool {
    let organization = desk.organization;
    let mut at = person;
    for _ in 0..organization.posts.len() {
        match organization.superior(at) {
            Answering::Holders(holders) if holders.contains(&above) => return true,
            Answering::Holders(holders) if holders.first().is_some_and(|next| *next != at) => at = holders[0],
            _ => return false,
        }
    }
    false
}

/// A customer under its next owner.
pub fn customer(desk: &Desk<'_>, account: &Account, to: PersonId) -> Result<Account, Refusal> {
    let person = desk.organization.people.get(&to).filter(|person| person.active);
    let department = person.ok_or(Refusal::UnfitPerson { person: to })?.department;
    Ok(Account { owner: Some(to), department, ..account.clone() })
}

/// A post without the leaver: empty, or at once his successor's.
pub fn post(desk: &Desk<'_>, post: &Post, successor: Option<PersonId>) -> Result<Post, Refusal> {
    if successor.is_some() && successor == desk.actor() {
        return Err(Refusal::FillsOwnPost);
    }
    Ok(Post { holder: successor, since: desk.now(), ..post.clone() })
}

/// A delegation that ends now; none where it has ended.
pub fn delegation(desk: &Desk<'_>, delegation: &Delegation) -> Option<Delegation> {
    let ends_at = desk.now().max(delegation.starts_at);
    (delegation.ends_at > ends_at).then(|| Delegation { ends_at, ..delegation.clone() })
}

/// The list of what was moved.
pub fn record(
    desk: &Desk<'_>,
    leaving: &Leaving,
    reason: String,
    items: Vec<Item>,
) -> Result<HandOver, Refusal> {
    if items.is_empty() {
        return Err(Refusal::NothingToHandOver);
    }
    let (id, from) = (HandOverId(desk.fresh_id()), leaving.from);
    let (made_by, made_at) = (desk.actor(), desk.now());
    let digest = digest_of(from, made_at, &items);
    Ok(HandOver { id, from, reason, made_by, made_at, items, digest, signatures: Vec::new() })
}

/// The digest over who left, when, and each thing with its receiver and the digest that it had.
pub fn digest_of(from: PersonId, at: Timestamp, items: &[Item]) -> Digest {
    let line = |item: &Item| {
        let to = item.to.map(|to| to.to_string()).unwrap_or_default();
        format!("{} {} {to} {}\n", item.kind.key(), item.id, item.digest)
    };
    let lines: String = items.iter().map(line).collect();
    Digest::of(format!("{from} {at}\n{lines}").as_bytes())
}
