//! Who sees a customer by name.

use jiff::civil::Date;
use tongguan_core::reference::Refusal;
use tongguan_core::reference::account::{self, Account, Known};
use tongguan_core::sight::why::{self, Ground};
use tongguan_core::sight::{Involved, Sight};

use super::{Office, code};
use crate::scene::Who;

fn day(day: i8) -> Date {
    Date::constant(2026, 11, day)
}

fn name(who: Who, from: Option<i8>, until: Option<i8>) -> account::Command {
    account::Command::NameAccountReader { person: who.id(), from: from.map(day), until: until.map(day) }
}

fn made(office: &mut Office) -> Account {
    let command: account::Command = serde_json::from_value(
        serde_json::json!({"type": "create_account", "name": "杭州示例智能制造有限公司"}),
    )
    .expect("a command");
    office.at(Who::Rep, |desk| account::decide(desk, None, &Known::default(), &command)).expect("created")
}

fn give(
    office: &mut Office,
    who: Who,
    account: &Account,
    command: &account::Command,
) -> Result<Account, Refusal> {
    let known = Known { sellers: vec![Who::Colleague.id()], ..Known::default() };
    office.at(who, |desk| account::decide(desk, Some(account), &known, command))
}

fn sees(office: &Office, who: Who, account: &Account, on: i8) -> bool {
    let sight = Sight::of(&office.organization, &office.process, who.id(), office.now);
    sight.sees_account(who.id(), (account, &Involved::default()), day(on))
}

#[test]
fn the_owner_or_who_stands_above_him_names_who_sees_a_customer_and_for_how_long() {
    let mut office = Office::new();
    let made = made(&mut office);
    for by in [Who::Rep, Who::Supervisor, Who::Manager, Who::Director] {
        let named = give(&mut office, by, &made, &name(Who::OtherRep, None, Some(25))).expect("named");
        for (on, want) in [(19, false), (20, true), (25, true), (26, false)] {
            assert_eq!(sees(&office, Who::OtherRep, &named, on), want, "{by:?} {on}");
        }
        let (organization, process) = (&office.organization, &office.process);
        let about = (&named, &Involved::default());
        let told = why::of_account(organization, process, Who::OtherRep.id(), about, (day(20), office.now));
        assert_eq!((told.sees, told.grounds), (true, vec![Ground::Named]));
        let unname = account::Command::UnnameAccountReader { person: Who::OtherRep.id() };
        let after = give(&mut office, by, &named, &unname).expect("named no more");
        assert!(!sees(&office, Who::OtherRep, &after, 20));
    }
}

#[test]
fn naming_is_refused_to_sellers_of_strangers_and_of_days_gone_by() {
    let mut office = Office::new();
    let made = made(&mut office);
    for by in [Who::Colleague, Who::OtherRep, Who::Operations] {
        assert_eq!(
            code(give(&mut office, by, &made, &name(Who::OtherRep, None, None))),
            "not_permitted",
            "{by:?}"
        );
    }
    for (command, want) in [
        (name(Who::Administrator, None, None), "unfit_person"),
        (name(Who::Rep, None, None), "unfit_person"),
        (name(Who::OtherRep, Some(1), Some(19)), "bad_period"),
        (name(Who::OtherRep, Some(28), Some(27)), "bad_period"),
        (account::Command::UnnameAccountReader { person: Who::OtherRep.id() }, "no_change"),
    ] {
        assert_eq!(code(give(&mut office, Who::Rep, &made, &command)), want, "{command:?}");
    }
    let named = give(&mut office, Who::Rep, &made, &name(Who::OtherRep, None, None)).expect("named");
    assert_eq!(give(&mut office, Who::Rep, &named, &name(Who::OtherRep, None, None)), Err(Refusal::NoChange));
    let other =
        give(&mut office, Who::Rep, &named, &name(Who::OtherRep, None, Some(30))).expect("until a day");
    assert_eq!(other.named.len(), 1, "another period takes the place of the last");
}

#[test]
fn what_goes_to_the_pool_is_shown_to_nobody_by_name() {
    let mut office = Office::new();
    let made = made(&mut office);
    let named = give(&mut office, Who::Rep, &made, &name(Who::OtherRep, None, None)).expect("named");
    let release = account::Command::ReleaseAccount { reason: "客户无计划，退回公海".to_owned() };
    let pooled = give(&mut office, Who::Rep, &named, &release).expect("let go");
    assert!(pooled.named.is_empty());
    let refused = give(&mut office, Who::Manager, &pooled, &name(Who::OtherRep, None, None));
    assert_eq!(refused, Err(Refusal::AccountInPool));
}
