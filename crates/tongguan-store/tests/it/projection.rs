//! The tables that lists read say what the streams say.

use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, ContactMethod, Deal, InvalidReason, ScreeningResult};
use tongguan_core::process::Stage;
use tongguan_store::tenant::{self, Tenant};
use tongguan_store::{Database, StoreError, migrate, params, rebuild};
use tongguan_testkit::{at, for_each_engine, id};

use crate::company::{Company, TENANT};
use crate::deal::scene::{Who, grading};

const PEOPLE: [Who; 7] =
    [Who::Rep, Who::Colleague, Who::Supervisor, Who::Manager, Who::Director, Who::General, Who::OtherRep];

/// The same numbers at every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }
}

/// Something that somebody may try.
fn attempt(dice: &mut Dice, company: &Company, deal: &Deal) -> (Who, Command) {
    let mut pick = |n: usize| dice.below(n);
    let (who, aim) = (PEOPLE[pick(PEOPLE.len())], PEOPLE[pick(PEOPLE.len())].id());
    let reason = "随机历史中的理由".to_owned();
    let open = deal.approvals.iter().find(|(_, approval)| approval.is_open());
    let verdicts = [Verdict::Approve, Verdict::Approve, Verdict::Reject, Verdict::Return(0)];
    let verdict = verdicts[pick(4)];
    let command = match (pick(40), open) {
        (0..6, _) => Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None },
        (6, _) => Command::CompleteScreening {
            result: ScreeningResult::Invalid,
            reason: Some(InvalidReason::NoNeed),
            note: Some(reason),
        },
        (7..12, _) => grading(41, 36, "A"),
        (12, _) => Command::ReassignOwner { to: aim, reason },
        (13..20, _) => Command::AdvanceStage {},
        (20, _) => Command::ReturnStage { to: Stage::Screening, reason },
        (21, _) => Command::RequestException { gate: "G1".to_owned(), condition: "need".to_owned(), reason },
        (22, _) => serde_json::from_value(serde_json::json!({
            "type": "log_contact_attempt", "at": company.scene.now, "method": ContactMethod::Phone,
            "reached": false, "note": reason,
        }))
        .expect("a command"),
        (_, Some((approval, shown))) => Command::DecideApproval {
            approval: *approval,
            step: shown.active,
            verdict,
            digest: shown.digest,
            opinion: Some(reason),
        },
        _ => Command::Comment { text: reason, mentions: Vec::new() },
    };
    (who, command)
}

async fn live(company: &mut Company, deals: u128, steps: usize) {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut standing = Vec::new();
    for number in 1..=deals {
        let who = if number % 3 == 0 { Who::OtherRep } else { Who::Rep };
        standing.push(company.register(100 + number, who).await);
    }
    for _ in 0..steps {
        company.scene.wait(dice.below(4) as i64);
        let place = dice.below(standing.len());
        let (mut who, command) = attempt(&mut dice, company, &standing[place]);
        // Most commands are the owner's; whose turn it is decides.
        if dice.below(4) > 0 {
            who = *PEOPLE.iter().find(|who| Some(who.id()) == standing[place].owner).unwrap_or(&who);
        }
        if let Command::DecideApproval { approval, .. } = &command {
            let turn = standing[place].approvals[approval].active_step().map(|step| step.turn());
            let able = PEOPLE.iter().find(|who| turn.as_ref().is_some_and(|turn| turn.contains(&who.id())));
            who = *able.unwrap_or(&who);
        }
        if let Ok(deal) = company.try_act(&standing[place], who, &command).await {
            standing[place] = deal;
        }
    }
    let reached = |stage| standing.iter().any(|deal| deal.stage == stage);
    assert!(reached(Stage::Nurture) && reached(Stage::Screening), "the histories go somewhere");
    let approvals: usize = standing.iter().map(|deal| deal.approvals.len()).sum();
    assert!(approvals >= 3, "{approvals} approvals");
}

#[tokio::test]
async fn random_histories_give_the_tables_that_a_rebuild_gives() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db.clone());
        live(&mut company, 6, 400).await;
        let processes = company.processes();
        assert_eq!(rebuild::compare(&db, TENANT, &processes).await, Ok(Vec::new()));

        spoil(&db).await;
        let found = rebuild::compare(&db, TENANT, &processes).await.expect("comparing works");
        let mut tables: Vec<&str> = found.iter().map(|difference| difference.table).collect();
        tables.sort_unstable();
        tables.dedup();
        assert_eq!(
            tables,
            ["approval_person", "deal", "deal_number", "deal_person", "deal_sum", "document", "obligation"]
        );

        assert_eq!(rebuild::rebuild_all(&db, TENANT, &processes).await, Ok(6));
        assert_eq!(rebuild::compare(&db, TENANT, &processes).await, Ok(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn a_start_finds_out_who_is_waited_for_where_nobody_wrote_it_down() {
    const FORGET: &str = "DELETE FROM deal_wait WHERE tenant_id = $1";
    for_each_engine(|db| async move {
        let mut company = Company::new(db.clone());
        step_to_come(&mut company).await;
        let processes = company.processes();
        let forgotten: Result<u64, StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    let (name, created_at) = ("示例公司".to_owned(), at(1));
                    tenant::create(tx, &Tenant { id: TENANT.0, name, created_at }).await?;
                    tx.execute(FORGET, params![TENANT.0]).await
                })
            })
            .await;
        assert!(forgotten.expect("written") > 0, "somebody is waited for");
        let lacks = rebuild::compare(&db, TENANT, &processes).await.expect("compared");
        assert!(lacks.iter().all(|one| one.table == "deal_wait") && !lacks.is_empty(), "{lacks:?}");
        migrate(&db, id(3), || at(1)).await.expect("a start");
        assert_eq!(rebuild::compare(&db, TENANT, &processes).await, Ok(Vec::new()));
    })
    .await;
}

/// A deal whose grading waits for its supervisor, and then for somebody whom he added.
async fn step_to_come(company: &mut Company) {
    let deal = company.register(101, Who::Rep).await;
    let valid = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
    let deal = company.act(&deal, Who::Rep, valid).await;
    let deal = company.act(&deal, Who::Rep, grading(41, 36, "A")).await;
    let approval = *deal.approvals.keys().next().expect("grading asks for approval");
    let (person, reason) = (Who::Manager.id(), "再请经理看一看".to_owned());
    let add = Command::AddApprover { approval, person, before: false, reason };
    company.act(&deal, Who::Supervisor, add).await;
}

/// Makes rows wrong, missing and superfluous.
async fn spoil(db: &Database) {
    const SPOIL: [&str; 6] = [
        "UPDATE deal SET amount_minor = amount_minor + 1 WHERE tenant_id = $1",
        "DELETE FROM deal_person WHERE tenant_id = $1",
        "DELETE FROM deal_number WHERE tenant_id = $1",
        "UPDATE obligation SET missed = 1 - missed WHERE tenant_id = $1",
        "UPDATE document SET revision = revision + 1 WHERE tenant_id = $1",
        "INSERT INTO approval_person (tenant_id, deal_id, approval_id, part, place, person_id, step, since) \
         SELECT tenant_id, deal_id, tenant_id, 'turn', 1, tenant_id, 1, 0 FROM deal WHERE tenant_id = $1",
    ];
    let spoilt: Result<(), StoreError> = db
        .write(|tx| {
            Box::pin(async move {
                for statement in SPOIL {
                    tx.execute(statement, params![TENANT.0]).await?;
                }
                Ok(())
            })
        })
        .await;
    spoilt.expect("the tables can be spoilt");
}

#[tokio::test]
async fn another_tenant_is_left_alone() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db.clone());
        company.register(1, Who::Rep).await;
        let other = tongguan_core::id::TenantId(id(2));
        let processes = company.processes();
        assert_eq!(rebuild::rebuild_all(&db, other, &processes).await, Ok(0));
        assert_eq!(rebuild::compare(&db, TENANT, &processes).await, Ok(Vec::new()));
    })
    .await;
}
