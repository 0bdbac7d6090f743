//! What a list shows somebody is exactly what the core says that he sees, whatever the organisation and however far roles see.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tongguan_core::approval::Approval;
use tongguan_core::approval::stand_in::in_place_of;
use tongguan_core::deal::{Command, Deal, ScreeningResult};
use tongguan_core::id::{ApprovalId, DealId, DepartmentId, PersonId};
use tongguan_core::organization::{Delegation, Organization};
use tongguan_core::pool::Place;
use tongguan_core::process::{Process, RowScope};
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_reader::NamedReader;
use tongguan_core::sight::{Involved, Sight, why};
use tongguan_store::access::{Access, Scope};
use tongguan_store::read::accounts::{self, AccountFilter};
use tongguan_store::read::approvals::{self, Inbox};
use tongguan_store::read::deals::{self, DealOrder};
use tongguan_store::read::filter::DealFilter;
use tongguan_store::read::sums;
use tongguan_testkit::for_each_engine;

use crate::company::{Company, TENANT};
use crate::deal::scene::{Who, grading};
use crate::reference::{account, keep};

/// Random organisations on each engine.
const ORGANIZATIONS: u64 = 40;

/// Chance that a seed alone tells.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64, so that neighbouring seeds have nothing in common.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Deals of two teams: graded and not, one with a named reader, one whose named reader is named no more, one that changed hands.
async fn deals_of(company: &mut Company) -> Vec<Deal> {
    let reason = || "区域调整交接".to_owned();
    let mut deals = Vec::new();
    for (number, who) in
        [(1, Who::Rep), (2, Who::Colleague), (3, Who::OtherRep), (4, Who::Rep), (5, Who::Rep)]
    {
        let name = format!("杭州示例{number}号智能制造有限公司");
        let change =
            |body: &mut serde_json::Map<_, _>| drop(body.insert("account_name".to_owned(), name.into()));
        deals.push(company.register_with(number, who, change).await);
    }
    let valid = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
    deals[0] = company.act(&deals[0], Who::Rep, valid).await;
    deals[0] = company.act(&deals[0], Who::Rep, grading(41, 36, "A")).await;
    let name = |who: Who| Command::NameReader { person: who.id(), reason: reason() };
    deals[1] = company.act(&deals[1], Who::Colleague, name(Who::Delivery)).await;
    deals[3] = company.act(&deals[3], Who::Rep, name(Who::Presales)).await;
    let unname = Command::UnnameReader { person: Who::Presales.id(), reason: reason() };
    deals[3] = company.act(&deals[3], Who::Manager, unname).await;
    let hand = Command::ReassignOwner { to: Who::OtherRep.id(), reason: reason() };
    deals[4] = company.act(&deals[4], Who::Director, hand).await;
    deals
}

/// Holders change seats, seats change departments, some people left, and some roles see another way than the process says.
fn shuffled(organization: &Organization, process: &Process, dice: &mut Dice) -> Organization {
    let mut other = organization.clone();
    let people: Vec<PersonId> = other.people.keys().copied().collect();
    let departments: Vec<DepartmentId> = other.departments.keys().copied().collect();
    for post in &mut other.posts {
        match dice.below(4) {
            0 => post.holder = Some(dice.pick(&people)),
            1 => post.holder = None,
            2 => post.department = dice.pick(&departments),
            _ => {}
        }
    }
    other.people.values_mut().filter(|_| dice.below(8) == 0).for_each(|person| person.active = false);
    for role in &process.roles {
        let scope = dice.pick(&[RowScope::Own, RowScope::Team, RowScope::Below, RowScope::All]);
        if dice.below(2) == 0 {
            other.scopes.insert(role.key.clone(), scope);
        }
    }
    other
}

/// People stand in for others, most for the one who has a turn; some delegations are over.
fn stood_in(mut organization: Organization, now: Timestamp, seed: u64) -> Organization {
    let mut dice = Dice(!seed);
    let people: Vec<PersonId> = organization.people.keys().copied().collect();
    for number in 0..8 {
        let from = if number < 4 { Who::Supervisor.id() } else { dice.pick(&people) };
        let (to, ends_at) = (dice.pick(&people), dice.pick(&[now, now - SignedDuration::from_secs(1)]));
        let starts_at = Timestamp::UNIX_EPOCH;
        organization.delegations.push(Delegation { from, to, starts_at, ends_at });
    }
    organization
}

async fn listed(company: &Company, access: Access) -> BTreeSet<DealId> {
    let ids = company.read(move |tx| {
        let access = access.clone();
        Box::pin(async move {
            let page = deals::list(tx, &access, &DealFilter::default(), DealOrder::Updated, None, 50).await?;
            Ok(page.items.into_iter().map(|row| row.deal).collect())
        })
    });
    ids.await
}

async fn customers(company: &Company, access: Access) -> Vec<Account> {
    let rows = company.read(move |tx| {
        let access = access.clone();
        Box::pin(async move {
            let filter = AccountFilter { today: TODAY, ..AccountFilter::default() };
            let page = accounts::list(tx, &access, &filter, None, 50).await?;
            Ok(page.items.into_iter().map(|row| row.account).collect())
        })
    });
    rows.await
}

const TODAY: Date = Date::constant(2026, 11, 20);

/// Of each customer, one is named for today, one until yesterday and one from tomorrow on.
fn named(deal: &Deal) -> Vec<NamedReader> {
    let spread = usize::from(deal.account.0.as_bytes()[15]);
    let who = |at: usize| Who::ALL[(spread + at) % Who::ALL.len()].id();
    let one = |at: usize, from: i8, until: Option<i8>| NamedReader {
        person: who(at),
        from: Date::constant(2026, 11, from),
        until: until.map(|day| Date::constant(2026, 11, day)),
        by: None,
    };
    vec![one(0, 20, Some(20)), one(5, 1, None), one(9, 1, Some(19)), one(13, 21, None)]
}

async fn involved(company: &Company, account: &Account) -> Involved {
    let id = account.id;
    company.read(move |tx| Box::pin(accounts::involved(tx, TENANT, id))).await
}

/// What waits for somebody, with how many the count says.
async fn inbox(company: &Company, access: Access) -> (Vec<ApprovalId>, i64) {
    let both = company.read(move |tx| {
        let access = access.clone();
        Box::pin(async move {
            let page = approvals::list(tx, &access, Inbox::Todo, None, 50).await?;
            let (count, _) = approvals::count_todo(tx, &access).await?;
            Ok((page.items.into_iter().map(|row| row.approval).collect(), count))
        })
    });
    both.await
}

/// How many deals the sums are made of.
async fn counted(company: &Company, access: Access) -> i64 {
    let sums = company.read(move |tx| {
        let access = access.clone();
        Box::pin(async move { sums::sums(tx, &access, &DealFilter::default()).await })
    });
    sums.await.deals
}

/// The same as the core says: his own turns, and those of whoever he decides for.
fn turns(deals: &[Deal], process: &Process, person: PersonId, sight: &Sight) -> (Vec<ApprovalId>, i64) {
    let falls_to = |deal: &Deal, approval: &Approval| {
        let in_place = in_place_of((deal, process), approval, person, &sight.stands_in_for);
        approval.whose_turn().contains(&person) || in_place.is_some()
    };
    let of = |deal: &Deal| {
        let his = deal.approvals.iter().filter(|(_, approval)| falls_to(deal, approval));
        his.map(|(id, _)| *id).collect::<Vec<_>>()
    };
    let all: Vec<ApprovalId> = deals.iter().flat_map(of).collect();
    let count = all.len() as i64;
    (all, count)
}

#[tokio::test]
async fn customers_are_listed_as_the_core_lets_see_them() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db.clone());
        let deals = deals_of(&mut company).await;
        let (organization, process) =
            (company.scene.facts.organization.clone(), company.scene.process.clone());
        let now = company.scene.now;
        // All customers are one team's, though a deal has gone to another.
        let department = organization.people[&Who::Rep.id()].department;
        let of = |deal: &Deal| Account {
            id: deal.account,
            owner: None,
            department,
            named: named(deal),
            ..account(5, &format!("客户{}", deal.account))
        };
        keep(&db, deals.iter().map(of).collect()).await.expect("kept");
        let everybody = Access::of(TENANT, Who::Director.id(), Scope::All);
        let mut all = Vec::new();
        for account in customers(&company, everybody).await {
            let deals = involved(&company, &account).await;
            all.push((account, deals));
        }
        assert_eq!(all.len(), 5, "each deal has a customer of its own");
        let (mut by_deal, mut hidden) = (0, 0);
        for seed in 0..ORGANIZATIONS {
            let organization = stood_in(shuffled(&organization, &process, &mut Dice(seed)), now, seed);
            for person in organization.people.keys().copied() {
                let sight = Sight::of(&organization, &process, person, now);
                let found = customers(&company, Access::seeing(TENANT, person, sight.clone())).await;
                for (account, deals) in &all {
                    let is_listed = found.iter().any(|one| one.id == account.id);
                    let sees = sight.sees_account(person, (account, deals), TODAY);
                    assert_eq!(is_listed, sees, "seed {seed}, {person:?}, {sight:?}");
                    let why =
                        why::of_account(&organization, &process, person, (account, deals), (TODAY, now));
                    assert_eq!((why.sees, !why.grounds.is_empty()), (sees, sees), "seed {seed}: {why:?}");
                    let reaches = |ground: &why::Ground| matches!(ground, why::Ground::ReachesDeal(_));
                    by_deal += usize::from(why.grounds.iter().all(reaches) && sees);
                    hidden += usize::from(!sees);
                }
            }
        }
        assert!(
            by_deal > 20 && hidden > 200,
            "{by_deal} by a deal, {hidden} hidden: the chance says nothing"
        );
    })
    .await;
}

#[tokio::test]
async fn lists_show_what_the_core_lets_see() {
    for_each_engine(|db| async move {
        let mut company = Company::new(db);
        let deals = deals_of(&mut company).await;
        let (organization, process) =
            (company.scene.facts.organization.clone(), company.scene.process.clone());
        let now = company.scene.now;
        let (mut seen, mut hidden, mut in_place) = (0, 0, 0);
        for seed in 0..ORGANIZATIONS {
            let organization = stood_in(shuffled(&organization, &process, &mut Dice(seed)), now, seed);
            for person in organization.people.keys().copied() {
                let sight = Sight::of(&organization, &process, person, now);
                let sees =
                    |deal: &&Deal| sight.sees(&organization, &process, (person, deal), &Place::default());
                let expected: BTreeSet<DealId> = deals.iter().filter(sees).map(|deal| deal.id).collect();
                let found = listed(&company, Access::seeing(TENANT, person, sight.clone())).await;
                assert_eq!(found, expected, "seed {seed}, {person:?}, {sight:?}");
                for deal in &deals {
                    let about = (deal, &Place::default());
                    let why = why::of_deal(&organization, &process, person, about, now);
                    let told = (why.sees, !why.grounds.is_empty());
                    assert_eq!(
                        told,
                        (found.contains(&deal.id), why.sees),
                        "seed {seed}, {person:?}: {why:?}"
                    );
                }
                let stands_in = |deal: &&Deal| !deal.waiting_for(&sight.stands_in_for).is_empty();
                in_place += deals.iter().filter(stands_in).count();
                let access = Access::seeing(TENANT, person, sight.clone());
                let expected = turns(&deals, &process, person, &sight);
                assert_eq!(inbox(&company, access.clone()).await, expected, "seed {seed}, {person:?}");
                assert_eq!(counted(&company, access).await, found.len() as i64, "seed {seed}, {person:?}");
                (seen, hidden) = (seen + found.len(), hidden + deals.len() - found.len());
            }
        }
        assert!(seen > 500 && hidden > 500, "{seen} seen, {hidden} hidden: the chance says nothing");
        assert!(in_place > 10, "{in_place} in another's place: the chance says nothing");
    })
    .await;
}
