//! On which day a customer goes to the pool, by which rule, and what moves it.

use tongguan_core::reference::Refusal;
use tongguan_core::reference::account::{self, Account, Known};
use tongguan_core::reference::account_pool::{Activity, RecallRule, recall_of};

use super::customer::{DAY, give, made};
use super::{Office, code};
use crate::scene::Who;

/// The customer goes to the pool by the night, and not a day before.
#[test]
fn a_customer_goes_back_when_nobody_works_on_it_whoever_has_it() {
    let mut office = Office::new();
    let made = made(&mut office);
    let quiet = Known::default();
    let recycle = |office: &mut Office, account: &Account, known: &Known| {
        office
            .set_up(|desk| account::decide(desk, Some(account), known, &account::Command::RecycleAccount {}))
    };
    office.settings.account_no_deal_days = 0;
    let days = i32::try_from(office.settings.account_recycle_days).expect("days");
    office.now += DAY * (days - 1);
    let to = account::Command::TransferAccount { owner: Some(Who::Colleague.id()) };
    let moved = give(&mut office, Who::Manager, &made, &quiet, to).expect("moved");
    assert_eq!(recycle(&mut office, &moved, &quiet), Err(Refusal::NoChange), "not due");
    office.now += DAY * 2;
    let with = |activity: Activity| Known { activity, ..Known::default() };
    for kept in [
        Activity { open_deals: 1, ..Activity::default() },
        Activity { won_deals: 1, ..Activity::default() },
        Activity { last_contact: Some(office.now - DAY), ..Activity::default() },
    ] {
        assert_eq!(recycle(&mut office, &moved, &with(kept)), Err(Refusal::NoChange), "{kept:?}");
    }
    let gone = recycle(&mut office, &moved, &quiet).expect("the transfer moved no day");
    assert_eq!((gone.owner, gone.pooled[0].person), (None, Who::Colleague.id()));
    let by_hand = give(&mut office, Who::Manager, &moved, &quiet, account::Command::RecycleAccount {});
    assert_eq!(code(by_hand), "not_permitted", "only the night recycles");
}

/// Each rule with a day of its own; where two fall on one day the first is named.
#[test]
fn the_nearest_day_counts_and_tells_its_rule() {
    let mut office = Office::new();
    let made = made(&mut office);
    let quiet = Activity::default();
    let phoned = Activity { last_contact: Some(office.now + DAY * 101), ..quiet };
    let lost = Activity { last_ended: Some(office.now + DAY * 179), ..phoned };
    // Days of no contact, no deal and protection, renewals, what happened; the day and its rule.
    for (days, renewed, activity, on, rule) in [
        ((180, 180, 0), 0, quiet, 180, RecallRule::NoContact),
        ((180, 180, 0), 0, phoned, 180, RecallRule::NoDeal),
        ((180, 0, 0), 0, phoned, 281, RecallRule::NoContact),
        ((60, 180, 0), 0, phoned, 161, RecallRule::NoContact),
        ((180, 180, 90), 0, phoned, 90, RecallRule::ProtectionEnd),
        ((180, 180, 90), 1, phoned, 180, RecallRule::NoDeal),
        ((180, 0, 90), 2, phoned, 270, RecallRule::ProtectionEnd),
        ((180, 180, 90), 1, lost, 187, RecallRule::NoDeal),
    ] {
        let settings = &mut office.settings;
        (settings.account_recycle_days, settings.account_no_deal_days, settings.account_protection_days) =
            days;
        let account = Account { protection_renewed: renewed, ..made.clone() };
        let recall = office.set_up(|desk| recall_of(desk, &account, &activity)).expect("a day");
        let counted = recall.on - jiff::civil::date(2026, 11, 20);
        assert_eq!((counted.get_days(), recall.rule), (on, rule), "{days:?} {renewed} {activity:?}");
        for kept in [Activity { open_deals: 1, ..activity }, Activity { won_deals: 1, ..activity }] {
            assert_eq!(office.set_up(|desk| recall_of(desk, &account, &kept)), None, "{days:?}");
        }
    }
}

#[test]
fn the_night_names_the_rule_by_which_it_took_a_customer() {
    let mut office = Office::new();
    let made = made(&mut office);
    office.now += DAY * 181;
    let phoned = Activity { last_contact: Some(office.now - DAY), ..Activity::default() };
    let known = Known { activity: phoned, ..Known::default() };
    let recycle = account::Command::RecycleAccount {};
    let gone = office.set_up(|desk| account::decide(desk, Some(&made), &known, &recycle)).expect("gone");
    assert_eq!(gone.pooled[0].rule, Some(RecallRule::NoDeal));
    let release = account::Command::ReleaseAccount { reason: "客户无计划，退回公海".to_owned() };
    let released = give(&mut office, Who::Rep, &made, &Known::default(), release).expect("let go");
    assert_eq!(released.pooled[0].rule, None, "let go by hand");
}

#[test]
fn a_manager_renews_the_protection_of_a_customer_so_many_times() {
    let mut office = Office::new();
    let made = made(&mut office);
    let free = Known::default();
    let renew = |reason: &str| account::Command::RenewAccountProtection { reason: reason.to_owned() };
    let why = "客户已立项，三月招标";
    assert_eq!(give(&mut office, Who::Manager, &made, &free, renew(why)), Err(Refusal::AccountNotProtected));
    office.settings.account_protection_days = 90;
    assert_eq!(code(give(&mut office, Who::Rep, &made, &free, renew(why))), "not_permitted");
    assert_eq!(code(give(&mut office, Who::Manager, &made, &free, renew("好"))), "bad_text");
    let once = give(&mut office, Who::Manager, &made, &free, renew(why)).expect("once");
    let to = |owner: Option<Who>| account::Command::TransferAccount { owner: owner.map(Who::id) };
    let moved = give(&mut office, Who::Manager, &once, &free, to(Some(Who::Colleague))).expect("moved");
    assert_eq!(moved.protection_renewed, 1, "as long as before, whoever has it");
    let twice = give(&mut office, Who::Manager, &moved, &free, renew(why)).expect("twice");
    let most = office.settings.account_protection_renewals;
    let thrice = give(&mut office, Who::Manager, &twice, &free, renew(why));
    assert_eq!(thrice, Err(Refusal::AccountProtectionUsedUp { most }));
    let pooled = give(&mut office, Who::Manager, &twice, &free, to(None)).expect("to the pool");
    assert_eq!(code(give(&mut office, Who::Manager, &pooled, &free, renew(why))), "account_in_pool");
    let again = give(&mut office, Who::Manager, &pooled, &free, to(Some(Who::OtherRep))).expect("given");
    assert_eq!(again.protection_renewed, 0, "out of the pool it begins anew");
}
