//! Customers and their people.

use tongguan_core::facts::Duplicate;
use tongguan_core::id::AccountId;
use tongguan_core::money::Money;
use tongguan_core::pool::PoolRule;
use tongguan_core::reference::account::{self, Account, Known};
use tongguan_core::reference::account_pool::{Activity, recycle_on};
use tongguan_core::reference::contact::{self, Card, Contact};
use tongguan_core::reference::{Refusal, change};
use uuid::Uuid;

use super::{Office, STRANGER, TEAM, code};
use crate::pools::rule;
use crate::scene::Who;

const USCC: &str = "91310000MA10001210";

fn create(name: &str, uscc: Option<&str>, justification: Option<&str>) -> account::Command {
    account::Command::CreateAccount {
        name: name.to_owned(),
        uscc: uscc.map(str::to_owned),
        nature: Some("enterprise".to_owned()),
        size_class: None,
        industry: None,
        region: None,
        justification: justification.map(str::to_owned),
    }
}

pub fn made(office: &mut Office) -> Account {
    let command = create("杭州示例智能制造有限公司", None, None);
    office.at(Who::Rep, |desk| account::decide(desk, None, &Known::default(), &command)).expect("created")
}

fn hit(certain: bool) -> Known {
    let account = AccountId(Uuid::from_u128(55));
    let department = Some("华东一部".to_owned());
    let hit = Duplicate { account, certain, owner: None, department, last_contact: None };
    Known { duplicates: vec![hit], ..Known::default() }
}

pub fn give(
    office: &mut Office,
    who: Who,
    account: &Account,
    known: &Known,
    command: account::Command,
) -> Result<Account, Refusal> {
    office.at(who, |desk| account::decide(desk, Some(account), known, &command))
}

#[test]
fn a_customer_is_its_creators_and_its_code_is_normalised() {
    let mut office = Office::new();
    let command = create("杭州示例智能制造有限公司", Some(" 91310000ma10001210 "), None);
    let made = office
        .at(Who::Rep, |desk| account::decide(desk, None, &Known::default(), &command))
        .expect("created");
    assert_eq!((made.owner, made.department), (Some(Who::Rep.id()), TEAM));
    assert_eq!(made.uscc.as_deref(), Some(USCC));
    assert_eq!(made.group_head(), made.id);
    let wrong = create("杭州示例智能制造有限公司", Some("91310000MA10001211"), None);
    let refused = office.at(Who::Rep, |desk| account::decide(desk, None, &Known::default(), &wrong));
    assert_eq!(code(refused), "bad_uscc");
}

#[test]
fn an_equal_customer_stops_a_similar_one_asks() {
    let mut office = Office::new();
    let name = "杭州示例智能制造有限公司";
    let mut try_with = |known: Known, why: Option<&str>| {
        let command = create(name, None, why);
        office.at(Who::Rep, |desk| account::decide(desk, None, &known, &command))
    };
    assert_eq!(code(try_with(hit(true), Some("另一家公司"))), "duplicate_account");
    assert_eq!(try_with(hit(false), None), Err(Refusal::DuplicateUnexplained { similar: 1 }));
    assert_eq!(code(try_with(hit(false), Some("  "))), "duplicate_unexplained");
    assert!(try_with(hit(false), Some("另一家公司")).is_ok());
}

#[test]
fn a_former_name_is_kept() {
    let mut office = Office::new();
    let account = made(&mut office);
    let rename = |name: &str| account::Command::RenameAccount { name: name.to_owned(), justification: None };
    let renamed =
        give(&mut office, Who::Rep, &account, &Known::default(), rename("杭州示例智造股份有限公司"))
            .expect("renamed");
    assert_eq!(renamed.former_names[0].name, account.name);
    assert_eq!(
        code(give(&mut office, Who::Rep, &account, &hit(true), rename("某某有限公司"))),
        "duplicate_account"
    );
    assert_eq!(
        code(give(&mut office, Who::OtherRep, &account, &Known::default(), rename("某某有限公司"))),
        "not_permitted"
    );
    let log = change(Some(&account), &renamed);
    assert_eq!(log["personal"], serde_json::json!(["former_names", "name"]));
}

#[test]
fn whoever_sells_to_a_customer_works_on_it_like_its_owner() {
    let mut office = Office::new();
    let account = made(&mut office);
    let uscc = || account::Command::SetAccountUscc { uscc: USCC.to_owned() };
    let none = Known::default();
    assert_eq!(code(give(&mut office, Who::OtherRep, &account, &none, uscc())), "not_permitted");
    let selling = Known { sellers: vec![Who::OtherRep.id()], ..Known::default() };
    let known = give(&mut office, Who::OtherRep, &account, &selling, uscc()).expect("set");
    assert_eq!(known.uscc.as_deref(), Some(USCC));
    let away = account::Command::TransferAccount { owner: None };
    assert_eq!(code(give(&mut office, Who::OtherRep, &account, &selling, away)), "not_permitted");
}

#[test]
fn credit_is_finance_managers_alone_and_never_negative() {
    let mut office = Office::new();
    let account = made(&mut office);
    let limit = |minor| account::Command::SetCreditLimit { limit_minor: Some(Money(minor)) };
    let known = Known::default();
    assert_eq!(code(give(&mut office, Who::Rep, &account, &known, limit(1))), "not_permitted");
    assert_eq!(code(give(&mut office, Who::FinanceManager, &account, &known, limit(-1))), "negative_amount");
    let set = give(&mut office, Who::FinanceManager, &account, &known, limit(0)).expect("set");
    assert_eq!(set.credit_limit, Some(Money(0)));
    let rep = office
        .organization
        .posts
        .iter()
        .find(|post| post.holder == Some(Who::Rep.id()))
        .expect("there")
        .clone();
    office
        .organization
        .posts
        .push(tongguan_core::organization::Post { holder: Some(Who::FinanceManager.id()), ..rep });
    assert_eq!(code(give(&mut office, Who::FinanceManager, &account, &known, limit(1))), "incompatible_role");
}

#[test]
fn groups_are_one_level_deep() {
    let mut office = Office::new();
    let (account, head) = (made(&mut office), made(&mut office));
    let link = |head: &Account| account::Command::LinkAccountGroup { head: Some(head.id) };
    let known = |head: &Account, members| Known { head: Some(head.clone()), members, ..Known::default() };
    let linked = give(&mut office, Who::Operations, &account, &known(&head, 0), link(&head)).expect("linked");
    assert_eq!(linked.group_head(), head.id);
    for (known, named, expected) in [
        (Known::default(), &head, "unknown_account"),
        (known(&account, 0), &account, "bad_group_head"),
        (known(&linked, 0), &linked, "bad_group_head"),
        (known(&head, 1), &head, "bad_group_head"),
    ] {
        assert_eq!(code(give(&mut office, Who::Operations, &account, &known, link(named))), expected);
    }
}

#[test]
fn a_customer_moves_to_the_new_owners_department() {
    let mut office = Office::new();
    let account = made(&mut office);
    let to = |owner| account::Command::TransferAccount { owner };
    let known = Known::default();
    let moved =
        give(&mut office, Who::Operations, &account, &known, to(Some(Who::OtherRep.id()))).expect("moved");
    assert_ne!(moved.department, account.department);
    assert_eq!(
        code(give(&mut office, Who::Operations, &account, &known, to(Some(STRANGER)))),
        "unfit_person"
    );
    assert_eq!(code(give(&mut office, Who::Rep, &account, &known, to(None))), "not_permitted");
    let pool = give(&mut office, Who::Operations, &account, &known, to(None)).expect("released");
    assert_eq!(pool.owner, None);
}

fn card(phone: Option<&str>) -> Card {
    Card {
        name: "王工".to_owned(),
        phone: phone.map(str::to_owned),
        notice: Some("business_card".to_owned()),
        notified_on: Some(jiff::civil::date(2026, 1, 5)),
        ..Card::default()
    }
}

fn contact(office: &mut Office, card: Card) -> Result<Contact, Refusal> {
    let command = contact::Command::CreateContact { account: AccountId(Uuid::from_u128(5)), card };
    office.at(Who::Rep, |desk| contact::decide(desk, None, Some(&[Who::Rep.id()]), &command))
}

#[test]
fn a_contact_can_be_reached_until_he_is_erased() {
    let mut office = Office::new();
    assert_eq!(code(contact(&mut office, card(None))), "contact_unreachable");
    let made = contact(&mut office, card(Some("0571-88880000"))).expect("created");
    assert!(made.is_reachable());
    let erase = contact::Command::EraseContact {};
    let mut give = |who, row: &Contact, command: &contact::Command| {
        office.at(who, |desk| contact::decide(desk, Some(row), Some(&[Who::Rep.id()]), command))
    };
    assert_eq!(code(give(Who::Rep, &made, &erase)), "not_permitted");
    let erased = give(Who::Operations, &made, &erase).expect("erased");
    assert_eq!((erased.name.as_str(), erased.phone.as_deref(), erased.is_reachable()), ("", None, false));
    let correct = contact::Command::CorrectContact { card: card(Some("13800000000")) };
    assert_eq!(code(give(Who::Rep, &erased, &correct)), "contact_erased");
    assert_eq!(
        code(give(Who::Rep, &made, &contact::Command::CorrectContact { card: card(Some("0571-88880000")) })),
        "no_change"
    );
    let left = give(Who::Rep, &made, &contact::Command::MarkContactLeft {}).expect("left");
    assert!(!left.is_reachable());
}

#[test]
fn a_contact_says_on_which_ground_it_is_held() {
    let mut office = Office::new();
    let whole = card(Some("0571-88880000"));
    let made = contact(&mut office, whole.clone()).expect("created");
    assert_eq!(made.legal_basis.as_deref(), Some("consent"), "handing over a card is consent");
    let said = |text: &str| Some(text.to_owned());
    for (card, expected) in [
        (Card { notice: None, ..whole.clone() }, "contact_ground_missing"),
        (Card { notice: said("other"), ..whole.clone() }, "contact_ground_missing"),
        (Card { notified_on: None, ..whole.clone() }, "contact_ground_missing"),
        (Card { notice: said("hearsay"), ..whole.clone() }, "bad_value"),
        (Card { legal_basis: said("interest"), ..whole.clone() }, "bad_value"),
        (Card { source: said("nowhere"), ..whole.clone() }, "bad_value"),
        (Card { notified_on: Some(jiff::civil::date(2199, 1, 1)), ..whole.clone() }, "in_future"),
    ] {
        assert_eq!(code(contact(&mut office, card.clone())), expected, "{card:?}");
        let correct = contact::Command::CorrectContact { card };
        let corrected =
            office.at(Who::Rep, |desk| contact::decide(desk, Some(&made), Some(&[Who::Rep.id()]), &correct));
        assert_eq!(code(corrected), expected, "nor by a correction");
    }
    let other = Card { notice: said("other"), legal_basis: said("contract"), ..whole };
    assert_eq!(contact(&mut office, other).expect("created").legal_basis.as_deref(), Some("contract"));
}

#[test]
fn a_contact_from_before_is_readable_and_can_be_marked_as_gone() {
    let mut office = Office::new();
    let before = serde_json::json!({
        "id": Uuid::from_u128(9), "account": Uuid::from_u128(5), "name": "王工", "title": null, "department": null,
        "phone": "0571-88880000", "email": null, "wecom": null, "basis": "business_card", "left": false, "erased_at": null,
    });
    let before: Contact = serde_json::from_value(before).expect("read");
    assert_eq!((before.notice.as_deref(), before.has_ground()), (Some("business_card"), false));
    let leave = contact::Command::MarkContactLeft {};
    let left =
        office.at(Who::Rep, |desk| contact::decide(desk, Some(&before), Some(&[Who::Rep.id()]), &leave));
    assert!(left.expect("marked").left);
}

#[test]
fn a_contact_belongs_to_a_customer_that_is_there() {
    let mut office = Office::new();
    let command = contact::Command::CreateContact {
        account: AccountId(Uuid::from_u128(5)),
        card: card(Some("13800000000")),
    };
    let refused = office.at(Who::Manager, |desk| contact::decide(desk, None, None, &command));
    assert_eq!(code(refused), "unknown_account");
    for (who, owners, expected) in [
        (Who::Rep, vec![Who::Rep.id()], None),
        (Who::Rep, vec![Who::Colleague.id(), Who::Rep.id()], None),
        (Who::Rep, vec![Who::Colleague.id()], Some("not_permitted")),
        (Who::Presales, vec![Who::Colleague.id()], None),
        (Who::Administrator, vec![], Some("not_permitted")),
    ] {
        let result = office.at(who, |desk| contact::decide(desk, None, Some(&owners), &command));
        assert_eq!(result.err().map(|refusal| refusal.code()).as_deref(), expected, "{who:?} {owners:?}");
    }
}

pub const DAY: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

#[test]
fn a_customer_is_claimed_within_the_cap_and_after_cooling_down() {
    let mut office = Office::new();
    let made = made(&mut office);
    let claim = account::Command::ClaimAccount { justification: None };
    let free = Known::default();
    assert_eq!(give(&mut office, Who::Colleague, &made, &free, claim.clone()), Err(Refusal::AccountOwned));
    let busy = Known { activity: Activity { open_deals: 2, ..Activity::default() }, ..Known::default() };
    let release = account::Command::ReleaseAccount { reason: "客户无计划，退回公海".to_owned() };
    assert_eq!(
        give(&mut office, Who::Rep, &made, &busy, release.clone()),
        Err(Refusal::AccountInUse { deals: 2 })
    );
    let pooled = give(&mut office, Who::Rep, &made, &free, release).expect("let go");
    let until = |days: u32| office.now + DAY * i32::try_from(days).expect("days");
    let (long, short) = (
        until(office.settings.account_cool_down_days),
        until(office.settings.account_colleague_cool_down_days),
    );
    for (who, until) in [(Who::Rep, long), (Who::Colleague, short)] {
        let refused = give(&mut office, who, &pooled, &free, claim.clone());
        assert_eq!(refused, Err(Refusal::AccountCoolingDown { until }), "{who:?}");
    }
    let cap = office.settings.account_holding_cap;
    let full = Known { held: cap, ..Known::default() };
    assert_eq!(
        give(&mut office, Who::OtherRep, &pooled, &full, claim.clone()),
        Err(Refusal::AccountCapReached { cap, held: cap })
    );
    let quota = office.settings.account_claims_per_day;
    let used_up = Known { claimed_today: quota, ..Known::default() };
    assert_eq!(
        give(&mut office, Who::OtherRep, &pooled, &used_up, claim.clone()),
        Err(Refusal::AccountClaimsUsedUp { quota, claimed: quota })
    );
    let claimed = give(&mut office, Who::OtherRep, &pooled, &free, claim).expect("claimed");
    assert_eq!((claimed.owner, claimed.claimed_at), (Some(Who::OtherRep.id()), Some(office.now)));
}

/// A customer of Hangzhou that nobody owns, under one pool for that region.
fn in_the_east(office: &mut Office, change: impl FnOnce(&mut PoolRule)) -> Account {
    let mut east = rule("east", &["330000 浙江"], &[Who::Colleague, Who::OtherRep]);
    change(&mut east);
    office.organization.pools = vec![east];
    let made = made(office);
    Account { owner: None, region: Some("330108 浙江杭州滨江区".to_owned()), ..made }
}

#[test]
fn a_customer_is_claimed_by_members_of_its_pool_and_by_its_limits() {
    let mut office = Office::new();
    let pooled = in_the_east(&mut office, |pool| {
        pool.members.people = vec![Who::Colleague.id()];
        pool.accounts.holding_cap = Some(2);
        pool.accounts.recycle_days = Some(30);
    });
    let claim = || account::Command::ClaimAccount { justification: None };
    let free = Known::default();
    assert_eq!(give(&mut office, Who::OtherRep, &pooled, &free, claim()), Err(Refusal::NotPoolMember));
    let elsewhere = Account { region: Some("320500".to_owned()), ..pooled.clone() };
    give(&mut office, Who::OtherRep, &elsewhere, &free, claim()).expect("the company's own pool");
    let full = Known { held: 2, ..Known::default() };
    assert_eq!(
        give(&mut office, Who::Colleague, &pooled, &full, claim()),
        Err(Refusal::AccountCapReached { cap: 2, held: 2 })
    );
    let claimed = give(&mut office, Who::Colleague, &pooled, &free, claim()).expect("a member");
    let day = |office: &mut Office, account: &Account| {
        office.set_up(|desk| recycle_on(desk, account, &Activity::default())).expect("a day").to_string()
    };
    assert_eq!(day(&mut office, &claimed), "2026-12-20", "thirty days");
    let moved = Account { region: Some("320500".to_owned()), ..claimed };
    assert_eq!(day(&mut office, &moved), "2027-05-19", "by the company's rule");
}

#[test]
fn an_administrator_assigns_from_his_pool_to_its_members() {
    let mut office = Office::new();
    let pooled = in_the_east(&mut office, |pool| pool.admins = vec![Who::Presales.id()]);
    let to = |who: Who| account::Command::TransferAccount { owner: Some(who.id()) };
    let free = Known::default();
    for wrong in [Who::Rep, Who::Finance] {
        assert_eq!(
            code(give(&mut office, Who::Presales, &pooled, &free, to(wrong))),
            "not_permitted",
            "{wrong:?}"
        );
    }
    let given = give(&mut office, Who::Presales, &pooled, &free, to(Who::OtherRep)).expect("a member");
    assert_eq!((given.owner, given.claimed_at), (Some(Who::OtherRep.id()), Some(office.now)));
    assert_eq!(code(give(&mut office, Who::Presales, &given, &free, to(Who::Colleague))), "not_permitted");
    let elsewhere = Account { region: None, ..pooled };
    assert_eq!(code(give(&mut office, Who::Presales, &elsewhere, &free, to(Who::OtherRep))), "not_permitted");
}

#[test]
fn who_lost_a_customer_is_not_given_it_back_out_of_the_pool() {
    let mut office = Office::new();
    let made = made(&mut office);
    let free = Known::default();
    let to = |owner: Option<Who>| account::Command::TransferAccount { owner: owner.map(Who::id) };
    let pooled = give(&mut office, Who::Manager, &made, &free, to(None)).expect("to the pool");
    let back = give(&mut office, Who::Manager, &pooled, &free, to(Some(Who::Rep)));
    assert_eq!(code(back), "account_cooling_down");
    give(&mut office, Who::Manager, &pooled, &free, to(Some(Who::Colleague))).expect("to a colleague");
}

#[test]
fn what_others_hold_is_not_claimed_again() {
    let mut office = Office::new();
    let pooled = Account { owner: None, ..made(&mut office) };
    let held = |certain: bool, owner: Option<Who>| {
        let mut known = hit(certain);
        known.duplicates[0].owner = owner.map(Who::id);
        known
    };
    for (known, text, want) in [
        (held(true, Some(Who::Colleague)), Some("是另一家公司"), Some("duplicate_account")),
        (held(false, Some(Who::Colleague)), None, Some("duplicate_unexplained")),
        (held(false, Some(Who::Colleague)), Some("同名不同地，两家工厂"), None),
        (held(true, Some(Who::OtherRep)), None, None),
        (held(true, None), None, None),
    ] {
        let command = account::Command::ClaimAccount { justification: text.map(str::to_owned) };
        let result = give(&mut office, Who::OtherRep, &pooled, &known, command);
        assert_eq!(result.err().map(|refusal| refusal.code()).as_deref(), want, "{known:?}");
    }
}
