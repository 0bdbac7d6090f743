//! How many files leave an hour, and how many contacts leave only where somebody else allows it.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use tongguan_core::digest::Digest;
use tongguan_core::id::PersonId;
use tongguan_core::notice::Reason;
use tongguan_core::reference::Refusal;
use tongguan_core::reference::export::{self, Before, Export, ExportFormat, Taking};
use tongguan_core::reference::export_request::{Command, ExportRequest, Standing, Unfit, decide, words};

use super::{Office, code};
use crate::scene::{Who, local};

const REASON: &str = "年度客户答谢名单";

fn filters(account: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("account".to_owned(), account.to_owned())])
}

fn contacts(rows: u32, request: Option<&ExportRequest>) -> Taking {
    Taking {
        list: "contacts".to_owned(),
        deal: None,
        filters: filters("某客户"),
        columns: vec!["name".to_owned()],
        rows,
        format: ExportFormat::Xlsx,
        reason: REASON.to_owned(),
        sha256: Digest::of(b"file"),
        request: request.map(|request| request.id),
    }
}

/// Takes contacts out after what was taken out before, on a request or on none.
fn take(
    office: &mut Office,
    who: Who,
    (earlier, request): (&[Export], Option<&ExportRequest>),
    taking: &Taking,
) -> Result<Export, Refusal> {
    let id = uuid::Uuid::from_u128(earlier.len() as u128 + 1);
    let command = export::Command::RecordExport { id, taking: taking.clone() };
    office.at(who, |desk| {
        let before = Before::of(earlier, desk.now(), desk.today());
        export::decide(desk, None, (&before, request), &command)
    })
}

fn ask(office: &mut Office, who: Who, people: u32) -> Result<ExportRequest, Refusal> {
    let (list, filters, reason) = ("contacts".to_owned(), filters("某客户"), REASON.to_owned());
    let command = Command::RequestExport { list, filters, contacts: people, reason };
    office.at(who, |desk| decide(desk, None, &command))
}

fn answer(office: &mut Office, who: Who, request: &ExportRequest) -> Result<ExportRequest, Refusal> {
    let command = Command::ApproveExport { opinion: "仅用于寄送答谢函".to_owned() };
    office.at(who, |desk| decide(desk, Some(request), &command))
}

fn allowed(office: &mut Office, people: u32) -> ExportRequest {
    let asked = ask(office, Who::Operations, people).expect("anybody may ask");
    answer(office, Who::Director, &asked).expect("he has the right")
}

#[test]
fn five_files_an_hour_and_the_sixth_says_when_to_come_back() {
    let mut office = Office::new();
    let mut made: Vec<Export> = Vec::new();
    for minute in [0, 10, 20, 30, 40] {
        office.now = local(&format!("2026-11-20T23:{minute:02}"));
        made.push(
            take(&mut office, Who::Rep, (&made, None), &contacts(1, None)).expect("within the hour's five"),
        );
    }
    // The hour goes on after midnight.
    office.now = local("2026-11-20T23:59");
    let sixth = take(&mut office, Who::Rep, (&made, None), &contacts(1, None));
    assert_eq!(sixth, Err(Refusal::ExportsTooMany { an_hour: 5, retry_after_s: 60 }));
    office.now = local("2026-11-21T00:05");
    made.push(
        take(&mut office, Who::Rep, (&made, None), &contacts(1, None))
            .expect("the first is over an hour old"),
    );
    let next = take(&mut office, Who::Rep, (&made, None), &contacts(1, None));
    assert_eq!(next, Err(Refusal::ExportsTooMany { an_hour: 5, retry_after_s: 300 }));
    office.settings.exports_an_hour = 6;
    take(&mut office, Who::Rep, (&made, None), &contacts(1, None)).expect("the company allows six");
}

#[test]
fn many_contacts_of_one_day_need_somebody_who_allows_it() {
    let mut office = Office::new();
    let first = take(&mut office, Who::Operations, (&[], None), &contacts(400, None)).expect("not many yet");
    let refused =
        take(&mut office, Who::Operations, (std::slice::from_ref(&first), None), &contacts(101, None));
    assert_eq!(refused, Err(Refusal::ExportNeedsApproval { contacts: 501, most: 500 }));
    take(&mut office, Who::Operations, (std::slice::from_ref(&first), None), &contacts(100, None))
        .expect("exactly as many");
    let other = Taking { list: "deals".to_owned(), ..contacts(5_000, None) };
    take(&mut office, Who::Operations, (std::slice::from_ref(&first), None), &other)
        .expect("deals are no contacts");
    office.now += SignedDuration::from_hours(24);
    take(&mut office, Who::Operations, (&[first], None), &contacts(500, None)).expect("another day");
    office.settings.export_contacts_unasked = 0;
    assert_eq!(
        code(take(&mut office, Who::Operations, (&[], None), &contacts(1, None))),
        "export_needs_approval"
    );
}

#[test]
fn whoever_asks_does_not_decide_and_not_everybody_does() {
    let mut office = Office::new();
    let asked = ask(&mut office, Who::Operations, 800).expect("anybody may ask");
    assert_eq!(asked.standing, Standing::Waiting);
    for nobody in [Who::Rep, Who::Operations, Who::Finance] {
        assert_eq!(code(answer(&mut office, nobody, &asked)), "not_permitted");
    }
    let own = ask(&mut office, Who::Director, 800).expect("anybody may ask");
    assert_eq!(answer(&mut office, Who::Director, &own), Err(Refusal::NeedsSecondPerson));
    let approved = answer(&mut office, Who::Director, &asked).expect("somebody else with the right");
    assert_eq!((approved.standing, approved.decided_by), (Standing::Approved, Some(Who::Director.id())));
    assert_eq!(answer(&mut office, Who::Director, &approved), Err(Refusal::ExportRequestClosed {}));
    let withdraw = Command::WithdrawExportRequest {};
    assert_eq!(code(office.at(Who::Rep, |desk| decide(desk, Some(&approved), &withdraw))), "not_permitted");
    let gone = office.at(Who::Operations, |desk| decide(desk, Some(&approved), &withdraw)).expect("his own");
    assert_eq!(gone.standing, Standing::Withdrawn);
}

/// Who is told what of a request.
fn told(office: &mut Office, by: Who, request: &ExportRequest) -> Vec<(PersonId, Reason)> {
    let notices = office.at(by, |desk| words(desk, request));
    notices.into_iter().map(|notice| (notice.to, notice.reason)).collect()
}

#[test]
fn whoever_may_decide_hears_of_a_request_and_whoever_asked_of_the_decision() {
    let mut office = Office::new();
    let asked = ask(&mut office, Who::Operations, 800).expect("anybody may ask");
    let heard = told(&mut office, Who::Operations, &asked);
    assert!(heard.contains(&(Who::Director.id(), Reason::ExportAsked)), "{heard:?}");
    for nobody in [Who::Rep, Who::Operations, Who::Finance] {
        assert!(heard.iter().all(|(to, _)| *to != nobody.id()), "{nobody:?} in {heard:?}");
    }
    // Of what the director asks for others hear, and not he.
    let own = ask(&mut office, Who::Director, 800).expect("anybody may ask");
    let heard = told(&mut office, Who::Director, &own);
    assert!(heard.iter().all(|(to, _)| *to != Who::Director.id()), "{heard:?}");

    let approved = answer(&mut office, Who::Director, &asked).expect("he has the right");
    assert_eq!(told(&mut office, Who::Director, &approved), [(Who::Operations.id(), Reason::ExportAllowed)]);
    let no = Command::RefuseExport { opinion: "名单太大，请分批".to_owned() };
    let refused = office.at(Who::Director, |desk| decide(desk, Some(&asked), &no)).expect("he has the right");
    assert_eq!(told(&mut office, Who::Director, &refused), [(Who::Operations.id(), Reason::ExportRefused)]);
    let gone =
        office.at(Who::Operations, |desk| decide(desk, Some(&asked), &Command::WithdrawExportRequest {}));
    assert_eq!(told(&mut office, Who::Operations, &gone.expect("his own")), []);
}

#[test]
fn what_was_allowed_is_taken_once_and_exactly() {
    let mut office = Office::new();
    let request = allowed(&mut office, 800);
    let unfit = |result: Result<Export, Refusal>| match result {
        Err(Refusal::ExportRequestUnfit { fault }) => fault,
        other => panic!("{other:?}"),
    };
    let on = |request| (&[][..], Some(request));
    let more = contacts(801, Some(&request));
    assert_eq!(unfit(take(&mut office, Who::Operations, on(&request), &more)), Unfit::MorePeople);
    let other = Taking { filters: filters("另一客户"), ..contacts(10, Some(&request)) };
    assert_eq!(unfit(take(&mut office, Who::Operations, on(&request), &other)), Unfit::OtherList);
    let exact = contacts(800, Some(&request));
    assert_eq!(unfit(take(&mut office, Who::Director, on(&request), &exact)), Unfit::Unknown, "not his");
    let waiting = ask(&mut office, Who::Operations, 800).expect("anybody may ask");
    assert_eq!(unfit(take(&mut office, Who::Operations, on(&waiting), &exact)), Unfit::Waiting);
    assert_eq!(
        unfit(take(&mut office, Who::Operations, (&[], None), &exact)),
        Unfit::Unknown,
        "there is none"
    );
    let export = take(&mut office, Who::Operations, on(&request), &exact).expect("exactly what was allowed");
    assert_eq!(export.taking.request, Some(request.id));
    let used = request.used(export.id);
    assert_eq!(unfit(take(&mut office, Who::Operations, on(&used), &exact)), Unfit::Used);
    // What somebody allowed does not count against what needs nobody.
    take(&mut office, Who::Operations, (&[export], None), &contacts(500, None)).expect("still free");
    office.now += SignedDuration::from_hours(24 * 7 + 1);
    assert_eq!(unfit(take(&mut office, Who::Operations, on(&request), &exact)), Unfit::Expired);
}

#[test]
fn a_request_says_what_and_why() {
    let mut office = Office::new();
    let bad = |list: &str, people, reason: &str| Command::RequestExport {
        list: list.to_owned(),
        filters: BTreeMap::new(),
        contacts: people,
        reason: reason.to_owned(),
    };
    for (command, wanted) in [
        (bad("deals", 800, REASON), "bad_value"),
        (bad("contacts", 0, REASON), "bad_value"),
        (bad("contacts", 800, "好"), "export_reason_missing"),
    ] {
        assert_eq!(code(office.at(Who::Rep, |desk| decide(desk, None, &command))), wanted, "{command:?}");
    }
}
