//! A demo company: its people, customers and prices, and a year of deals, made by commands under a clock of its own.
//!
//! Promises that everything goes through [`Executor`], that the same seed and end give the same company, and that every
//! stage has deals in it: late, overdue, refused, excepted and pending ones. Must never write a row of a deal by itself.

mod company;
mod customers;
mod desk;
mod diary;
mod dice;
mod house;
mod papers;
mod products;
mod story;
mod views;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use jiff::{SignedDuration, Span, Timestamp};
use tongguan_core::deal::{Command, Deal, RegisterLead};
use tongguan_core::facts::Actor;
use tongguan_core::id::DealId;
use tongguan_store::Database;
use tongguan_store::file::content::ContentStore;

use self::company::PEOPLE;
use self::customers::CUSTOMERS;
use self::desk::Desk;
use self::dice::Dice;
use self::house::House;
use self::story::{Act, CASES, Deed, EVERY, Fate, Story};
use crate::run::{Answer, Executor, Target, Via};
use crate::world::World;

/// The password that everybody in the demo company signs in with.
pub const PASSWORD: &str = "tongguan-demo-2026";

/// What is made.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// From which chance comes.
    pub seed: u64,
    /// How many leads are registered over the year.
    pub deals: usize,
    /// The present, at which everything ends.
    pub until: Timestamp,
}

/// What was made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Deals by the stage in which they stand.
    pub stages: BTreeMap<String, usize>,
    /// Commands that were accepted.
    pub accepted: u64,
    /// Commands that were refused.
    pub refused: BTreeMap<String, u64>,
    /// Stories that stopped because they were refused again and again, and by what; a healthy build has none.
    pub stuck: Vec<String>,
}

/// Makes the company in an empty database, and lays its few files beside it.
pub async fn build(
    db: &Database,
    files: &ContentStore,
    executor: &Executor,
    world: World,
    order: Order,
) -> anyhow::Result<Made> {
    let dice = Dice::new(order.seed);
    let begin = order
        .until
        .checked_sub(SignedDuration::from_hours(24 * 400))
        .context("the year before is in range")?;
    let mut desk = Desk::new(db, executor, dice.fork(1));
    let house = house::build(&mut desk, files, world, begin).await?;
    let mut year =
        Year { desk, house, order, made: Made::default(), due: BinaryHeap::new(), stories: Vec::new() };
    year.plan(&dice);
    year.live().await?;
    Ok(year.made)
}

/// A story on its way, and its deal as it is now: nobody else changes it.
struct Running {
    story: Story,
    deal: Option<Arc<Deal>>,
}

/// The year: all stories, and whose turn it is.
struct Year<'a> {
    desk: Desk<'a>,
    house: House,
    order: Order,
    made: Made,
    due: BinaryHeap<Reverse<(Timestamp, usize)>>,
    stories: Vec<Running>,
}

impl Year<'_> {
    /// Draws when each lead is registered, by whom and about whom.
    fn plan(&mut self, dice: &Dice) {
        let reps: Vec<_> = PEOPLE.iter().filter(|person| person.role == "sales_rep").collect();
        let diary = self.house.diary.clone();
        let today = diary.day(self.order.until);
        for number in 0..self.order.deals {
            let mut own = dice.fork(100 + number as u64);
            let case = CASES.get(number / EVERY).filter(|_| number.is_multiple_of(EVERY));
            let fate = Fate::draw(&mut own);
            let (rep, day, fate, hold) = match case {
                Some(case) => {
                    let day = diary.working_day_back(today, case.begins);
                    (case.rep, day, case.bend(fate), Some(case.hold(self.order.until, &diary)))
                }
                None => {
                    let most = if own.chance(35) { 120 } else { 380 };
                    let back = own.between(2, most);
                    let day = today.saturating_sub(Span::new().days(back));
                    (reps[number % reps.len()].login, diary.working_day_after(day, 1), fate, None)
                }
            };
            let start = diary.some_time_on(day, &mut own);
            let story = self.house.story(rep, number % CUSTOMERS.len(), (fate, hold), own);
            self.stories.push(Running { story, deal: None });
            self.due.push(Reverse((start, number)));
        }
    }

    async fn live(&mut self) -> anyhow::Result<()> {
        while let Some(Reverse((at, number))) = self.due.pop() {
            if at > self.order.until {
                continue;
            }
            self.turn(at, number).await.with_context(|| format!("story {number} at {at}"))?;
        }
        for number in 0..self.stories.len() {
            self.rest(number).await?;
        }
        Ok(())
    }

    /// What the clocks of one story have to say up to a moment, and what its people then do.
    async fn turn(&mut self, at: Timestamp, number: usize) -> anyhow::Result<()> {
        if self.stories[number].deal.is_none() {
            self.begin(at, number).await?;
            self.look_ahead(at, number);
            return Ok(());
        }
        self.tick(number, at).await?;
        let Running { story, deal } = &mut self.stories[number];
        let next = deal.as_ref().and_then(|deal| story.next(deal, &self.house.diary));
        if let Some(act) = next.filter(|act| act.at <= at) {
            self.act(at, number, act).await?;
        }
        self.look_ahead(at, number);
        Ok(())
    }

    async fn begin(&mut self, at: Timestamp, number: usize) -> anyhow::Result<()> {
        let running = &mut self.stories[number];
        let obtained = self.house.diary.day(at);
        let body = running.story.registration(obtained);
        let account = self.house.accounts.get(running.story.customer.name).copied();
        let id = DealId(self.desk.fresh_id(at));
        let target =
            Target::NewDeal { id, command: RegisterLead { account, body, ..RegisterLead::default() } };
        let rep = running.story.cast.rep;
        match self.desk.give(target, Actor::Person(rep), Via::Api, at).await? {
            Answer::Accepted { created, .. } => {
                self.made.accepted += 1;
                self.house.meet(&mut self.desk, at, &mut running.story, &created).await?;
                self.look(number, id).await?;
            }
            Answer::Refused { code, .. } => *self.made.refused.entry(code).or_default() += 1,
        }
        Ok(())
    }

    async fn act(&mut self, at: Timestamp, number: usize, act: Act) -> anyhow::Result<()> {
        let running = &mut self.stories[number];
        let Some(deal) = running.deal.as_ref().map(|deal| deal.id) else { return Ok(()) };
        let target = match act.deed.clone() {
            Deed::Deal(command) => Target::Deal { id: deal, command },
            Deed::Reference(command) => Target::Reference { id: None, command },
        };
        match self.desk.give(target, Actor::Person(act.who), Via::Api, at).await? {
            Answer::Accepted { id, .. } => {
                self.made.accepted += 1;
                running.story.went_well(&act, id);
                self.look(number, deal).await?;
            }
            Answer::Refused { code, params } => {
                *self.made.refused.entry(code.clone()).or_default() += 1;
                if running.story.was_refused(&act) {
                    self.made.stuck.push(format!("{number}: {code} {params}"));
                }
            }
        }
        Ok(())
    }

    /// Lets the clocks speak up to a moment.
    async fn tick(&mut self, number: usize, until: Timestamp) -> anyhow::Result<()> {
        for _ in 0..200 {
            let Some(deal) = &self.stories[number].deal else { return Ok(()) };
            let Some((_, moment)) = deal.next_moment().filter(|(_, moment)| *moment < until) else {
                return Ok(());
            };
            let id = deal.id;
            let target = Target::Deal { id, command: Command::Tick {} };
            let answer = self.desk.give(target, Actor::System, Via::Scanner, moment).await?;
            ensure!(matches!(answer, Answer::Accepted { .. }), "the scanner is never refused");
            self.look(number, id).await?;
        }
        Ok(())
    }

    /// The next turn: when somebody acts, or when a clock speaks and people hear it.
    fn look_ahead(&mut self, now: Timestamp, number: usize) {
        let Running { story, deal: Some(deal) } = &mut self.stories[number] else { return };
        let act = story.next(deal, &self.house.diary).map(|act| act.at.max(deal.last_at));
        let clock =
            deal.next_moment().map(|(_, moment)| moment.max(deal.last_at) + SignedDuration::from_secs(1));
        let clock = clock.filter(|clock| *clock > now);
        if let Some(at) = act.into_iter().chain(clock).min() {
            self.due.push(Reverse((at, number)));
        }
    }

    /// The story rests: its clocks run on to the present.
    async fn rest(&mut self, number: usize) -> anyhow::Result<()> {
        self.tick(number, self.order.until).await?;
        if let Some(deal) = &self.stories[number].deal {
            *self.made.stages.entry(deal.stage.key().to_owned()).or_default() += 1;
        }
        Ok(())
    }

    /// Reads the deal of a story again.
    async fn look(&mut self, number: usize, id: DealId) -> anyhow::Result<()> {
        let deal = self.desk.deal(id).await?.context("a registered deal is there")?;
        self.stories[number].deal = Some(deal);
        Ok(())
    }
}
