//! Reading the stream: each event sets what it says, and nothing is decided here.

use jiff::Timestamp;

use super::mail;
use super::migration::Migrated;
use super::proposal::ApprovedQuote;
use super::{Attachment, Deal, Document, Event, Lead, Number, Passage, Recorded, ScreeningResult};
use crate::approval::{Approval, ApprovalResult, ApprovalSubject, Assignee, Step, Vote};
use crate::id::{ApprovalId, DealId, ObligationId};
use crate::obligation::{Obligation, ObligationState, Pause};
use crate::process::Stage;
use crate::shared::Shared;

impl Deal {
    /// The deal that a stream tells of; none before its first event.
    pub fn replay<'e>(id: DealId, events: impl IntoIterator<Item = &'e Recorded>) -> Option<Deal> {
        let mut events = events.into_iter();
        let mut deal = Deal::begin(id, events.next()?)?;
        events.for_each(|event| deal.fold(event));
        Some(deal)
    }

    /// The deal after its first event, which registers the lead.
    pub fn begin(id: DealId, first: &Recorded) -> Option<Deal> {
        let Event::LeadRegistered {
            process_version,
            account,
            owner,
            department,
            number,
            similar,
            from_deal,
            migrated,
            ..
        } = &first.event
        else {
            return None;
        };
        let mut deal = Deal {
            id,
            version: 1,
            last_at: first.at,
            began_at: first.at,
            process_version: *process_version,
            account: *account,
            owner: *owner,
            department: *department,
            stage: Stage::Screening,
            stage_since: first.at,
            passages: vec![Passage { stage: Stage::Screening, entered_at: first.at, left_at: None }],
            numbers: vec![number.clone()],
            migrated: None,
            lead: Lead {
                similar: *similar,
                followed_up_at: first.at,
                from_deal: *from_deal,
                ..Lead::default()
            },
            nurture: Default::default(),
            proposal: Default::default(),
            contracting: Default::default(),
            fulfilment: Default::default(),
            aftercare: Default::default(),
            documents: Default::default(),
            approvals: Default::default(),
            obligations: Default::default(),
            exceptions: Default::default(),
            hands: Default::default(),
            named: Default::default(),
            attachments: Default::default(),
            mails: Default::default(),
        };
        deal.note_hands(first);
        Some(match migrated {
            Some(migrated) => deal.brought_here(migrated),
            None => deal,
        })
    }

    /// The same where a migration batch says that it stands.
    fn brought_here(mut self, migrated: &Migrated) -> Deal {
        let number = Number::Drawn(migrated.number.clone());
        self.numbers.insert(0, number);
        (self.stage, self.stage_since) = (migrated.stage, migrated.since);
        self.passages = vec![Passage { stage: migrated.stage, entered_at: migrated.since, left_at: None }];
        self.lead.screening = Some(ScreeningResult::Valid);
        self.lead.grade = migrated.grade;
        self.lead.graded_at = migrated.grade.map(|_| self.began_at);
        self.migrated = Some(Box::new(migrated.clone()));
        self
    }

    /// Applies one event.
    pub fn fold(&mut self, recorded: &Recorded) {
        self.version += 1;
        self.last_at = recorded.at;
        self.note_hands(recorded);
        match &recorded.event {
            Event::CustomerMerged { to, .. } => self.account = *to,
            Event::OwnerChanged { to, department, .. } => {
                self.owner = *to;
                self.department = department.unwrap_or(self.department);
            }
            Event::DocumentSubmitted { .. } => self.fold_document(recorded),
            Event::QuoteApproved { document, revision, approval } => {
                let facts = self.documents.get(document).map(|quote| quote.facts.clone());
                let (document, revision, approval) = (*document, *revision, *approval);
                self.proposal.approved_quote =
                    facts.map(|facts| ApprovedQuote { document, revision, approval, facts });
            }
            Event::ApprovalKept { document, .. } => {
                if let Some(document) = self.documents.get_mut(document) {
                    document.to_mut().approved = true;
                }
            }
            Event::ExceptionGranted { gate, condition, .. } => {
                self.exceptions.insert((gate.clone(), condition.clone()));
            }
            Event::StageAdvanced { to, number, .. } => {
                self.enter(*to, recorded);
                self.numbers.extend(number.clone());
            }
            Event::StageReturned { to, .. } => self.enter(*to, recorded),
            Event::LeadWithdrawn { .. } => self.fold_withdrawal(),
            Event::ReaderNamed { person, .. } => drop(self.named.insert(*person)),
            Event::ReaderUnnamed { person, .. } => drop(self.named.remove(person)),
            Event::FilesAttached { document, files } => {
                let attach = |file: &crate::digest::Digest| Attachment {
                    document: *document,
                    file: *file,
                    by: recorded.by.person(),
                    at: recorded.at,
                };
                self.attachments.extend(files.iter().map(attach));
            }
            Event::CopyMailed { .. } | Event::MailSettled { .. } => mail::fold(&mut self.mails, recorded),
            Event::LeadRegistered { .. }
            | Event::PastRecorded { .. }
            | Event::Commented { .. }
            | Event::ApprovalUrged { .. } => {}
            event => {
                self.fold_approval(event, recorded);
                self.fold_obligation(event, recorded.at);
            }
        }
        self.lead.fold(recorded);
        self.nurture.fold(recorded);
        self.proposal.fold(recorded);
        self.contracting.fold(recorded);
        self.fulfilment.fold(recorded);
        self.aftercare.fold(recorded);
    }

    fn enter(&mut self, stage: Stage, recorded: &Recorded) {
        let at = recorded.at;
        self.passages.last_mut().into_iter().for_each(|passage| passage.left_at = Some(at));
        self.passages.push(Passage { stage, entered_at: at, left_at: None });
        (self.stage, self.stage_since) = (stage, at);
    }

    /// What a batch brought goes with it: nothing is owed by it, and its former number may come again.
    fn fold_withdrawal(&mut self) {
        if let Some(migrated) = &self.migrated {
            self.numbers.retain(|number| !matches!(number, Number::Drawn(text) if *text == migrated.number));
            self.fulfilment.contracts.clear();
            self.fulfilment.instalments.clear();
        }
    }

    fn fold_document(&mut self, recorded: &Recorded) {
        let Event::DocumentSubmitted { document, kind, revision, number, facts, body, digest, open_fields } =
            &recorded.event
        else {
            return;
        };
        let before = self.documents.get(document);
        let number = number.clone().or_else(|| before.and_then(|d| d.number.clone()));
        // An approval binds to content: the same content again is still approved.
        let approved = before.is_some_and(|before| before.approved && before.digest == *digest);
        self.documents.insert(
            *document,
            Shared::new(Document {
                kind: *kind,
                revision: *revision,
                number,
                facts: facts.clone(),
                body: *body,
                digest: *digest,
                open_fields: open_fields.clone(),
                submitted_by: recorded.by.person(),
                submitted_at: recorded.at,
                approved,
            }),
        );
    }

    fn fold_approval(&mut self, event: &Event, recorded: &Recorded) {
        match event {
            Event::ApprovalRequested {
                approval, chain, subject, digest, submitter, authors, steps, ..
            } => {
                let step = |plan: &crate::approval::PlannedStep| Step {
                    plan: plan.clone(),
                    assignees: Vec::new(),
                    decisions: Vec::new(),
                    blocked: false,
                    since: None,
                };
                let begun = Approval {
                    chain: chain.clone(),
                    subject: subject.clone(),
                    digest: *digest,
                    submitter: *submitter,
                    authors: authors.clone(),
                    requested_at: recorded.at,
                    steps: steps.iter().map(step).collect(),
                    active: 0,
                    result: None,
                    adjusted: None,
                    copied: Default::default(),
                    votes: Vec::new(),
                };
                self.approvals.insert(*approval, Shared::new(begun));
            }
            Event::StepActivated { approval, step, assignees } => {
                self.with_step(*approval, *step, |approval, at| {
                    approval.active = *step;
                    approval.steps[at].assignees = assignees.clone();
                    approval.steps[at].blocked = false;
                    approval.steps[at].since = Some(recorded.at);
                    approval.steps[at..].iter_mut().for_each(|later| later.decisions.clear());
                })
            }
            Event::StepBlocked { approval, step, .. } => self.with_step(*approval, *step, |approval, at| {
                approval.active = *step;
                approval.steps[at].blocked = true;
            }),
            Event::StepDecided { approval, step, by, on_behalf_of, verdict, .. } => {
                let (step, at) = (*step, recorded.at);
                let vote = Vote { step, by: *by, on_behalf_of: *on_behalf_of, verdict: *verdict, at };
                self.with_step(*approval, step, |approval, at| approval.count(vote, at));
            }
            Event::StepTransferred { approval, step, from, to, .. } => {
                self.with_step(*approval, *step, |approval, at| {
                    // A step that has not begun, or may come again, names another person.
                    if approval.active != *step {
                        approval.steps[at].plan.person = approval.steps[at].plan.person.map(|_| *to);
                        return;
                    }
                    for assignee in approval.steps[at].assignees.iter_mut().filter(|a| a.person == *from) {
                        *assignee = Assignee { person: *to, instead_of: Some(*from) };
                    }
                });
            }
            Event::ApproverAdded { approval, at, person, working_days, .. } => {
                if let Some(approval) = self.approvals.get_mut(approval).map(Shared::to_mut) {
                    let plan = crate::approval::added_step(*person, working_days.unwrap_or(1));
                    let added = Step {
                        plan,
                        assignees: Vec::new(),
                        decisions: Vec::new(),
                        blocked: false,
                        since: None,
                    };
                    let place = (*at as usize).saturating_sub(1).min(approval.steps.len());
                    approval.steps.insert(place, added);
                }
            }
            Event::ApprovalCopied { approval, to, .. } => {
                let approval = self.approvals.get_mut(approval).map(Shared::to_mut);
                approval.into_iter().for_each(|a| a.copied.extend(to));
            }
            Event::ApprovalFinished { approval, result, .. } => self.end_approval(*approval, *result),
            _ => {}
        }
    }

    fn with_step(&mut self, approval: ApprovalId, step: u32, change: impl FnOnce(&mut Approval, usize)) {
        let Some(approval) = self.approvals.get_mut(&approval).map(Shared::to_mut) else { return };
        let at = (step as usize).saturating_sub(1);
        if at < approval.steps.len() {
            change(approval, at);
        }
    }

    fn end_approval(&mut self, id: ApprovalId, result: ApprovalResult) {
        let Some(approval) = self.approvals.get_mut(&id).map(Shared::to_mut) else { return };
        approval.result = Some(result);
        if let ApprovalSubject::Document { document, .. } = &approval.subject
            && let Some(document) = self.documents.get_mut(document)
            && document.digest == approval.digest
        {
            document.to_mut().approved = result == ApprovalResult::Approved;
        }
    }

    fn fold_obligation(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::ObligationOpened { obligation, clock, subject, debtor, due_at, derivation, alarms } => {
                let opened = Obligation {
                    clock: clock.clone(),
                    subject: subject.clone(),
                    debtor: *debtor,
                    due_at: *due_at,
                    derivation: derivation.clone(),
                    alarms: alarms.clone(),
                    alarms_raised: 0,
                    missed: false,
                    pauses: Vec::new(),
                    state: ObligationState::Open,
                };
                self.obligations.insert(*obligation, Shared::new(opened));
            }
            Event::ObligationRescheduled { obligation, due_at, derivation, alarms } => {
                self.with_obligation(*obligation, |o| {
                    o.due_at = *due_at;
                    o.derivation = derivation.clone();
                    o.alarms = alarms.clone();
                    o.alarms_raised = 0;
                });
            }
            Event::ObligationMoved { obligation, debtor } => {
                self.with_obligation(*obligation, |o| o.debtor = *debtor);
            }
            Event::ObligationMet { obligation, .. } => {
                self.with_obligation(*obligation, |o| o.state = ObligationState::Met);
            }
            Event::ObligationMissed { obligation, .. } => {
                self.with_obligation(*obligation, |o| o.missed = true)
            }
            Event::ObligationCancelled { obligation } => {
                self.with_obligation(*obligation, |o| o.state = ObligationState::Cancelled);
            }
            Event::ObligationPaused { obligation, reason, .. } => {
                let pause = Pause { reason: reason.clone(), from: at, to: None };
                self.with_obligation(*obligation, |o| o.pauses.push(pause));
            }
            Event::ObligationResumed { obligation, due_at, alarms } => {
                self.with_obligation(*obligation, |o| {
                    o.due_at = *due_at;
                    o.alarms = alarms.clone();
                    o.pauses.last_mut().into_iter().for_each(|pause| pause.to = Some(at));
                });
            }
            Event::AlarmRaised { obligation, alarm, .. } => {
                self.with_obligation(*obligation, |o| o.alarms_raised = alarm + 1);
            }
            _ => {}
        }
    }

    fn with_obligation(&mut self, id: ObligationId, change: impl FnOnce(&mut Obligation)) {
        if let Some(obligation) = self.obligations.get_mut(&id) {
            change(obligation.to_mut());
        }
    }
}
