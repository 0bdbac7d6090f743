//! Words and files: to and from people whom we know, and never more than somebody can look at.

use tongguan_core::deal::{Command, Event};
use tongguan_core::digest::Digest;
use tongguan_core::id::{PersonId, PostId};
use tongguan_core::organization::Post;
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::scene::{Scene, Who};

/// Most people that a comment names, and most files laid down at once.
const MOST: u32 = 50;

fn comment(mentions: Vec<PersonId>) -> Command {
    Command::Comment { text: "请看一下这家客户".to_owned(), mentions }
}

fn attach(files: Vec<Digest>) -> Command {
    Command::Attach { document: None, files }
}

fn files(count: u32) -> Vec<Digest> {
    (0..count).map(|number| Digest::of(&number.to_be_bytes())).collect()
}

/// So many people more than there are, who all see the deal.
fn crowd(scene: &mut Scene, count: u32) -> Vec<PersonId> {
    let one = scene.facts.organization.people[&Who::Rep.id()].clone();
    let many: Vec<PersonId> =
        (0..count).map(|number| PersonId(Uuid::from_u128(1_000 + u128::from(number)))).collect();
    scene.organization().people.extend(many.iter().map(|person| (*person, one.clone())));
    let posts = &mut scene.organization().posts;
    let post = posts.iter().find(|post| post.role == "sales_director").cloned().expect("one directs");
    posts.extend(many.iter().map(|person| Post {
        id: PostId(person.0),
        holder: Some(*person),
        ..post.clone()
    }));
    many
}

#[test]
fn a_comment_names_people_of_ours_and_not_everybody() {
    let mut scene = Scene::registered();
    let person = PersonId(Uuid::from_u128(99));
    let refusal = scene.act(Who::Rep, comment(vec![Who::Manager.id(), person])).expect_err("a stranger");
    assert_eq!(refusal, Refusal::UnknownPerson { person });
    let outsider = Who::OtherRep.id();
    let refusal =
        scene.act(Who::Rep, comment(vec![Who::Manager.id(), outsider])).expect_err("he does not see it");
    assert_eq!(refusal, Refusal::SeesNotDeal { person: outsider });
    let many = crowd(&mut scene, MOST + 1);
    let refusal = scene.act(Who::Rep, comment(many.clone())).expect_err("a crowd");
    assert_eq!(refusal, Refusal::TooMany { field: "mentions".to_owned(), most: MOST });
    let twice = [&many[..50], &many[..50]].concat();
    scene.act(Who::Rep, comment(twice)).expect("fifty, whoever is named twice");
}

#[test]
fn files_are_laid_down_once_and_not_by_the_hundred() {
    let mut scene = Scene::registered();
    let refusal = scene.act(Who::Rep, attach(files(MOST + 1))).expect_err("too many");
    assert_eq!(refusal, Refusal::TooMany { field: "files".to_owned(), most: MOST });
    assert_eq!(scene.act(Who::Rep, attach(Vec::new())).expect_err("none"), Refusal::NothingToAttach);
    scene.act(Who::Rep, attach(files(MOST))).expect("as many as allowed");
    let refusal = scene.act(Who::Rep, attach(files(MOST))).expect_err("they lie there");
    assert_eq!(refusal, Refusal::NothingToAttach);
    let events = scene.act(Who::Rep, attach(files(2).into_iter().chain([Digest::of(b"new")]).collect()));
    let fresh = vec![Digest::of(b"new")];
    assert_eq!(events.expect("one is new"), [Event::FilesAttached { document: None, files: fresh }]);
}
