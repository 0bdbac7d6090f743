//! A demo company: its people, customers and prices, and a year of deals, made by commands under a clock of its own.
//!
//! Promises that everything goes through [`Executor`], that the same seed and end give the same company, and that every
//! stage has deals in it: late, overdue, refused, excepted and pending ones. Must never write a row by itself.

mod company;
mod customers;
mod desk;
mod diary;
mod dice;
mod house;
mod products;
mod story;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use jiff::{Span, Timestamp};
use tongguan_core::deal::{Command, Deal, RegisterLead};
use tongguan_core::facts::Actor;
use tongguan_core::id::DealId;
use tongguan_store::Database;

use self::company::PEOPLE;
use self::customers::CUSTOMERS;
use self::desk::Desk;
use self::dice::Dice;
use self::house::House;
use self::story::{Act, Deed, Fate, Story};
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

/// Makes the company in an empty database.
pub async fn build(db: &Database, executor: &Executor, world: World, order: Order) -> anyhow::Result<Made> {
    let dice = Dice::new(order.seed);
    let begin = order
        .until
        .checked_sub(jiff::SignedDuration::from_hours(24 * 400))
        .context("the year before is in range")?;
    let mut desk = Desk::new(db, executor, dice.fork(1));
    let house = house::build(&mut desk, world, begin).await?;
    let mut year =
        Year { desk, house, order, made: Made::default(), due: BinaryHeap::new(), stories: Vec::new() };
    year.plan(&dice);
    year.live().await?;
    Ok(year.made)
}

/// A story on its way.
struct Running {
    story: Story,
    deal: Option<DealId>,
    next: Option<Act>,
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
        for number in 0..self.order.deals {
            let mut own = dice.fork(100 + number as u64);
            let rep = reps[number % reps.len()];
            let customer = number % CUSTOMERS.len();
            let back = own.between(2, 380);
            let day = self.house.diary.day(self.order.until).saturating_sub(Span::new().days(back));
            let start = self.house.diary.some_time_on(self.house.diary.working_day_after(day, 1), &mut own);
            let fate = Fate::draw(&mut own);
            let story = self.house.story(rep.login, customer, fate, own);
            self.stories.push(Running { story, deal: None, next: None });
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

    /// One act of one story, and what the clocks have to say before it.
    async fn turn(&mut self, at: Timestamp, number: usize) -> anyhow::Result<()> {
        match self.stories[number].next.take() {
            None => self.begin(at, number).await?,
            Some(act) => {
                self.tick(number, at).await?;
                self.act(number, act).await?;
            }
        }
        self.look_ahead(number).await
    }

    async fn begin(&mut self, at: Timestamp, number: usize) -> anyhow::Result<()> {
        let running = &mut self.stories[number];
        let obtained = self.house.diary.day(at);
        let body = running.story.registration(obtained);
        let account = self.house.accounts.get(running.story.customer.name).copied();
        let id = DealId(self.desk.fresh_id(at));
        let target = Target::NewDeal { id, command: RegisterLead { account, from_deal: None, body } };
        let rep = running.story.cast.rep;
        match self.desk.give(target, Actor::Person(rep), Via::Api, at).await? {
            Answer::Accepted { created, .. } => {
                self.made.accepted += 1;
                running.deal = Some(id);
                self.house.meet(&mut self.desk, at, &mut running.story, &created).await?;
            }
            Answer::Refused { code, .. } => *self.made.refused.entry(code).or_default() += 1,
        }
        Ok(())
    }

    async fn act(&mut self, number: usize, act: Act) -> anyhow::Result<()> {
        let running = &mut self.stories[number];
        let Some(deal) = running.deal else { return Ok(()) };
        let answer = match act.deed {
            Deed::Deal(command) => {
                let target = Target::Deal { id: deal, command };
                self.desk.give(target, Actor::Person(act.who), Via::Api, act.at).await?
            }
            Deed::Reference(command) => {
                let target = Target::Reference { id: None, command };
                self.desk.give(target, Actor::Person(act.who), Via::Api, act.at).await?
            }
        };
        match answer {
            Answer::Accepted { id, .. } => {
                self.made.accepted += 1;
                running.story.went_well(id);
            }
            Answer::Refused { code, params } => {
                *self.made.refused.entry(code.clone()).or_default() += 1;
                if running.story.was_refused() {
                    self.made.stuck.push(format!("{number}: {code} {params}"));
                }
            }
        }
        Ok(())
    }

    /// Lets the clocks speak up to a moment.
    async fn tick(&mut self, number: usize, until: Timestamp) -> anyhow::Result<()> {
        let Some(id) = self.stories[number].deal else { return Ok(()) };
        for _ in 0..200 {
            let deal = self.deal(id).await?;
            let Some((_, moment)) = deal.next_moment().filter(|(_, moment)| *moment < until) else {
                return Ok(());
            };
            let target = Target::Deal { id, command: Command::Tick {} };
            let answer = self.desk.give(target, Actor::System, Via::Scanner, moment).await?;
            ensure!(matches!(answer, Answer::Accepted { .. }), "the scanner is never refused");
        }
        Ok(())
    }

    async fn look_ahead(&mut self, number: usize) -> anyhow::Result<()> {
        let Some(id) = self.stories[number].deal else { return Ok(()) };
        let deal = self.deal(id).await?;
        let running = &mut self.stories[number];
        running.next = running.story.next(&deal, &self.house.diary);
        if let Some(act) = &running.next {
            self.due.push(Reverse((act.at.max(deal.last_at), number)));
        }
        Ok(())
    }

    /// The story rests: its clocks run on to the present.
    async fn rest(&mut self, number: usize) -> anyhow::Result<()> {
        self.tick(number, self.order.until).await?;
        if let Some(id) = self.stories[number].deal {
            let stage = self.deal(id).await?.stage.key().to_owned();
            *self.made.stages.entry(stage).or_default() += 1;
        }
        Ok(())
    }

    async fn deal(&self, id: DealId) -> anyhow::Result<Arc<Deal>> {
        self.desk.deal(id).await?.context("a registered deal is there")
    }
}
