//! Lists, boards, queues and inboxes show what their reader may see, and nothing else.

use jiff::civil::date;
use serde_json::json;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, Deal, ScreeningResult, Standing};
use tongguan_core::id::{DealId, DepartmentId};
use tongguan_core::process::Stage;
use tongguan_store::access::{Access, Scope};
use tongguan_store::read::approvals::{self, Inbox};
use tongguan_store::read::deals::{self, DealOrder};
use tongguan_store::read::filter::{DealFilter, OwnerFilter};
use tongguan_store::read::queue::{self, Horizon, Whose};
use tongguan_store::read::{board, documents, exceptions, history, sums};
use tongguan_testkit::{for_each_engine, id};

use crate::company::{Company, sees};
use crate::deal::scene::{Who, grading};

const TEAM: DepartmentId = DepartmentId(uuid::Uuid::from_u128(101));
const OTHER_TEAM: DepartmentId = DepartmentId(uuid::Uuid::from_u128(104));

/// Six leads of the rep and three of another team, worth 100, 200 … 900 yuan.
async fn nine(company: &mut Company) -> Vec<Deal> {
    let mut deals = Vec::new();
    for number in 1..=9_u128 {
        let who = if number % 3 == 0 { Who::OtherRep } else { Who::Rep };
        company.scene.wait(1);
        let deal = company
            .register_with(number, who, |form| {
                form.insert("budget_status".to_owned(), json!("approved"));
                form.insert("budget_amount".to_owned(), json!(number * 10_000));
            })
            .await;
        deals.push(deal);
    }
    deals
}

async fn ids(company: &Company, access: &Access, filter: &DealFilter, order: DealOrder) -> Vec<u128> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let (access, filter) = (access.clone(), filter.clone());
        let page = company
            .read(move |tx| {
                let (access, filter, after) = (access.clone(), filter.clone(), after.clone());
                Box::pin(async move { deals::list(tx, &access, &filter, order, after.as_ref(), 2).await })
            })
            .await;
        assert!(page.items.len() <= 2);
        found.extend(page.items.iter().map(|row| row.deal.0.as_u128()));
        match page.next {
            Some(next) => after = Some(next),
            None => return found,
        }
    }
}

#[tokio::test]
async fn a_list_shows_each_reader_his_deals_page_by_page_in_each_order() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        nine(&mut company).await;
        let all = DealFilter::default();
        let down = [9, 8, 7, 6, 5, 4, 3, 2, 1];
        let director = sees(Who::Director, Scope::All);
        for order in [DealOrder::Updated, DealOrder::Registered, DealOrder::Amount] {
            assert_eq!(ids(&company, &director, &all, order).await, down, "{order:?}");
        }
        for order in [DealOrder::Due, DealOrder::Close] {
            assert_eq!(ids(&company, &director, &all, order).await, [1, 2, 3, 4, 5, 6, 7, 8, 9], "{order:?}");
        }
        for order in DealOrder::ALL {
            let sorted = |mut found: Vec<u128>| {
                found.sort_unstable();
                found
            };
            let own = sees(Who::Rep, Scope::Own);
            assert_eq!(sorted(ids(&company, &own, &all, order).await), [1, 2, 4, 5, 7, 8], "{order:?}");
            let team = sees(Who::Manager, Scope::Departments(vec![OTHER_TEAM]));
            assert_eq!(sorted(ids(&company, &team, &all, order).await), [3, 6, 9], "{order:?}");
            // He takes part in six, and sees those of the other team by his post: each once.
            let both = sees(Who::Rep, Scope::Departments(vec![TEAM, OTHER_TEAM]));
            assert_eq!(sorted(ids(&company, &both, &all, order).await).len(), 9, "{order:?}");
            let part = sees(Who::Rep, Scope::Departments(vec![OTHER_TEAM]));
            assert_eq!(sorted(ids(&company, &part, &all, order).await).len(), 9, "{order:?}");
            let nobody = sees(Who::Legal, Scope::Own);
            assert_eq!(ids(&company, &nobody, &all, order).await, [0; 0], "{order:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn many_departments_show_the_same_as_few() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        nine(&mut company).await;
        let mut departments: Vec<_> = (500..520).map(|n| DepartmentId(id(n))).collect();
        departments.push(OTHER_TEAM);
        let access = sees(Who::Rep, Scope::Departments(departments));
        let found = ids(&company, &access, &DealFilter::default(), DealOrder::Updated).await;
        assert_eq!(found, [9, 8, 7, 6, 5, 4, 3, 2, 1]);
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_lists_and_sums_alike() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let stored = nine(&mut company).await;
        let screened =
            Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
        company.scene.wait(1);
        company.act(&stored[0], Who::Rep, screened).await;
        let touched = company.scene.now;
        let person = |who: Who| Some(OwnerFilter::Person(who.id()));
        let any = DealFilter::default;
        let cases: Vec<(DealFilter, &[u128])> = vec![
            (DealFilter::open(), &[1, 9, 8, 7, 6, 5, 4, 3, 2]),
            (DealFilter { standing: Some(Standing::Lost), ..any() }, &[]),
            (DealFilter { stage: Some(Stage::Screening), owner: person(Who::OtherRep), ..any() }, &[9, 6, 3]),
            (DealFilter { department: Some(TEAM), ..any() }, &[1, 8, 7, 5, 4, 2]),
            (DealFilter { owner: Some(OwnerFilter::Pool), ..any() }, &[]),
            (DealFilter { account: Some(stored[4].account), ..any() }, &[5]),
            (
                DealFilter { source: Some("exhibition".into()), amount_to_minor: Some(20_000), ..any() },
                &[1, 2],
            ),
            (DealFilter { source: Some("tender".into()), ..any() }, &[]),
            (DealFilter { amount_from_minor: Some(80_000), ..any() }, &[9, 8]),
            (DealFilter { won: Some(true), ..any() }, &[]),
            (DealFilter { won: Some(false), amount_from_minor: Some(90_000), ..any() }, &[9]),
            (DealFilter { close_from: Some(date(2027, 4, 1)), ..any() }, &[]),
            (DealFilter { close_to: Some(date(2027, 3, 31)), amount_to_minor: Some(10_000), ..any() }, &[1]),
            (DealFilter { untouched_since: Some(touched), ..any() }, &[9, 8, 7, 6, 5, 4, 3, 2]),
            (DealFilter { unpaid_before: Some(date(2099, 1, 1)), ..any() }, &[]),
        ];
        let director = sees(Who::Director, Scope::All);
        for (filter, expected) in cases {
            assert_eq!(ids(&company, &director, &filter, DealOrder::Updated).await, expected, "{filter:?}");
            let (access, asked) = (director.clone(), filter.clone());
            let sums = company
                .read(move |tx| {
                    let (access, asked) = (access.clone(), asked.clone());
                    Box::pin(async move { sums::sums(tx, &access, &asked).await })
                })
                .await;
            let worth: u128 = expected.iter().map(|number| number * 10_000).sum();
            assert_eq!((sums.deals, sums.amount_minor), (expected.len() as i64, worth as i64), "{filter:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn sums_and_board_count_what_the_reader_sees() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let stored = nine(&mut company).await;
        let now = company.scene.now;
        let cases = [
            (sees(Who::Director, Scope::All), 9, 450_000),
            (sees(Who::Rep, Scope::Own), 6, 270_000),
            (sees(Who::Manager, Scope::Departments(vec![OTHER_TEAM])), 3, 180_000),
            (sees(Who::Rep, Scope::Departments(vec![OTHER_TEAM])), 9, 450_000),
            (sees(Who::Legal, Scope::Own), 0, 0),
        ];
        for (access, deals, worth) in cases {
            let columns = company
                .read(move |tx| {
                    let access = access.clone();
                    Box::pin(async move {
                        let filter = DealFilter::default();
                        board::board(tx, &access, &filter, DealOrder::Updated, 4, now).await
                    })
                })
                .await;
            assert_eq!(columns.len(), Stage::ALL.len());
            let first = &columns[0];
            assert_eq!((first.sums.deals, first.sums.amount_minor), (deals, worth));
            assert_eq!(first.cards.items.len(), 4.min(deals as usize));
            assert_eq!(first.cards.next.is_some(), deals > 4);
            assert!(
                columns[1..].iter().all(|column| column.sums.deals == 0 && column.cards.items.is_empty())
            );
        }
        // Nine deals came an hour apart, the last one now: four hours on average.
        let director = sees(Who::Director, Scope::All);
        let sums = company
            .read(move |tx| {
                let access = director.clone();
                Box::pin(async move { sums::sums(tx, &access, &DealFilter::open()).await })
            })
            .await;
        assert_eq!(sums.average_dwell_s(stored[8].last_at), 4 * 3600);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_visible_is_absent_everywhere() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let stored = nine(&mut company).await;
        let graded = act_until_graded(&mut company, &stored[0]).await;
        let document = *graded.documents.keys().next().expect("a document");
        for (access, visible) in [
            (sees(Who::OtherRep, Scope::Own), false),
            (sees(Who::Rep, Scope::Own), true),
            (sees(Who::Supervisor, Scope::Own), true),
            (sees(Who::General, Scope::Departments(vec![TEAM])), true),
            (sees(Who::General, Scope::Departments(vec![OTHER_TEAM])), false),
        ] {
            let deal = graded.id;
            let (head, history, documents, revisions, duties, approvals) = company
                .read(move |tx| {
                    let access = access.clone();
                    Box::pin(async move {
                        Ok((
                            deals::head(tx, &access, deal).await?,
                            history::page(tx, &access, deal, None, 3).await?,
                            documents::of_deal(tx, &access, deal).await?,
                            documents::revisions(tx, &access, deal, document).await?,
                            queue::of_deal(tx, &access, deal).await?,
                            approvals::of_deal(tx, &access, deal).await?,
                        ))
                    })
                })
                .await;
            assert_eq!(head.is_some(), visible);
            assert_eq!(history.is_some(), visible);
            assert_eq!(documents.as_ref().map(Vec::len), visible.then_some(2));
            assert_eq!(revisions.is_some(), visible);
            assert_eq!(!duties.is_empty(), visible);
            assert_eq!(!approvals.is_empty(), visible);
        }
    })
    .await;
}

async fn act_until_graded(company: &mut Company, deal: &Deal) -> Deal {
    let valid = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
    let deal = company.act(deal, Who::Rep, valid).await;
    company.act(&deal, Who::Rep, grading(41, 36, "A")).await
}

#[tokio::test]
async fn history_is_paged_backwards_and_revisions_stay_readable() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let deal = company.register(7, Who::Rep).await;
        let deal = act_until_graded(&mut company, &deal).await;
        let access = sees(Who::Rep, Scope::Own);
        let (mut before, mut seen) = (None, Vec::new());
        loop {
            let (access, id) = (access.clone(), deal.id);
            let page = company
                .read(move |tx| {
                    let access = access.clone();
                    Box::pin(async move { history::page(tx, &access, id, before, 2).await })
                })
                .await
                .expect("visible");
            seen.extend(page.items.iter().map(|row| row.seq));
            match page.next {
                Some(next) => before = Some(next),
                None => break,
            }
        }
        let all: Vec<i64> = (1..=deal.version as i64).rev().collect();
        assert_eq!(seen, all);

        let (lead, _) = deal.document(tongguan_core::process::DocumentKind::LeadRegistration).expect("表1");
        let (access, id) = (access.clone(), deal.id);
        let revisions = company
            .read(move |tx| {
                let access = access.clone();
                Box::pin(async move { documents::revisions(tx, &access, id, lead).await })
            })
            .await
            .expect("visible");
        let content = revisions[0].content.as_deref().expect("not erased");
        assert!(std::str::from_utf8(content).expect("text").contains("王工"));
        assert_eq!(revisions.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_queue_tells_mine_from_my_teams_and_from_others() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let stored = nine(&mut company).await;
        let graded = act_until_graded(&mut company, &stored[0]).await;
        let count = async |access: Access, whose, horizon: Horizon| {
            company
                .read(move |tx| {
                    let access = access.clone();
                    Box::pin(async move {
                        let page = queue::list(tx, &access, whose, None, 50).await?;
                        Ok((page.items, queue::counts(tx, &access, whose, horizon).await?))
                    })
                })
                .await
        };
        let now = company.scene.now;
        let hours = |hours| now + jiff::SignedDuration::from_hours(hours);
        let horizon = Horizon { now, today_ends: hours(1), soon_ends: hours(2) };
        let (mine, counts) = count(sees(Who::Rep, Scope::Own), Whose::Mine, horizon).await;
        assert!(mine.iter().all(|duty| duty.debtor == Some(Who::Rep.id())));
        assert!(mine.is_sorted_by_key(|duty| duty.due_at));
        assert_eq!((counts.overdue, counts.later), (0, mine.len() as i64));
        assert_eq!((counts.overdue_since, counts.next_today), (None, None));

        let late = Horizon { now: hours(10_000), today_ends: hours(10_001), soon_ends: hours(10_002) };
        let (_, counts) = count(sees(Who::Rep, Scope::Own), Whose::Mine, late).await;
        assert_eq!((counts.overdue, counts.later), (mine.len() as i64, 0));
        assert_eq!((counts.overdue_since, counts.next_today), (Some(mine[0].due_at), None));
        let just = mine[0].due_at - jiff::SignedDuration::from_hours(1);
        let due = Horizon { now: just, today_ends: hours(10_001), soon_ends: hours(10_002) };
        let (_, counts) = count(sees(Who::Rep, Scope::Own), Whose::Mine, due).await;
        assert_eq!((counts.overdue_since, counts.next_today), (None, Some(mine[0].due_at)));

        // The supervisor owes the review of the grade; the rep waits for it.
        let (others, _) = count(sees(Who::Rep, Scope::Own), Whose::Others, horizon).await;
        assert!(
            others
                .iter()
                .any(|duty| duty.deal.deal == graded.id && duty.debtor == Some(Who::Supervisor.id()))
        );
        assert!(others.iter().all(|duty| duty.debtor != Some(Who::Rep.id())));
        let (of_supervisor, _) = count(sees(Who::Supervisor, Scope::Own), Whose::Mine, horizon).await;
        assert!(of_supervisor.iter().all(|duty| duty.deal.deal == graded.id) && !of_supervisor.is_empty());

        let team = sees(Who::Manager, Scope::Departments(vec![OTHER_TEAM]));
        let (of_team, _) = count(team, Whose::Team, horizon).await;
        let deals: Vec<DealId> = of_team.iter().map(|duty| duty.deal.deal).collect();
        assert!([3, 6, 9].iter().all(|number| deals.contains(&DealId(id(*number)))));
        assert!(of_team.iter().all(|duty| duty.deal.department == OTHER_TEAM));
    })
    .await;
}

#[tokio::test]
async fn the_inbox_tells_what_waits_from_what_was_decided_and_asked() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let deal = company.register(7, Who::Rep).await;
        let deal = act_until_graded(&mut company, &deal).await;
        let boxes = async |company: &Company, who: Who| {
            company
                .read(move |tx| {
                    let access = sees(who, Scope::Own);
                    Box::pin(async move {
                        let mut all = Vec::new();
                        for which in [Inbox::Todo, Inbox::Done, Inbox::Requested, Inbox::Copied] {
                            all.push(approvals::list(tx, &access, which, None, 10).await?.items);
                        }
                        Ok((all, approvals::count_todo(tx, &access).await?.0))
                    })
                })
                .await
        };
        let sizes = |all: &[Vec<approvals::ApprovalRow>]| all.iter().map(Vec::len).collect::<Vec<_>>();
        let (all, todo) = boxes(&company, Who::Supervisor).await;
        assert_eq!((sizes(&all), todo), (vec![1, 0, 0, 0], 1));
        assert_eq!(all[0][0].waiting_for, [Who::Supervisor.id()]);
        let (all, todo) = boxes(&company, Who::Rep).await;
        assert_eq!((sizes(&all), todo), (vec![0, 0, 1, 0], 0));

        let (approval, shown) = deal.approvals.iter().next().expect("an approval");
        let (approval, step, digest) = (*approval, shown.active, shown.digest);
        let opinion = Some("理由写在这里了".to_owned());
        let verdict = Verdict::Approve;
        let to = vec![Who::Operations.id()];
        let deal = company.act(&deal, Who::Rep, Command::CopyApproval { approval, to }).await;
        let (all, todo) = boxes(&company, Who::Operations).await;
        assert_eq!((sizes(&all), todo), (vec![0, 0, 0, 1], 0));
        assert_eq!(all[3][0].waiting_for, [Who::Supervisor.id()]);
        company.scene.wait(1);
        company
            .act(&deal, Who::Supervisor, Command::DecideApproval { approval, step, verdict, digest, opinion })
            .await;
        let (all, todo) = boxes(&company, Who::Supervisor).await;
        assert_eq!((sizes(&all), todo), (vec![0, 1, 0, 0], 0));
        let done = &all[1][0];
        assert_eq!((done.verdict.as_deref(), done.result.as_deref()), (Some("approve"), Some("approved")));
        assert_eq!((done.at, done.waiting_for.len()), (company.scene.now, 0));
    })
    .await;
}

#[tokio::test]
async fn the_register_of_exceptions_shows_what_was_asked() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let deal = company.register(7, Who::Rep).await;
        let gates = &company.scene.process.gates["G1"];
        let condition =
            gates.conditions.iter().find(|condition| condition.exceptable).expect("one may be passed");
        let (gate, condition) = ("G1".to_owned(), condition.key.clone());
        let asked = Command::RequestException {
            gate,
            condition: condition.clone(),
            reason: "客户下周才能提供".into(),
        };
        company.act(&deal, Who::Rep, asked).await;
        for (access, expected) in [(sees(Who::Director, Scope::All), 1), (sees(Who::OtherRep, Scope::Own), 0)]
        {
            let found = company
                .read(move |tx| {
                    let access = access.clone();
                    Box::pin(async move {
                        let filter = exceptions::ExceptionFilter::default();
                        exceptions::list(tx, &access, &filter, None, 10).await
                    })
                })
                .await;
            assert_eq!(found.items.len(), expected);
            let (gate, condition) = ("G1".to_owned(), condition.clone());
            let wanted = tongguan_core::approval::ApprovalSubject::Exception { gate, condition };
            assert!(found.items.iter().all(|row| row.subject == wanted && row.result.is_none()));
        }
    })
    .await;
}
