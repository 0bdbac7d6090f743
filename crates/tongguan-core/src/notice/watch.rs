//! What each event gives word of, and to whom, before anybody is left out.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{About, Reason};
use crate::approval::ApprovalResult;
use crate::approval::stand_in::stand_ins;
use crate::deal::mail::MailOutcome;
use crate::deal::proposal::QuoteView;
use crate::deal::{Deal, Event, OwnerChange, Recorded};
use crate::id::{ApprovalId, ObligationId, PersonId, PostId};
use crate::obligation::Subject;
use crate::organization::{Answering, Organization};
use crate::process::{AlarmKind, DocumentKind, Party, Process, StepMode};

/// Word of one thing to some people.
pub(super) struct Word {
    pub to: Vec<PersonId>,
    pub reason: Reason,
    pub about: About,
    pub params: Map<String, Value>,
}

/// Word of what happened.
pub(super) fn words(
    deal: &Deal,
    recorded: &Recorded,
    process: &Process,
    organization: &Organization,
) -> Vec<Word> {
    let watch = Watch { deal, process, organization, now: recorded.at };
    let owner = || deal.owner.into_iter().collect();
    let of_deal = |to, reason, params| vec![word(to, reason, About::Deal, params)];
    match &recorded.event {
        Event::AlarmRaised { obligation, kind, to, .. } => watch.alarm(*obligation, *kind, to),
        Event::ObligationOpened { obligation, subject, debtor, .. } => {
            watch.opened(*obligation, subject, *debtor)
        }
        Event::ObligationRescheduled { obligation, .. } | Event::ObligationResumed { obligation, .. } => {
            watch.rescheduled(*obligation)
        }
        Event::StepActivated { approval, .. } => watch.turn(*approval),
        Event::StepDecided { approval, step, .. } => watch.next_in_order(*approval, *step),
        // A step that is still to come is told of when it does.
        Event::StepTransferred { approval, step, to, .. } if watch.is_active(*approval, *step) => {
            watch.to_whom_it_falls(*approval, Reason::ApprovalTransferred, vec![*to])
        }
        Event::ApprovalUrged { approval } => {
            watch.to_whom_it_falls(*approval, Reason::ApprovalUrged, watch.whose_turn(*approval))
        }
        Event::StepBlocked { approval, role, vacant, .. } => watch.blocked(*approval, role, *vacant),
        Event::ApprovalFinished { approval, result, .. } => watch.finished(*approval, *result),
        Event::LeadRegistered { owner, migrated: None, .. } => {
            owner_changed(None, *owner, OwnerChange::Assigned)
        }
        Event::OwnerChanged { from, to, change, .. } => owner_changed(*from, *to, *change),
        Event::StageAdvanced { to, .. } => {
            of_deal(owner(), Reason::StageAdvanced, params(json!({"stage": to})))
        }
        Event::StageReturned { to, .. } => {
            of_deal(owner(), Reason::StageReturned, params(json!({"stage": to})))
        }
        Event::Commented { mentions, .. } => {
            let by = params(json!({"by": recorded.by.person()}));
            of_deal(mentions.clone(), Reason::Mentioned, by)
        }
        Event::MailSettled { mail, outcome } if *outcome != MailOutcome::Accepted => {
            let sent = deal.mails.get(mail);
            let said = params(json!({"kind": sent.map(|mail| mail.kind), "outcome": outcome}));
            of_deal(sent.and_then(|mail| mail.by).into_iter().collect(), Reason::MailFailed, said)
        }
        Event::AppealFiled { .. } => of_deal(owner(), Reason::AppealFiled, Map::new()),
        Event::AppealDecided { .. } => {
            let by = deal.lead.appeals.last().map(|appeal| appeal.by);
            of_deal(by.into_iter().collect(), Reason::AppealDecided, Map::new())
        }
        Event::ReviewConvened { chair, held_at, voters, .. } => {
            let said = params(json!({"chair": chair, "held_at": held_at}));
            of_deal(voters.clone(), Reason::ReviewInvited, said)
        }
        Event::ReviewPassed { review, to: Some(to), .. } => {
            let of = deal.proposal.reviews.get(review);
            let said =
                params(json!({"chair": of.map(|one| one.chair), "held_at": of.map(|one| one.held_at)}));
            of_deal(vec![*to], Reason::ReviewInvited, said)
        }
        Event::ResourceRequested { role, needed_on, .. } => {
            let said = params(json!({"role": role, "needed_on": needed_on}));
            of_deal(watch.granting(), Reason::ResourceAsked, said)
        }
        Event::ResourceDecided { resource, granted, person, .. } => {
            let asked = deal.proposal.resources.get(resource).and_then(|asked| asked.asked_by);
            let said = params(json!({"granted": granted, "person": person}));
            of_deal(asked.into_iter().collect(), Reason::ResourceAnswered, said)
        }
        Event::DocumentSubmitted { kind: DocumentKind::Quotation, facts, .. }
            if QuoteView(facts).has_special_terms() =>
        {
            let said = params(json!({"kind": DocumentKind::Quotation}));
            of_deal(watch.holders(&process.settings.notices.special_terms), Reason::Copied, said)
        }
        _ => Vec::new(),
    }
}

/// What is looked at for a word.
struct Watch<'a> {
    deal: &'a Deal,
    process: &'a Process,
    organization: &'a Organization,
    now: Timestamp,
}

impl Watch<'_> {
    fn alarm(&self, id: ObligationId, kind: AlarmKind, to: &[PersonId]) -> Vec<Word> {
        let reason = match kind {
            // An alarm that nobody hears is a fault of the organisation.
            _ if to.is_empty() => {
                return vec![self.of_obligation(id, Reason::ObligationUnowed, self.unattended())];
            }
            AlarmKind::Reminder => Reason::Reminder,
            AlarmKind::Recycle if self.deal.owner.is_none() => {
                return vec![word(to.to_vec(), Reason::LeadRecycled, About::Deal, Map::new())];
            }
            AlarmKind::Escalation | AlarmKind::Recycle => Reason::Escalation,
        };
        let mut words = vec![self.of_obligation(id, reason, to.to_vec())];
        // Whoever stands in is reminded of the step that he is to decide.
        if let (AlarmKind::Reminder, Some(Subject::Step(approval, _))) = (kind, self.subject(id)) {
            words.extend(self.in_place_of(*approval, to, || self.of_obligation(id, reason, Vec::new())));
        }
        words
    }

    fn subject(&self, id: ObligationId) -> Option<&Subject> {
        self.deal.obligations.get(&id).map(|obligation| &obligation.subject)
    }

    fn opened(&self, id: ObligationId, subject: &Subject, debtor: Option<PersonId>) -> Vec<Word> {
        match (debtor, subject) {
            // Whoever's turn it is hears of the step itself.
            (_, Subject::Step(..)) => Vec::new(),
            (Some(debtor), _) => vec![self.of_obligation(id, Reason::ObligationOpened, vec![debtor])],
            (None, _) => vec![self.of_obligation(id, Reason::ObligationUnowed, self.unattended())],
        }
    }

    fn rescheduled(&self, id: ObligationId) -> Vec<Word> {
        let debtor = self.deal.obligations.get(&id).and_then(|o| o.debtor);
        vec![self.of_obligation(id, Reason::ObligationRescheduled, debtor.into_iter().collect())]
    }

    fn turn(&self, id: ApprovalId) -> Vec<Word> {
        self.to_whom_it_falls(id, Reason::ApprovalTurn, self.whose_turn(id))
    }

    /// To those whose turn it is, and to whoever stands in for one of them now, with the name of that one.
    fn to_whom_it_falls(&self, id: ApprovalId, reason: Reason, to: Vec<PersonId>) -> Vec<Word> {
        let instead = self.in_place_of(id, &to, || self.of_approval(id, reason, Vec::new()));
        std::iter::once(self.of_approval(id, reason, to)).chain(instead).collect()
    }

    /// The same word to whoever decides in an approval in the place of one of these people.
    fn in_place_of(&self, id: ApprovalId, people: &[PersonId], same: impl Fn() -> Word) -> Vec<Word> {
        let Some(approval) = self.deal.approvals.get(&id) else { return Vec::new() };
        let found = stand_ins(self.organization, self.process, (self.deal, approval), self.now);
        let found = found.into_iter().filter(|(_, absent)| people.contains(absent));
        let to_one = |(person, absent): (PersonId, PersonId)| {
            let mut word = Word { to: vec![person], ..same() };
            word.params.insert("on_behalf_of".to_owned(), json!(absent));
            word
        };
        found.map(to_one).collect()
    }

    /// In a step where one decides after the other, the next one hears of it when his turn comes.
    fn next_in_order(&self, id: ApprovalId, step: u32) -> Vec<Word> {
        let approval = self.deal.approvals.get(&id).filter(|a| a.is_open() && a.active == step);
        let in_order = approval.and_then(|a| a.active_step()).map(|s| s.plan.mode) == Some(StepMode::InOrder);
        if in_order { self.turn(id) } else { Vec::new() }
    }

    /// Whoever asked, whoever mends posts, and the superior of the post that stands empty.
    fn blocked(&self, id: ApprovalId, role: &str, vacant: Option<PostId>) -> Vec<Word> {
        let submitter = self.deal.approvals.get(&id).map(|a| a.submitter);
        let post = |id: PostId| self.organization.posts.iter().find(|post| post.id == id);
        let above = vacant.and_then(post).and_then(|post| post.reports_to).and_then(post);
        let above = above.and_then(|post| post.holder);
        let to = submitter.into_iter().chain(self.unattended()).chain(above).collect();
        let mut word = self.of_approval(id, Reason::ApprovalBlocked, to);
        word.params.insert("role".to_owned(), role.into());
        vec![word]
    }

    /// Whoever asked and whoever answers for the deal; when content lapsed or was taken back, also whoever was about to decide.
    fn finished(&self, id: ApprovalId, result: ApprovalResult) -> Vec<Word> {
        let submitter = self.deal.approvals.get(&id).map(|a| a.submitter);
        let mut to: Vec<PersonId> = submitter.into_iter().chain(self.deal.owner).collect();
        if matches!(result, ApprovalResult::Lapsed | ApprovalResult::Withdrawn) {
            to.extend(self.whose_turn(id));
        }
        let mut word = self.of_approval(id, Reason::ApprovalFinished, to);
        word.params.insert("result".to_owned(), json!(result));
        vec![word]
    }

    fn of_obligation(&self, id: ObligationId, reason: Reason, to: Vec<PersonId>) -> Word {
        let obligation = self.deal.obligations.get(&id);
        let said = obligation.map(|o| json!({"clock": o.clock, "due_at": o.due_at, "debtor": o.debtor}));
        word(to, reason, About::Obligation(id), params(said.unwrap_or_default()))
    }

    fn of_approval(&self, id: ApprovalId, reason: Reason, to: Vec<PersonId>) -> Word {
        let approval = self.deal.approvals.get(&id);
        let said = approval.map(|a| json!({"chain": a.chain, "submitter": a.submitter}));
        word(to, reason, About::Approval(id), params(said.unwrap_or_default()))
    }

    fn is_active(&self, id: ApprovalId, step: u32) -> bool {
        self.deal.approvals.get(&id).is_some_and(|approval| approval.active == step)
    }

    fn whose_turn(&self, id: ApprovalId) -> Vec<PersonId> {
        let step = self.deal.approvals.get(&id).and_then(|approval| approval.active_step());
        step.map(|step| step.turn()).unwrap_or_default()
    }

    /// Those who look after the organisation, for what nobody else answers for.
    fn unattended(&self) -> Vec<PersonId> {
        self.holders(&self.process.settings.notices.unattended)
    }

    /// Those who may grant people.
    fn granting(&self) -> Vec<PersonId> {
        let parties =
            self.process.acts.get("grant_resource").map(|act| act.by.as_slice()).unwrap_or_default();
        let roles = parties.iter().filter_map(|party| match party {
            Party::Role(role) => Some(role.clone()),
            _ => None,
        });
        self.holders(&roles.collect::<Vec<_>>())
    }

    /// Those who answer for these roles.
    fn holders(&self, roles: &[String]) -> Vec<PersonId> {
        let holders = |role: &String| match self.organization.answering(role, self.deal.department) {
            Answering::Holders(holders) => holders,
            Answering::Vacant(_) | Answering::NoPost => Vec::new(),
        };
        roles.iter().flat_map(holders).collect()
    }
}

fn owner_changed(from: Option<PersonId>, to: Option<PersonId>, change: OwnerChange) -> Vec<Word> {
    let changed = params(json!({"from": from, "to": to}));
    let word = |person: Option<PersonId>, reason| {
        word(person.into_iter().collect(), reason, About::Deal, changed.clone())
    };
    match change {
        OwnerChange::Recycled => vec![word(from, Reason::LeadRecycled)],
        _ => vec![word(to, Reason::DealAssigned), word(from, Reason::DealTaken)],
    }
}

fn word(to: Vec<PersonId>, reason: Reason, about: About, params: Map<String, Value>) -> Word {
    Word { to, reason, about, params }
}

fn params(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
