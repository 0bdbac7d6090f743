//! Contact data is shown for a reason, so many times a day, and leaves an entry that does not say it.

use tongguan_core::id::{AccountId, ContactId, DealId, DocumentId};
use tongguan_core::reference::Refusal;
use tongguan_core::reference::contact::{self, Card, Contact, mask};
use tongguan_core::reference::sensitive_read::{self, Command, Known, SensitiveRead, What};
use uuid::Uuid;

use super::{Office, code};
use crate::scene::Who;

const CONTACT: ContactId = ContactId(Uuid::from_u128(31));
const ACCOUNT: AccountId = AccountId(Uuid::from_u128(40));

fn contact() -> Contact {
    Contact {
        id: CONTACT,
        account: ACCOUNT,
        name: "王工".to_owned(),
        title: None,
        department: None,
        phone: Some("13812345678".to_owned()),
        email: Some("wang@example.com".to_owned()),
        wecom: None,
        source: None,
        legal_basis: Some("consent".to_owned()),
        notice: Some("business_card".to_owned()),
        notified_on: Some(jiff::civil::date(2026, 1, 5)),
        left: false,
        erased_at: None,
        restricted_at: None,
    }
}

fn reveal(office: &mut Office, who: Who, reason: &str, known: &Known) -> Result<SensitiveRead, Refusal> {
    let command = Command::RevealContact { contact: CONTACT, reason: reason.to_owned() };
    office.at(who, |desk| sensitive_read::decide(desk, None, known, &command))
}

#[test]
fn a_reveal_has_its_reason_and_its_allowance() {
    let mut office = Office::new();
    office.settings.reveals_a_day = [("sales_rep".to_owned(), 2)].into();
    let known = |revealed| Known { contact: Some(contact()), revealed };
    let entry = reveal(&mut office, Who::OtherRep, " 电话回访客户 ", &known(1)).expect("the second of two");
    assert_eq!(
        entry.what,
        What::Contact { contact: CONTACT, account: ACCOUNT, reason: "电话回访客户".to_owned() }
    );
    let told = serde_json::to_string(&entry).expect("plain data");
    assert!(!told.contains("138") && !told.contains("wang"), "{told}");
    for (who, reason, known, expected) in [
        (Who::OtherRep, "电话回访客户", known(2), "reveals_used_up"),
        (Who::Cashier, "电话回访客户", known(0), "reveals_used_up"),
        (Who::OtherRep, "看看", known(0), "bad_text"),
        (Who::OtherRep, "电话回访客户", Known::default(), "bad_value"),
        (
            Who::OtherRep,
            "电话回访客户",
            Known { contact: Some(Contact { erased_at: Some(office.now), ..contact() }), revealed: 0 },
            "contact_erased",
        ),
    ] {
        assert_eq!(code(reveal(&mut office, who, reason, &known)), expected, "{who:?} {reason}");
    }
    let again = Command::RevealContact { contact: CONTACT, reason: "电话回访客户".to_owned() };
    let refused =
        office.at(Who::OtherRep, |desk| sensitive_read::decide(desk, Some(&entry), &known(0), &again));
    assert_eq!(code(refused), "already_exists");
}

#[test]
fn the_system_reads_nothing_and_a_paper_is_named_with_its_fields() {
    let mut office = Office::new();
    let (deal, document) = (DealId(Uuid::from_u128(7)), DocumentId(Uuid::from_u128(8)));
    let (form, fields) = ("negotiation_strategy".to_owned(), vec!["floor_price_total".to_owned()]);
    let command = Command::RecordRead { deal, document, form: form.clone(), fields: fields.clone() };
    let known = Known::default();
    let entry = office.at(Who::Manager, |desk| sensitive_read::decide(desk, None, &known, &command));
    assert_eq!(entry.expect("recorded").what, What::Document { deal, document, form, fields });
    let refused = office.set_up(|desk| sensitive_read::decide(desk, None, &known, &command));
    assert_eq!(code(refused), "not_permitted");
}

#[test]
fn contacts_are_plain_for_the_owner_and_those_above_him() {
    let office = Office::new();
    let owners = [Who::Rep.id()];
    for (who, plain) in [
        (Who::Rep, true),
        (Who::Supervisor, true),
        (Who::Manager, true),
        (Who::Director, true),
        (Who::General, true),
        (Who::Colleague, false),
        (Who::OtherRep, false),
        (Who::Finance, false),
        (Who::Administrator, false),
    ] {
        assert_eq!(mask::sees_plain(&office.organization, who.id(), &owners), plain, "{who:?}");
    }
    let shown = mask::masked(&contact());
    assert_eq!(
        (shown.phone.as_deref(), shown.email.as_deref()),
        (Some("138****5678"), Some("w****@example.com"))
    );
}

#[test]
fn a_masked_card_that_comes_back_changes_nothing() {
    let mut office = Office::new();
    let card = Card { title: Some("信息部经理".to_owned()), ..Card::of(&mask::masked(&contact())) };
    let command = contact::Command::CorrectContact { card };
    let next = office.at(Who::Service, |desk| contact::decide(desk, Some(&contact()), Some(&[]), &command));
    let next = next.expect("corrected");
    assert_eq!((next.phone, next.email), (contact().phone, contact().email));
    assert_eq!(next.title.as_deref(), Some("信息部经理"));
}
