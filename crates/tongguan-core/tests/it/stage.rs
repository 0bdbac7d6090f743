//! Passing gates where there are none, exceptions that the definition does not allow, and leads that nobody owns.

use tongguan_core::deal::{Command, Event};
use tongguan_core::process::Stage;
use tongguan_core::refusal::Refusal;

use crate::acceptance::accepted;
use crate::scene::{Scene, Who};

#[test]
fn after_the_last_stage_there_is_none() {
    let mut scene = accepted();
    scene.by_events(Who::Rep, |decision| {
        decision.emit(Event::StageAdvanced {
            from: Stage::Fulfilment,
            to: Stage::Aftercare,
            gate: "G5-c".to_owned(),
            process_version: 1,
            exceptions: Vec::new(),
            number: None,
        });
    });
    let refusal = scene.act(Who::Rep, Command::AdvanceStage {}).expect_err("the last one");
    assert_eq!(refusal, Refusal::NoNextStage { stage: Stage::Aftercare });
}

#[test]
fn an_exception_is_asked_for_where_the_gate_at_hand_allows_one() {
    let mut scene = Scene::registered();
    let ask = |gate: &str, condition: &str| Command::RequestException {
        gate: gate.to_owned(),
        condition: condition.to_owned(),
        reason: "年底集中清理，下周释放线索".to_owned(),
    };
    let refusal = scene.act(Who::Rep, ask("G1", "graded")).expect_err("the definition allows none");
    let (gate, condition) = ("G1".to_owned(), "graded".to_owned());
    assert_eq!(refusal, Refusal::NotExceptable { gate, condition });
    // An exception may be asked for at G2, and this deal does not stand before it.
    for (gate, condition) in [("G1", "no_such_condition"), ("G9", "graded"), ("G2", "pain")] {
        let refusal = scene.act(Who::Rep, ask(gate, condition)).expect_err("not here");
        let (gate, condition) = (gate.to_owned(), condition.to_owned());
        assert_eq!(refusal, Refusal::UnknownCondition { gate, condition });
    }
    scene.act(Who::Rep, ask("G1", "capacity")).expect("the definition allows this one");
}

#[test]
fn nobody_works_on_a_lead_in_the_pool() {
    let mut scene = Scene::registered();
    scene.act(Who::Rep, Command::ReleaseLead { reason: "区域不符，交回公海".to_owned() }).expect("released");
    let back = Command::ReturnStage { to: Stage::Screening, reason: "退回上一阶段".to_owned() };
    let attach = Command::Attach { document: None, files: vec![crate::journey::file()] };
    for (who, command) in
        [(Who::Manager, Command::AdvanceStage {}), (Who::Manager, back), (Who::Presales, attach)]
    {
        assert_eq!(scene.act(who, command).expect_err("nobody's"), Refusal::InPool, "{who:?}");
    }
    let said = Command::Comment { text: "谁有空可以认领".to_owned(), mentions: Vec::new() };
    scene.act(Who::Manager, said).expect("it may be spoken of");
}
