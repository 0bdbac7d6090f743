//! 撞单申诉 about a customer without business: who files, who decides, and that its day of recycling stays.

use jiff::SignedDuration;
use tongguan_core::calendar::Calendar;
use tongguan_core::notice::Reason;
use tongguan_core::reference::account::{self, Account};
use tongguan_core::reference::account_appeal::{
    self as appeals, AccountAppeal, Command, Known, awarded, deciders, handed, may_merge, reminders, words,
};
use tongguan_core::reference::account_pool::{Activity, recycle_on};
use tongguan_core::reference::{Refusal, change};

use super::{Office, code};
use crate::scene::{Who, local};

/// A customer of the rep, and what was contested so far, the latest first.
struct Case {
    office: Office,
    account: Account,
    appeals: Vec<AccountAppeal>,
}

impl Case {
    fn new() -> Self {
        let mut office = Office::new();
        let command = account::Command::CreateAccount {
            name: "杭州示例智能制造有限公司".to_owned(),
            uscc: None,
            nature: None,
            size_class: None,
            industry: None,
            region: None,
            justification: None,
        };
        let known = account::Known::default();
        let made = office.at(Who::Rep, |desk| account::decide(desk, None, &known, &command));
        Self { office, account: made.expect("a customer"), appeals: Vec::new() }
    }

    fn known(&self) -> Known {
        Known { account: Some(self.account.clone()), appeals: self.appeals.clone() }
    }

    fn file(&mut self, who: Who) -> Result<AccountAppeal, Refusal> {
        let (known, calendar) = (self.known(), Calendar::shipped());
        let reason = "我先报备\n并已两次拜访".to_owned();
        let command = Command::FileAccountAppeal { account: self.account.id, reason, evidence: Vec::new() };
        let filed = self.office.at(who, |desk| appeals::decide(desk, &calendar, None, &known, &command))?;
        self.appeals.insert(0, filed.clone());
        Ok(filed)
    }

    /// Decides the latest; the customer goes to whom it was awarded.
    fn award(&mut self, who: Who, owner: Who) -> Result<AccountAppeal, Refusal> {
        let (known, calendar, before) = (self.known(), Calendar::shipped(), self.appeals[0].clone());
        let command =
            Command::DecideAccountAppeal { owner: owner.id(), reason: "首次有效登记在先".to_owned() };
        let decided =
            self.office.at(who, |desk| appeals::decide(desk, &calendar, Some(&before), &known, &command))?;
        let account = self.account.clone();
        let passed = self.office.at(who, |desk| awarded(desk, &account, &decided));
        self.account = passed.unwrap_or(account);
        self.appeals[0] = decided.clone();
        Ok(decided)
    }

    fn wait(&mut self, hours: i64) {
        self.office.now += SignedDuration::from_hours(hours);
    }
}

#[test]
fn whoever_sells_contests_anothers_customer_once_at_a_time() {
    let mut case = Case::new();
    assert_eq!(case.file(Who::Rep), Err(Refusal::NoChange), "it is his");
    assert_eq!(code(case.file(Who::Legal)), "not_permitted");
    let filed = case.file(Who::OtherRep).expect("another rep");
    assert_eq!((filed.level, filed.against), (1, Who::Rep.id()));
    assert_eq!(filed.reason, "我先报备 并已两次拜访");
    // The clock of appeals in deals: two working days.
    assert_eq!(filed.due_at, local("2026-11-24T23:59:59.999999"));
    assert_eq!(case.file(Who::Colleague), Err(Refusal::AppealOpen));
    let log = change(None, &filed);
    assert_eq!(log["personal"], serde_json::json!(["reason"]));
    case.account.owner = None;
    case.appeals.clear();
    assert_eq!(case.file(Who::OtherRep), Err(Refusal::AccountInPool), "it is claimed, not contested");
}

#[test]
fn the_superiors_of_its_department_decide_and_nobody_in_his_own_cause() {
    let mut case = Case::new();
    case.file(Who::OtherRep).expect("filed");
    for (who, refused) in [
        (Who::Rep, "not_permitted"),
        (Who::OtherRep, "not_permitted"),
        (Who::Director, "not_permitted"),
        (Who::Operations, "not_permitted"),
    ] {
        assert_eq!(code(case.award(who, Who::Rep)), refused, "{who:?}");
    }
    let stranger = case.award(Who::Supervisor, Who::Colleague);
    assert_eq!(stranger, Err(Refusal::UnfitPerson { person: Who::Colleague.id() }));
    case.award(Who::Manager, Who::OtherRep).expect("the manager may as well");
    assert_eq!(case.account.owner, Some(Who::OtherRep.id()));
    assert_eq!(case.award(Who::Supervisor, Who::Rep), Err(Refusal::NoOpenAppeal));
}

#[test]
fn where_every_superior_is_a_party_the_next_office_decides() {
    let mut case = Case::new();
    let filed = case.file(Who::OtherRep).expect("filed");
    let with = |owner: Who, by: Who| AccountAppeal { against: owner.id(), by: by.id(), ..filed.clone() };
    let organization = &case.office.organization;
    let usual = deciders(organization, &filed, Some(Who::Rep.id()));
    assert_eq!(usual, [Who::Supervisor.id(), Who::Manager.id()].into());
    let one = with(Who::Supervisor, Who::OtherRep);
    assert_eq!(deciders(organization, &one, None), [Who::Manager.id()].into());
    let both = with(Who::Supervisor, Who::Manager);
    assert_eq!(deciders(organization, &both, None), [Who::Director.id()].into());
    let second = AccountAppeal { level: 2, first_decided_by: Some(Who::Director.id()), ..both };
    assert_eq!(deciders(organization, &second, None), [Who::General.id()].into());
}

#[test]
fn the_day_of_recycling_stays_as_after_any_transfer() {
    let mut case = Case::new();
    let day = |case: &mut Case| {
        let account = case.account.clone();
        case.office.at(Who::Operations, |desk| recycle_on(desk, &account, &Activity::default()))
    };
    let before = day(&mut case);
    assert!(before.is_some());
    case.wait(24 * 30);
    case.file(Who::OtherRep).expect("filed");
    case.award(Who::Supervisor, Who::OtherRep).expect("decided");
    assert_eq!(day(&mut case), before);
}

#[test]
fn the_second_is_the_directors_and_the_last() {
    let mut case = Case::new();
    case.file(Who::OtherRep).expect("filed");
    case.award(Who::Supervisor, Who::Rep).expect("decided");
    assert_eq!(case.appeals[0].is_upheld(), Some(false));
    case.wait(1);
    let second = case.file(Who::OtherRep).expect("a second time");
    assert_eq!((second.level, second.first_decided_by), (2, Some(Who::Supervisor.id())));
    assert_eq!(code(case.award(Who::Supervisor, Who::Rep)), "not_permitted");
    case.award(Who::Director, Who::Rep).expect("the director decides");
    case.wait(1);
    assert_eq!(case.file(Who::OtherRep), Err(Refusal::AppealsExhausted));
    // Another has not been heard yet, and nobody was by whoever claimed it from the pool since.
    assert_eq!(case.file(Who::Colleague).expect("another rep").level, 1);
    case.appeals.remove(0);
    case.wait(1);
    case.account.claimed_at = Some(case.office.now);
    assert_eq!(case.file(Who::OtherRep).expect("a new case").level, 1);
}

#[test]
fn whom_the_first_did_not_favour_may_be_the_former_owner() {
    let mut case = Case::new();
    case.file(Who::OtherRep).expect("filed");
    case.award(Who::Supervisor, Who::OtherRep).expect("decided");
    case.wait(1);
    let second = case.file(Who::Rep).expect("he lost it");
    assert_eq!((second.level, second.against), (2, Who::OtherRep.id()));
    let first = &case.appeals[1];
    let owner = case.account.owner;
    let may = |who: Who| appeals::may_appeal(first, owner, who.id());
    assert!(may(Who::Rep) && !may(Who::OtherRep) && !may(Who::Colleague));
    assert!(!appeals::may_appeal(first, Some(Who::Colleague.id()), Who::Rep.id()), "it stands no more");
}

#[test]
fn what_is_filed_is_decided_though_the_customer_has_moved() {
    let mut case = Case::new();
    case.file(Who::OtherRep).expect("filed");
    case.account.owner = Some(Who::Colleague.id());
    case.award(Who::Supervisor, Who::Colleague).expect("whoever has it by now is one of them");
    assert_eq!(case.account.owner, Some(Who::Colleague.id()));
}

#[test]
fn a_leavers_appeal_goes_on_in_other_hands_but_not_in_the_owners() {
    let mut case = Case::new();
    let filed = case.file(Who::OtherRep).expect("filed");
    let owner = case.account.owner;
    assert_eq!(handed(&filed, owner, Who::Colleague.id()).map(|one| one.by), Ok(Who::Colleague.id()));
    assert_eq!(handed(&filed, owner, Who::Rep.id()), Err(Refusal::PartyToAppeal));
    assert!(may_merge(&[], std::slice::from_ref(&filed)).is_ok());
    assert_eq!(may_merge(&case.appeals, &case.appeals), Err(Refusal::AppealOpen));
}

#[test]
fn the_owner_and_the_deciders_hear_of_it_and_then_both_sides() {
    let mut case = Case::new();
    let filed = case.file(Who::OtherRep).expect("filed");
    let account = case.account.clone();
    let told = |notices: Vec<tongguan_core::notice::Notice>| {
        let mut told: Vec<_> = notices.into_iter().map(|one| (one.reason, one.to)).collect();
        told.sort();
        told
    };
    let heard = told(case.office.at(Who::OtherRep, |desk| words(desk, &account, &filed)));
    let mut want = vec![
        (Reason::AccountAppealFiled, Who::Rep.id()),
        (Reason::AccountAppealOwed, Who::Supervisor.id()),
        (Reason::AccountAppealOwed, Who::Manager.id()),
    ];
    want.sort();
    assert_eq!(heard, want);
    let late = reminders(&case.office.organization, &account, &filed, local("2026-11-26T02:00"));
    let late = told(late);
    assert!(late.iter().any(|(_, to)| *to == Who::Director.id()), "late: {late:?}");
    assert_eq!(late.len(), 3);
    let decided = case.award(Who::Supervisor, Who::Rep).expect("decided");
    let heard = case.office.at(Who::Supervisor, |desk| words(desk, &account, &decided));
    let of_filer = heard.iter().find(|one| one.to == Who::OtherRep.id()).expect("he is told");
    assert!(of_filer.params.is_empty(), "and of the customer nothing");
    let want =
        vec![(Reason::AppealDecided, Who::OtherRep.id()), (Reason::AccountAppealDecided, Who::Rep.id())];
    assert_eq!(told(heard), want);
}
