//! Rows that make one thing together: a price book, a year of days.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use tongguan_core::calendar::Calendar;
use tongguan_core::id::ProductId;
use tongguan_core::import::{
    Gathered, Kind, KnownCalendar, KnownPriceBook, People, Record, Step, plan_calendar, plan_price_book,
};
use tongguan_core::reference::Command;
use tongguan_core::reference::calendar::{self, CalendarChange};
use tongguan_core::reference::price_book::{self, PriceBook};
use tongguan_core::reference::product::Product;
use tongguan_core::vat::VatRate;
use uuid::Uuid;

use super::{brief, records};
use crate::reference::Office;
use crate::scene::Who;

fn rows(kind: Kind, lines: &[&str]) -> Vec<Record> {
    let rows = records(kind, lines, &People::default());
    rows.into_iter().map(|row| row.expect("a good row")).collect()
}

/// Row and verdict, then the commands.
fn said(gathered: &Gathered) -> Vec<String> {
    let rows = gathered.verdicts.iter().map(|(row, verdict)| format!("{row} {}", brief(verdict)));
    let steps = gathered.steps.iter().map(|step| match step {
        Step::Reference { command, .. } => command.key().to_owned(),
        other => panic!("{other:?}"),
    });
    rows.map(|row| row.trim_end().to_owned()).chain(steps).collect()
}

fn products() -> BTreeMap<String, Product> {
    let product = |code: &str, id: u128, active| Product {
        id: ProductId(Uuid::from_u128(id)),
        code: code.to_owned(),
        name: "控制器".to_owned(),
        spec: None,
        unit: "台".to_owned(),
        vat: VatRate::R13,
        standard: true,
        active,
    };
    [product("A1", 1, true), product("A2", 2, true), product("A3", 3, false)]
        .into_iter()
        .map(|product| (product.code.clone(), product))
        .collect()
}

fn give(office: &mut Office, known: &mut KnownPriceBook, gathered: &Gathered) {
    let all: BTreeSet<ProductId> = known.products.values().map(|product| product.id).collect();
    for step in &gathered.steps {
        let Step::Reference { command: Command::PriceBook(command), .. } = step else { panic!("{step:?}") };
        let before = known.book.clone();
        let after: PriceBook = office
            .at(Who::Operations, |desk| price_book::decide(desk, before.as_ref(), &all, command))
            .expect("accepted");
        known.book = Some(after);
    }
}

const HEADS: &str = "物料编码|目录价|底价|税率|价格表|生效日期";

#[test]
fn a_price_list_becomes_one_draft_and_the_second_time_nothing() {
    let mut office = Office::new();
    let mut known = KnownPriceBook { book: None, products: products() };
    let lines = [
        HEADS,
        "A1|1,200.50|1000||2027Q1|2027-01-01",
        "A2|80|90||2027Q1|2027-01-01",
        "A3|80|70||2027Q1|2027-01-01",
        "A9|80|70||2027Q1|2027-01-01",
        "A2|80|70|9|2027Q1|2027-01-01",
    ];
    let rows = rows(Kind::PriceBooks, &lines);
    let first = plan_price_book(&rows, &known);
    let faults = ["3 error floor_over_list", "4 error no_such_product", "5 error no_such_product"];
    let expected = |one: &str, last: &str, command: Option<&str>| {
        let mut all = vec![format!("2 {one}")];
        all.extend(faults.iter().map(|fault| (*fault).to_owned()));
        all.push(format!("6 {last}"));
        all.extend(command.map(str::to_owned));
        all
    };
    assert_eq!(said(&first), expected("new", "new", Some("draft_price_book")));
    assert!(first.then_again);
    give(&mut office, &mut known, &first);
    let second = plan_price_book(&rows, &known);
    assert_eq!(said(&second), expected("new", "new", Some("set_price_lines")));
    give(&mut office, &mut known, &second);
    let book = known.book.clone().expect("drafted");
    assert_eq!((book.lines.len(), book.published_at, book.tax_inclusive), (2, None, true));
    assert_eq!(book.lines[&ProductId(Uuid::from_u128(1))].list.to_string(), "1200.50");
    assert_eq!(said(&plan_price_book(&rows, &known)), expected("unchanged", "unchanged", None));
}

#[test]
fn a_draft_is_changed_and_a_published_book_never() {
    let mut office = Office::new();
    let mut known = KnownPriceBook { book: None, products: products() };
    let first = rows(Kind::PriceBooks, &[HEADS, "A1|100|80||2027Q1|2027-01-01"]);
    for _ in 0..2 {
        let gathered = plan_price_book(&first, &known);
        give(&mut office, &mut known, &gathered);
    }
    let dearer = rows(Kind::PriceBooks, &[HEADS, "A1|120|80||2027Q1|2027-01-01"]);
    assert_eq!(said(&plan_price_book(&dearer, &known)), ["2 update list", "set_price_lines"]);
    let later = rows(Kind::PriceBooks, &[HEADS, "A1|120|80||2027Q1|2027-02-01"]);
    assert_eq!(said(&plan_price_book(&later, &known)), ["2 error book_says_otherwise"]);
    known.book.as_mut().expect("there").published_at = Some(office.now);
    assert_eq!(said(&plan_price_book(&dearer, &known)), ["2 error book_published"]);
    assert_eq!(said(&plan_price_book(&first, &known)), ["2 unchanged"]);
}

const DAYS: &str = "日期|类型|名称";

fn proposed(
    office: &mut Office,
    known: &KnownCalendar,
    rows: &[Record],
) -> (Vec<String>, Vec<CalendarChange>) {
    let gathered = plan_calendar(rows, known);
    let mut changes = Vec::new();
    for step in &gathered.steps {
        let Step::Reference { command: Command::Calendar(command), .. } = step else { panic!("{step:?}") };
        let change = office.at(Who::Operations, |desk| calendar::decide(desk, None, command));
        changes.push(change.expect("accepted"));
    }
    (said(&gathered), changes)
}

#[test]
fn a_years_notice_is_proposed_once_and_in_force_says_nothing_more() {
    let mut office = Office::new();
    let lines = [
        DAYS,
        "2027年1月1日|放假|元旦",
        "2027-01-02|休息日|元旦",
        "2027-01-03|休|元旦",
        "2027-02-20|补班|",
        "2027-05-01|放假|劳动节",
        "2027-10-01|放假|国庆节",
        "2027-10-08|工作日|",
    ];
    let rows = rows(Kind::Calendars, &lines);
    let mut known = KnownCalendar { calendar: Calendar::shipped(), waiting: Vec::new() };
    let (said, changes) = proposed(&mut office, &known, &rows);
    assert_eq!(said.last().map(String::as_str), Some("propose_year"), "{said:?}");
    assert_eq!(changes.len(), 1);
    known.waiting = changes.clone();
    let (again, none) = proposed(&mut office, &known, &rows);
    assert!(none.is_empty() && again.iter().all(|said| said.ends_with("unchanged")), "{again:?}");
    let mut confirmed = changes[0].clone();
    confirmed.confirmed_at = Some(office.now);
    let calendar = calendar::in_force(Calendar::shipped(), &[confirmed], 2).expect("a good year");
    assert!(calendar.day(date(2027, 2, 20)).working && !calendar.day(date(2027, 1, 1)).working);
    let known = KnownCalendar { calendar, waiting: Vec::new() };
    let (after, none) = proposed(&mut office, &known, &rows);
    assert!(none.is_empty() && after.iter().all(|said| said.ends_with("unchanged")), "{after:?}");
}

#[test]
fn single_days_are_the_companys_own_and_leave_the_year_alone() {
    let mut office = Office::new();
    let known = KnownCalendar { calendar: Calendar::shipped(), waiting: Vec::new() };
    let rows = rows(
        Kind::Calendars,
        &[DAYS, "2026-12-24|休息日|年会", "2026-12-25|工作日|", "2026-12-26|上班|盘点"],
    );
    let (said, changes) = proposed(&mut office, &known, &rows);
    assert_eq!(said, ["2 new", "3 unchanged", "4 new", "propose_days"]);
    assert!(matches!(&changes[0].proposal, calendar::Proposal::Days(days) if days.len() == 2));
}
