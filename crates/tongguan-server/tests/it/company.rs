//! The small company of the scene, kept in tables, and an executor over it.

#[path = "../../../tongguan-core/tests/it/scene.rs"]
#[allow(dead_code, reason = "the scene serves more tests than these")]
pub mod scene;

use scene::{Scene, Who};
use tongguan_core::facts::{Actor, Context};
use tongguan_core::id::{CommandId, DepartmentId, TenantId};
use tongguan_core::organization::Organization;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::person::Person;
use tongguan_core::reference::post::Post;
use tongguan_service::run::{Attempt, Executor, Processes, Target, Via};
use tongguan_store::reference::{Change, save};
use tongguan_store::{Database, StoreError, Tx};

/// The rep's team.
pub const TEAM: DepartmentId = DepartmentId(uuid::Uuid::from_u128(101));
pub const TENANT: TenantId = TenantId(uuid::Uuid::from_u128(1));

/// The scene with its organisation in tables, and an executor.
pub async fn company(db: &Database) -> (Scene, Executor) {
    let scene = Scene::new();
    let organization = scene.facts.organization.clone();
    let stored: Result<(), StoreError> = db
        .write(move |tx| {
            let organization = organization.clone();
            Box::pin(async move { keep(tx, &organization).await })
        })
        .await;
    stored.expect("the company is stored");
    let executor = Executor::new(db.clone(), "n1", Processes::new(scene.process.clone()));
    (scene, executor)
}

async fn keep(tx: &mut Tx, organization: &Organization) -> Result<(), StoreError> {
    let at = jiff::Timestamp::UNIX_EPOCH;
    let how = Change { command: CommandId(uuid::Uuid::nil()), key: "set_up", at, by: Actor::System };
    for (id, parent) in &organization.departments {
        let department = Department { id: *id, name: format!("部门{id}"), parent: *parent, active: true };
        save(tx, TENANT, None, &department, &how).await?;
    }
    for (id, person) in &organization.people {
        let (name, login) = ("某人".to_owned(), id.to_string());
        let (department, active) = (person.department, person.active);
        let person = Person {
            id: *id,
            name,
            login,
            email: None,
            phone: None,
            department,
            active,
            language: Default::default(),
        };
        save(tx, TENANT, None, &person, &how).await?;
    }
    for post in &organization.posts {
        let tongguan_core::organization::Post {
            id,
            role,
            department,
            holder,
            since,
            reports_to,
            acting_until,
        } = post.clone();
        let post = Post { id, role, department, holder, since, reports_to, acting_until, active: true };
        save(tx, TENANT, None, &post, &how).await?;
    }
    Ok(())
}

/// An attempt with a context of its own.
pub fn attempt(scene: &mut Scene, who: Who, target: Target, key: Option<&str>) -> Attempt {
    attempt_of(scene.context(Actor::Person(who.id())), target, key)
}

/// An attempt of the system.
pub fn of_system(scene: &mut Scene, target: Target) -> Attempt {
    attempt_of(scene.context(Actor::System), target, None)
}

fn attempt_of(context: Context, target: Target, key: Option<&str>) -> Attempt {
    let mut number = [0; 16];
    number.copy_from_slice(&context.seed[..16]);
    let id = CommandId(uuid::Uuid::from_bytes(number));
    Attempt {
        tenant: TENANT,
        id,
        via: Via::Api,
        target,
        expected: None,
        key: key.map(str::to_owned),
        context,
    }
}
