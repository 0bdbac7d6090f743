//! A person asks about his data: what he may be told, when, and what of him is found in texts.

use jiff::civil::date;
use tongguan_core::calendar::Calendar;
use tongguan_core::id::{AccountId, ContactId};
use tongguan_core::reference::Refusal;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::subject_request::traces::{MARK, Traces};
use tongguan_core::reference::subject_request::{
    self, Command, Kept, Known, RequestKind, State, SubjectRequest, What,
};
use uuid::Uuid;

use super::{Office, code};
use crate::scene::Who;

fn open(kind: RequestKind) -> Command {
    Command::OpenSubjectRequest {
        kind,
        name: "王工".to_owned(),
        reach: vec!["13800000000".to_owned()],
        verified: "回拨核实".to_owned(),
        received_on: date(2026, 11, 20),
    }
}

fn contact() -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(31)),
        account: AccountId(Uuid::from_u128(40)),
        name: "王工".to_owned(),
        title: None,
        department: None,
        phone: Some("13800000000".to_owned()),
        email: None,
        wecom: None,
        source: None,
        legal_basis: Some("consent".to_owned()),
        notice: Some("business_card".to_owned()),
        notified_on: Some(date(2026, 1, 5)),
        left: false,
        erased_at: None,
        restricted_at: None,
    }
}

fn known() -> Known {
    Known { contacts: vec![contact()], ..Known::default() }
}

fn give(
    office: &mut Office,
    who: Who,
    row: Option<&SubjectRequest>,
    known: &Known,
    command: &Command,
) -> Result<SubjectRequest, Refusal> {
    office.at(who, |desk| subject_request::decide(desk, &Calendar::shipped(), row, known, command))
}

#[test]
fn a_request_is_answered_within_its_working_days_by_one_role() {
    let mut office = Office::new();
    for who in [Who::Rep, Who::Manager, Who::Administrator, Who::Auditor] {
        assert_eq!(code(give(&mut office, who, None, &known(), &open(RequestKind::Erase))), "not_permitted");
    }
    let ops = Who::Operations;
    let made = give(&mut office, ops, None, &known(), &open(RequestKind::Erase)).expect("open");
    assert_eq!(made.due_on, date(2026, 12, 11), "fifteen working days after a Friday");
    assert_eq!(code(give(&mut office, ops, None, &known(), &open(RequestKind::Expire))), "bad_value");
    let fulfil = Command::FulfilSubjectRequest { note: "已核实".to_owned() };
    for (known, expected) in [
        (Known { bound: 1, ..known() }, "subject_bound"),
        (Known { imports_at_work: 1, ..known() }, "imports_at_work"),
    ] {
        assert_eq!(code(give(&mut office, ops, Some(&made), &known, &fulfil)), expected);
    }
    let stranger = Command::NameSubject { contacts: vec![ContactId(Uuid::from_u128(99))] };
    assert_eq!(code(give(&mut office, ops, Some(&made), &known(), &stranger)), "bad_value");
    let name = Command::NameSubject { contacts: vec![contact().id] };
    let named = give(&mut office, ops, Some(&made), &known(), &name).expect("named");
    let done = give(&mut office, ops, Some(&named), &known(), &fulfil).expect("done");
    assert_eq!((done.state, done.name.as_str(), done.reach.len()), (State::Done, "", 0), "it names nobody");
    assert!(done.steps.iter().all(|step| step.note.is_none()));
    assert_eq!(code(give(&mut office, ops, Some(&done), &known(), &fulfil)), "subject_request_closed");
}

#[test]
fn each_kind_asks_for_what_it_needs() {
    let mut office = Office::new();
    let ops = Who::Operations;
    let fulfil = Command::FulfilSubjectRequest { note: "已核实".to_owned() };
    let inspect = give(&mut office, ops, None, &known(), &open(RequestKind::Inspect)).expect("open");
    assert_eq!(code(give(&mut office, ops, Some(&inspect), &known(), &fulfil)), "subject_not_exported");
    let given = give(&mut office, ops, Some(&inspect), &known(), &Command::ExportSubject {}).expect("given");
    assert!(give(&mut office, ops, Some(&given), &known(), &fulfil).is_ok());
    let restrict = give(&mut office, ops, None, &known(), &open(RequestKind::Restrict)).expect("open");
    let nobody = Known::default();
    assert_eq!(code(give(&mut office, ops, Some(&restrict), &nobody, &fulfil)), "subject_unnamed");
    let lift = Command::LiftRestriction { reason: "本人同意恢复".to_owned() };
    assert_eq!(code(give(&mut office, ops, Some(&restrict), &known(), &lift)), "subject_request_closed");
    let done = give(&mut office, ops, Some(&restrict), &known(), &fulfil).expect("done");
    let lifted = give(&mut office, ops, Some(&done), &known(), &lift).expect("lifted");
    assert_eq!(lifted.steps.last().map(|step| step.what), Some(What::Lifted));
}

#[test]
fn only_what_came_to_nothing_is_forgotten_and_not_before_its_time() {
    let mut office = Office::new();
    let command = Command::ExpireContacts { account: contact().account };
    let check = |office: &mut Office, kept: Option<Kept>, expected: Option<&str>| {
        let known = Known { kept, ..known() };
        let decided =
            office.set_up(|desk| subject_request::decide(desk, &Calendar::shipped(), None, &known, &command));
        match expected {
            None => assert_eq!(decided.expect("forgotten").state, State::Done),
            Some(expected) => assert_eq!(code(decided), expected),
        }
    };
    let since = office.now;
    let kept = |deals, binding_deals| Some(Kept { deals, binding_deals, since });
    check(&mut office, kept(0, 0), Some("still_kept"));
    office.now = crate::scene::local("2028-11-21T03:00");
    check(&mut office, kept(1, 0), None);
    check(&mut office, kept(1, 1), Some("still_kept"));
    check(&mut office, kept(0, 0), Some("still_kept"));
    office.now = crate::scene::local("2029-11-21T03:00");
    check(&mut office, kept(0, 0), None);
    check(&mut office, None, Some("still_kept"));
    assert_eq!(code(give(&mut office, Who::Operations, None, &known(), &command)), "not_permitted");
}

fn traces() -> Traces {
    let texts = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Traces::new(
        texts(&["王工"]),
        texts(&["0571-88880001", "wang@example.com"]),
        texts(&["杭州示例智能制造有限公司"]),
    )
}

#[test]
fn a_name_alone_is_nobody() {
    for (text, home, expected) in [
        (r#"{"note":"王工来电"}"#, false, None),
        (r#"{"note":"王工来电"}"#, true, Some(format!(r#"{{"note":"{MARK}来电"}}"#))),
        (r#"{"note":"回电 0571-88880001"}"#, false, Some(format!(r#"{{"note":"回电 {MARK}"}}"#))),
        (r#"["057188880001"]"#, false, Some(format!(r#"["{MARK}"]"#))),
        (
            r#"[{"a":"杭州示例智能制造有限公司","b":"王工"},{"a":"别的公司","b":"王工"}]"#,
            false,
            Some(format!(
                r#"[{{"a":"杭州示例智能制造有限公司","b":"{MARK}"}},{{"a":"别的公司","b":"王工"}}]"#
            )),
        ),
        (
            r#"{"contact_name":"王工","contact_title":"经理","need":"一体化"}"#,
            true,
            Some(format!(r#"{{"contact_name":"{MARK}","contact_title":"{MARK}","need":"一体化"}}"#)),
        ),
        ("王工来电，0571-88880001", false, Some(format!("{MARK}来电，{MARK}"))),
        ("与他人无关", true, None),
        ("12", true, None),
    ] {
        assert_eq!(traces().without(text, home), expected, "{text} {home}");
        assert_eq!(traces().excerpts(text, home).is_empty(), expected.is_none(), "{text} {home}");
    }
}
