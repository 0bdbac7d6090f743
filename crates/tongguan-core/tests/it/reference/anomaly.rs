//! Who writes a finding and who settles it.

use jiff::civil::date;
use tongguan_core::anomaly::{Finding, Rule};
use tongguan_core::id::PostId;
use tongguan_core::reference::Refusal;
use tongguan_core::reference::anomaly::{Anomaly, Command, Verdict, decide};
use uuid::Uuid;

use super::{Office, code};
use crate::scene::Who;

fn finding(of: Who) -> Finding {
    let (rule, person) = (Rule::NightReading, Some(of.id()));
    Finding { rule, person, about: None, on: date(2026, 11, 20), figures: Default::default() }
}

fn found(office: &mut Office, of: Who) -> Anomaly {
    let command = Command::RecordAnomaly { finding: finding(of) };
    office.set_up(|desk| decide(desk, None, &command)).expect("the system writes it")
}

fn settle(note: &str) -> Command {
    Command::SettleAnomaly { verdict: Verdict::Explained, note: note.to_owned() }
}

#[test]
fn the_system_writes_and_the_auditor_settles_once_with_a_word_why() {
    let mut office = Office::new();
    let mut post = office.organization.posts[0].clone();
    (post.id, post.role, post.holder) =
        (PostId(Uuid::from_u128(990)), "auditor".to_owned(), Some(Who::Auditor.id()));
    office.organization.posts.push(post);
    let person = office.organization.people[&Who::Rep.id()].clone();
    office.organization.people.insert(Who::Auditor.id(), person);
    let one = found(&mut office, Who::Rep);
    let write = Command::RecordAnomaly { finding: finding(Who::Rep) };
    assert_eq!(code(office.at(Who::Auditor, |desk| decide(desk, None, &write))), "not_permitted");
    for who in [Who::Rep, Who::Manager, Who::Administrator, Who::Operations] {
        let refused = office.at(who, |desk| decide(desk, Some(&one), &settle("月底盘点，事先约定")));
        assert_eq!(code(refused), "not_permitted", "{who:?}");
    }
    assert_eq!(code(office.at(Who::Auditor, |desk| decide(desk, Some(&one), &settle("好")))), "bad_text");
    let settled = office.at(Who::Auditor, |desk| decide(desk, Some(&one), &settle("月底盘点，事先约定")));
    let settled = settled.expect("settled");
    assert_eq!((settled.verdict, settled.settled_by), (Some(Verdict::Explained), Some(Who::Auditor.id())));
    assert_eq!(settled.finding, one.finding);
    let again = office.at(Who::General, |desk| decide(desk, Some(&settled), &settle("已经和本人谈过")));
    assert_eq!(again, Err(Refusal::NoChange));
}

#[test]
fn nobody_settles_what_was_found_of_himself() {
    let mut office = Office::new();
    let one = found(&mut office, Who::General);
    let refused = office.at(Who::General, |desk| decide(desk, Some(&one), &settle("出差，时差关系")));
    assert_eq!(refused, Err(Refusal::NeedsSecondPerson));
}
