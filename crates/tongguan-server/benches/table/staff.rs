//! Sales people for a large company: each holds as many leads as the process lets a person hold, and no more.

use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{CommandId, DepartmentId, PersonId, PostId, TenantId};
use tongguan_core::reference::person::{self, Person};
use tongguan_core::reference::post::{self, Post};
use tongguan_service::demo::PASSWORD;
use tongguan_service::password::Passwords;
use tongguan_service::run::{Answer, Attempt, Executor, Target, Via};
use tongguan_service::world::World;
use tongguan_store::auth::{self, Credential};
use tongguan_store::{Database, StoreError};
use uuid::Uuid;

/// Whose team the new people join.
const COLLEAGUE: &str = "zhang.wei";

/// A sales person and his login.
pub type Rep = (PersonId, String);

/// Hires `count` sales people into one team, with the password of the demo company.
pub async fn hire(db: &Database, executor: &Executor, tenant: TenantId, count: u64) -> Vec<Rep> {
    let (department, superior) = team(db, tenant).await;
    let hash = Passwords::new(World::system()).hash(PASSWORD).await;
    let office = Office { executor, tenant };
    let mut reps = Vec::new();
    for number in 0..count {
        let login = format!("rep.{number:04}");
        let person = person::Command::CreatePerson {
            name: format!("销售{number:04}"),
            login: login.clone(),
            email: None,
            phone: None,
            department,
            language: person::Language::Zh,
        };
        let id = PersonId(office.order(None, person).await);
        let role = "sales_rep".to_owned();
        let seat = post::Command::CreatePost { role, department, reports_to: Some(superior) };
        let seat = office.order(None, seat).await;
        office.order(Some(seat), post::Command::FillPost { person: id, acting_until: None }).await;
        admit(db, tenant, id, hash.clone()).await;
        reps.push((id, login));
    }
    reps
}

/// The department of a sales person of the demo company, and the post that he reports to.
async fn team(db: &Database, tenant: TenantId) -> (DepartmentId, PostId) {
    let read: Result<_, StoreError> = db
        .read(move |tx| {
            Box::pin(async move {
                let people = tongguan_service::directory::all::<Person>(tx, tenant).await?;
                Ok((people, tongguan_service::directory::all::<Post>(tx, tenant).await?))
            })
        })
        .await;
    let (people, posts) = read.expect("read");
    let colleague = people.iter().find(|person| person.login == COLLEAGUE).expect("in the demo company");
    let seat = posts.iter().find(|post| post.holder == Some(colleague.id)).expect("he has a post");
    (colleague.department, seat.reports_to.expect("he has a superior"))
}

async fn admit(db: &Database, tenant: TenantId, person: PersonId, password_hash: String) {
    let credential = Credential { password_hash, changed_at: World::system().now(), must_change: false };
    let done: Result<(), StoreError> = db
        .write(move |tx| {
            let credential = credential.clone();
            Box::pin(async move { auth::set_credential(tx, tenant, person, &credential).await })
        })
        .await;
    done.expect("written");
}

struct Office<'a> {
    executor: &'a Executor,
    tenant: TenantId,
}

impl Office<'_> {
    /// Orders a change of the organisation, as set-up does; answers whom or what it is about.
    async fn order(&self, id: Option<Uuid>, command: impl Into<tongguan_core::reference::Command>) -> Uuid {
        let world = World::system();
        let mut seed = [0; 32];
        seed[..16].copy_from_slice(world.id().as_bytes());
        let context = Context { now: world.now(), actor: Actor::System, seed, hand: Hand::System };
        let (tenant, target) = (self.tenant, Target::Reference { id, command: command.into() });
        let (id, via) = (CommandId(world.id()), Via::Setup);
        let attempt = Attempt { tenant, id, via, target, expected: None, key: None, context };
        match self.executor.run(attempt).await.expect("it runs") {
            Answer::Accepted { id, .. } => id,
            Answer::Refused { code, params } => panic!("{code}: {params}"),
        }
    }
}
