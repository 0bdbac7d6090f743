//! Counts behind the control board, against deals whose course is known.

use tongguan_core::approval::Verdict;
use tongguan_core::deal::{Command, Deal, ScreeningResult};
use tongguan_core::process::Stage;
use tongguan_store::access::{Access, Scope};
use tongguan_store::read::commands::{self, CommandFilter};
use tongguan_store::read::figures::{self, ClockCounts, LeadCounts, Slice};
use tongguan_testkit::for_each_engine;

use crate::company::{Company, sees};
use crate::deal::scene::{Who, grading};

/// One lead becomes an opportunity in time, one is screened an hour late, one is not touched at all.
async fn three(company: &mut Company) -> Slice {
    let from = company.scene.now;
    let first = company.register(1, Who::Rep).await;
    let second = company.register(2, Who::Rep).await;
    company.register(3, Who::OtherRep).await;
    company.scene.wait(1);
    let first = opportunity(company, &first).await;
    company.scene.wait(48);
    company.act(&first, Who::Rep, comment()).await;
    company.act(&second, Who::Rep, valid()).await;
    Slice { from, to: from + jiff::SignedDuration::from_hours(24 * 30), departments: Vec::new(), owner: None }
}

fn valid() -> Command {
    Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None }
}

fn comment() -> Command {
    Command::Comment { text: "客户下周回复".to_owned(), mentions: Vec::new() }
}

async fn opportunity(company: &mut Company, deal: &Deal) -> Deal {
    let deal = company.act(deal, Who::Rep, valid()).await;
    let deal = company.act(&deal, Who::Rep, grading(41, 36, "A")).await;
    let (approval, shown) = deal.approvals.iter().next().expect("an approval");
    let (approval, step, digest, opinion) = (*approval, shown.active, shown.digest, None);
    let decide = Command::DecideApproval { approval, step, verdict: Verdict::Approve, digest, opinion };
    let deal = company.act(&deal, Who::Supervisor, decide).await;
    company.act(&deal, Who::Rep, Command::AdvanceStage {}).await
}

#[tokio::test]
async fn leads_clocks_and_stages_are_counted() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let slice = three(&mut company).await;
        let now = company.scene.now;
        let count = async |access: Access| {
            let slice = slice.clone();
            company
                .read(move |tx| {
                    let (access, slice) = (access.clone(), slice.clone());
                    Box::pin(async move {
                        Ok((
                            figures::leads(tx, &access, &slice).await?,
                            figures::clocks(tx, &access, &slice, &["T1"], false).await?,
                            figures::flow(tx, &access, &slice).await?,
                            figures::dwell_s(tx, &access, &slice, Stage::Screening, now).await?,
                        ))
                    })
                })
                .await
        };
        let (leads, clocks, flow, mut dwell) = count(sees(Who::Director, Scope::All)).await;
        let expected = LeadCounts { registered: 3, converted: 1, valid: 2, invalid: 0, grades: [1, 0, 0] };
        assert_eq!(leads, expected);
        let clock = "T1".to_owned();
        // The third was never touched by a command, so that nothing has recorded its miss yet.
        assert_eq!(clocks, [ClockCounts { clock, debtor: None, due: 3, in_time: 1, late: 1, overdue: 0 }]);
        assert_eq!((flow[0].entered, flow[0].reached_later, flow[0].left_forward), (3, 1, 1));
        assert_eq!((flow[1].entered, flow[1].reached_later, flow[1].left_forward), (1, 0, 0));
        dwell.sort_unstable();
        assert_eq!(dwell, [3_600, 49 * 3_600, 49 * 3_600]);

        let (leads, clocks, _, _) = count(sees(Who::OtherRep, Scope::Own)).await;
        assert_eq!((leads.registered, clocks[0].due), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn clocks_are_counted_by_person_and_only_in_their_period() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let slice = three(&mut company).await;
        let count = async |slice: Slice| {
            company
                .read(move |tx| {
                    let slice = slice.clone();
                    Box::pin(async move {
                        let access = sees(Who::Director, Scope::All);
                        figures::clocks(tx, &access, &slice, &["T1"], true).await
                    })
                })
                .await
        };
        let by_person = count(slice.clone()).await;
        let due: Vec<_> = by_person.iter().map(|one| (one.debtor, one.due)).collect();
        assert_eq!(due, [(Some(Who::Rep.id()), 2), (Some(Who::OtherRep.id()), 1)]);
        let before = Slice {
            to: slice.from,
            from: slice.from - jiff::SignedDuration::from_hours(24),
            ..slice.clone()
        };
        assert_eq!(count(before).await, []);
        let of_owner = Slice { owner: Some(Who::OtherRep.id()), ..slice };
        assert_eq!(count(of_owner).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_journal_is_read_by_those_who_see_all_and_by_each_of_his_own() {
    for_each_engine(|db| async move {
        let company = Company::new(db);
        let now = company.scene.now;
        for (number, who) in [(1, Who::Rep), (2, Who::OtherRep), (3, Who::Rep)] {
            company.attempt(number, who, number == 3).await;
        }
        let page = async |access: Access, filter: CommandFilter| {
            let page = company
                .read(move |tx| {
                    let (access, filter) = (access.clone(), filter.clone());
                    Box::pin(async move { commands::page(tx, &access, &filter, None, 10).await })
                })
                .await;
            page.items.iter().map(|entry| entry.id.as_u128()).collect::<Vec<_>>()
        };
        let all = sees(Who::Director, Scope::All);
        assert_eq!(page(all.clone(), CommandFilter::default()).await, [3, 2, 1]);
        assert_eq!(page(sees(Who::Rep, Scope::Own), CommandFilter::default()).await, [3, 1]);
        let refused = CommandFilter { refused: Some(true), ..CommandFilter::default() };
        assert_eq!(page(all, refused).await, [3]);
        let slice = Slice {
            from: now,
            to: now + jiff::SignedDuration::from_hours(1),
            departments: Vec::new(),
            owner: None,
        };
        let refusals = company
            .read(move |tx| {
                let slice = slice.clone();
                Box::pin(async move {
                    let director = figures::refusals(tx, &sees(Who::Director, Scope::All), &slice).await?;
                    Ok((director, figures::refusals(tx, &sees(Who::Rep, Scope::Own), &slice).await?))
                })
            })
            .await;
        assert_eq!(refusals, (vec![("gate_closed".to_owned(), 1)], vec![]));
    })
    .await;
}
