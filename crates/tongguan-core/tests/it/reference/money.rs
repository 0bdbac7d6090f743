//! Products, price books, our entities, receipts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use tongguan_core::id::{OwnEntityId, ProductId};
use tongguan_core::money::Money;
use tongguan_core::reference::Refusal;
use tongguan_core::reference::own_entity;
use tongguan_core::reference::price_book::{self, PriceBook, PriceLine};
use tongguan_core::reference::product;
use tongguan_core::reference::receipt::{self, Known, Method, Receipt};
use tongguan_core::vat::VatRate;
use uuid::Uuid;

use super::{Office, code};
use crate::scene::Who;

const PRODUCT: ProductId = ProductId(Uuid::from_u128(70));

fn line(list: &str, floor: &str) -> PriceLine {
    let price = |text: &str| text.parse().expect("a price");
    PriceLine { list: price(list), floor: price(floor), cost: None, vat: VatRate::R13, standard: true }
}

fn draft(office: &mut Office, from: jiff::civil::Date) -> PriceBook {
    let name = "2026Q4".to_owned();
    let command =
        price_book::Command::DraftPriceBook { name, tax_inclusive: true, valid_from: from, valid_to: None };
    let products = BTreeSet::new();
    office.at(Who::Operations, |desk| price_book::decide(desk, None, &products, &command)).expect("drafted")
}

fn give(office: &mut Office, book: &PriceBook, command: price_book::Command) -> Result<PriceBook, Refusal> {
    let known = BTreeSet::from([PRODUCT]);
    office.at(Who::Operations, |desk| price_book::decide(desk, Some(book), &known, &command))
}

fn set(list: &str, floor: &str) -> price_book::Command {
    price_book::Command::SetPriceLines { lines: BTreeMap::from([(PRODUCT, line(list, floor))]) }
}

#[test]
fn a_price_book_is_published_once_and_never_changes() {
    let mut office = Office::new();
    let publish = || price_book::Command::PublishPriceBook {};
    let book = draft(&mut office, date(2026, 11, 20));
    assert_eq!(code(give(&mut office, &book, publish())), "price_book_empty");
    assert_eq!(code(give(&mut office, &book, set("100", "100.01"))), "floor_above_list");
    let book = give(&mut office, &book, set("100", "100")).expect("a floor may be the list price");
    let published = give(&mut office, &book, publish()).expect("published from today on");
    for command in [
        publish(),
        set("90", "80"),
        price_book::Command::RemovePriceLines { products: BTreeSet::from([PRODUCT]) },
    ] {
        assert_eq!(code(give(&mut office, &published, command)), "price_book_published");
    }
}

#[test]
fn prices_are_not_put_in_force_for_the_past() {
    let mut office = Office::new();
    let book = draft(&mut office, date(2026, 11, 19));
    let book = give(&mut office, &book, set("100", "80")).expect("set");
    let publish = price_book::Command::PublishPriceBook {};
    assert_eq!(code(give(&mut office, &book, publish.clone())), "valid_from_passed");
    let known = BTreeSet::new();
    assert!(office.set_up(|desk| price_book::decide(desk, Some(&book), &known, &publish)).is_ok());
}

#[test]
fn lines_name_products_that_are_offered_and_quoters_keep_off() {
    let mut office = Office::new();
    let book = draft(&mut office, date(2026, 11, 20));
    let none = BTreeSet::new();
    let refused =
        office.at(Who::Operations, |desk| price_book::decide(desk, Some(&book), &none, &set("1", "1")));
    assert_eq!(refused, Err(Refusal::UnknownProduct { product: PRODUCT }));
    let rep = office.at(Who::Rep, |desk| price_book::decide(desk, Some(&book), &none, &set("1", "1")));
    assert_eq!(code(rep), "not_permitted");
    let ends_first = price_book::Command::DraftPriceBook {
        name: "x".to_owned(),
        tax_inclusive: true,
        valid_from: date(2026, 12, 2),
        valid_to: Some(date(2026, 12, 1)),
    };
    let refused = office.at(Who::Operations, |desk| price_book::decide(desk, None, &none, &ends_first));
    assert_eq!(code(refused), "bad_period");
}

#[test]
fn a_product_keeps_its_code() {
    let mut office = Office::new();
    let (name, unit, vat) = ("网关".to_owned(), "台".to_owned(), VatRate::R13);
    let create = product::Command::CreateProduct {
        code: "GW-1".to_owned(),
        name: name.clone(),
        spec: None,
        unit: unit.clone(),
        vat,
        standard: false,
    };
    let made = office.at(Who::Operations, |desk| product::decide(desk, None, &create)).expect("created");
    let same = product::Command::ReviseProduct { name, spec: None, unit: unit.clone(), vat, standard: false };
    assert_eq!(
        code(office.at(Who::Operations, |desk| product::decide(desk, Some(&made), &same))),
        "no_change"
    );
    let retire = product::Command::RetireProduct {};
    let retired =
        office.at(Who::Operations, |desk| product::decide(desk, Some(&made), &retire)).expect("retired");
    assert!(!retired.active && retired.code == "GW-1");
    assert_eq!(
        code(office.at(Who::Operations, |desk| product::decide(desk, Some(&made), &create))),
        "already_exists"
    );
}

#[test]
fn an_entity_of_ours_has_a_valid_code() {
    let mut office = Office::new();
    let card = |uscc: &str| own_entity::Card {
        name: "同观示例科技有限公司".to_owned(),
        uscc: uscc.to_owned(),
        is_sme: true,
        address: None,
        phone: None,
        bank: None,
        bank_account: None,
    };
    let mut create = |who, uscc| {
        let command = own_entity::Command::CreateOwnEntity { card: card(uscc) };
        office.at(who, |desk| own_entity::decide(desk, None, &command))
    };
    assert!(create(Who::FinanceManager, "91310000MA1000076Y").is_ok());
    assert_eq!(code(create(Who::FinanceManager, "91310000MA1000076X")), "bad_uscc");
    assert_eq!(code(create(Who::Director, "91310000MA1000076Y")), "not_permitted");
}

#[test]
fn the_general_manager_says_who_may_sign_for_an_entity_and_how_much() {
    let mut office = Office::new();
    let card = own_entity::Card {
        name: "同观示例科技有限公司".to_owned(),
        uscc: "91310000MA1000076Y".to_owned(),
        is_sme: true,
        address: None,
        phone: None,
        bank: None,
        bank_account: None,
    };
    let create = own_entity::Command::CreateOwnEntity { card };
    let entity =
        office.at(Who::FinanceManager, |desk| own_entity::decide(desk, None, &create)).expect("made");
    let (from, until) = (date(2026, 1, 1), Some(date(2026, 12, 31)));
    let entry = |person: Who, limit: i64, until| own_entity::Command::AuthoriseSignatory {
        person: person.id(),
        limit_minor: Some(Money(limit)),
        from,
        until,
    };
    for (who, command, expected) in [
        (Who::FinanceManager, entry(Who::Director, 1, until), Some("not_permitted")),
        (Who::General, entry(Who::General, 1, until), Some("unfit_person")),
        (Who::General, entry(Who::Director, -1, until), Some("negative_amount")),
        (Who::General, entry(Who::Director, 1, Some(date(2025, 12, 31))), Some("bad_period")),
        (Who::General, entry(Who::Director, 1, until), None),
    ] {
        let answer = office.at(who, |desk| own_entity::decide(desk, Some(&entity), &command));
        assert_eq!(answer.err().map(|refusal| refusal.code()).as_deref(), expected, "{who:?} {command:?}");
    }
    let mut next = entity;
    for limit in [500, 1_000] {
        let command = entry(Who::Director, limit, until);
        next =
            office.at(Who::General, |desk| own_entity::decide(desk, Some(&next), &command)).expect("entered");
    }
    let [entry] = next.signatories.as_slice() else { panic!("one entry a person") };
    for (amount, on, may) in [
        (1_000, date(2026, 12, 31), true),
        (1_001, date(2026, 12, 31), false),
        (1_000, date(2027, 1, 1), false),
        (1_000, date(2025, 12, 31), false),
    ] {
        assert_eq!(entry.may_sign(Money(amount), on), may, "{amount} {on}");
    }
    let revoke = own_entity::Command::RevokeSignatory { person: Who::Director.id() };
    let cleared =
        office.at(Who::General, |desk| own_entity::decide(desk, Some(&next), &revoke)).expect("out");
    assert!(cleared.signatories.is_empty());
    assert_eq!(
        code(office.at(Who::General, |desk| own_entity::decide(desk, Some(&cleared), &revoke))),
        "no_change"
    );
}

fn book(amount: i64, on: jiff::civil::Date) -> receipt::Command {
    receipt::Command::BookReceipt {
        received_on: on,
        amount_minor: Money(amount),
        method: Method::Transfer,
        payer_name: "杭州示例智能制造有限公司".to_owned(),
        bank_serial: "2026-11-20-0001".to_owned(),
        own_entity: None,
        payer_account: None,
        note: None,
    }
}

fn booked(office: &mut Office) -> Receipt {
    let command = book(100, date(2026, 11, 20));
    office.at(Who::Cashier, |desk| receipt::decide(desk, None, Known::default(), &command)).expect("booked")
}

#[test]
fn money_is_booked_by_the_cashier_and_never_in_advance() {
    let mut office = Office::new();
    let today = date(2026, 11, 20);
    for (who, command, expected) in [
        (Who::Cashier, book(1, today), None),
        (Who::Cashier, book(0, today), Some("negative_amount")),
        (Who::Cashier, book(1, date(2026, 11, 21)), Some("in_future")),
        (Who::Rep, book(1, today), Some("not_permitted")),
        (Who::Finance, book(1, today), Some("not_permitted")),
    ] {
        let result = office.at(who, |desk| receipt::decide(desk, None, Known::default(), &command));
        assert_eq!(result.err().map(|refusal| refusal.code()).as_deref(), expected, "{who:?} {command:?}");
    }
    let receipt::Command::BookReceipt { received_on, amount_minor, method, payer_name, bank_serial, .. } =
        book(1, today)
    else {
        unreachable!("it books")
    };
    let own_entity = Some(OwnEntityId(Uuid::from_u128(77)));
    let ours = receipt::Command::BookReceipt {
        received_on,
        amount_minor,
        method,
        payer_name,
        bank_serial,
        own_entity,
        payer_account: None,
        note: None,
    };
    for (is_ours, expected) in [(true, None), (false, Some("bad_value"))] {
        let known = Known { is_ours, ..Known::default() };
        let result = office.at(Who::Cashier, |desk| receipt::decide(desk, None, known, &ours));
        assert_eq!(result.err().map(|refusal| refusal.code()).as_deref(), expected);
    }
    let known = Known { booked: Some(booked(&mut office).id), ..Known::default() };
    let again = office.at(Who::Cashier, |desk| receipt::decide(desk, None, known, &book(1, today)));
    assert_eq!(again, Err(Refusal::BankSerialTaken { receipt: known.booked }));
    let invoices = office
        .organization
        .posts
        .iter()
        .find(|post| post.role == "finance_specialist")
        .expect("there")
        .clone();
    office
        .organization
        .posts
        .push(tongguan_core::organization::Post { holder: Some(Who::Cashier.id()), ..invoices });
    let both = office.at(Who::Cashier, |desk| receipt::decide(desk, None, Known::default(), &book(1, today)));
    assert_eq!(code(both), "incompatible_role");
}

#[test]
fn a_receipt_is_reversed_once_and_only_unclaimed() {
    let mut office = Office::new();
    let receipt = booked(&mut office);
    let reverse = receipt::Command::ReverseReceipt { reason: "银行退回该笔款项".to_owned() };
    let mut give = |receipt: &Receipt, allocated, command: &receipt::Command| {
        let known = Known { allocated: Money(allocated), ..Known::default() };
        office.at(Who::FinanceManager, |desk| receipt::decide(desk, Some(receipt), known, command))
    };
    assert_eq!(give(&receipt, 1, &reverse), Err(Refusal::ReceiptAllocated { allocated: Money(1) }));
    assert_eq!(
        code(give(&receipt, 0, &receipt::Command::ReverseReceipt { reason: "错".to_owned() })),
        "bad_text"
    );
    let reversed = give(&receipt, 0, &reverse).expect("reversed");
    assert_eq!(code(give(&reversed, 0, &reverse)), "receipt_reversed");
}
