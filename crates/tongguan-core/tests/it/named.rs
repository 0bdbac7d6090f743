//! Who is named for a deal sees it, and no longer once he is not.

use tongguan_core::deal::Command;
use tongguan_core::refusal::Refusal;
use tongguan_core::sight::Sight;
use tongguan_core::sight::why::{self, Ground};

use crate::scene::{Scene, Who};

fn name(who: Who) -> Command {
    Command::NameReader { person: who.id(), reason: "协助了解客户现场".to_owned() }
}

fn unname(who: Who) -> Command {
    Command::UnnameReader { person: who.id(), reason: "协助已经结束".to_owned() }
}

fn sees(scene: &Scene, who: Who) -> bool {
    let organization = &scene.facts.organization;
    let sight = Sight::of(organization, &scene.process, who.id(), scene.now);
    sight.sees(organization, &scene.process, (who.id(), scene.deal()), &scene.facts.place)
}

fn explained(scene: &Scene, who: Who) -> why::Why {
    let about = (scene.deal(), &scene.facts.place);
    why::of_deal(&scene.facts.organization, &scene.process, who.id(), about, scene.now)
}

#[test]
fn the_owner_or_his_superior_names_who_sees_a_deal() {
    for by in [Who::Rep, Who::Supervisor, Who::Manager, Who::Director] {
        let (mut scene, _) = Scene::graded();
        assert!(!sees(&scene, Who::OtherRep));
        scene.act(by, name(Who::OtherRep)).expect("named");
        assert!(sees(&scene, Who::OtherRep), "{by:?}");
        let why = explained(&scene, Who::OtherRep);
        assert_eq!((why.sees, why.grounds), (true, vec![Ground::Named]));
        scene.act(by, unname(Who::OtherRep)).expect("named no more");
        assert!(!sees(&scene, Who::OtherRep), "{by:?}");
    }
}

#[test]
fn naming_is_refused_to_others_and_twice_and_of_administrators() {
    let (mut scene, _) = Scene::graded();
    let person = Who::OtherRep.id();
    assert_eq!(scene.act(Who::OtherRep, name(Who::OtherRep)).expect_err("not his").code(), "not_permitted");
    assert_eq!(scene.act(Who::Rep, unname(Who::OtherRep)), Err(Refusal::NotNamed { person }));
    scene.act(Who::Rep, name(Who::OtherRep)).expect("named");
    assert_eq!(scene.act(Who::Rep, name(Who::OtherRep)), Err(Refusal::AlreadyNamed { person }));
    let refusal = scene.act(Who::Rep, name(Who::Administrator)).expect_err("does no business");
    assert_eq!(refusal, Refusal::UnknownPerson { person: Who::Administrator.id() });
}

#[test]
fn whoever_does_not_see_a_deal_is_told_which_of_his_posts_falls_short() {
    let (scene, _) = Scene::graded();
    let organization = &scene.facts.organization;
    let why = explained(&scene, Who::Colleague);
    assert!(!why.sees && why.grounds.is_empty() && why.is_active, "{why:?}");
    let short: Vec<_> = why.short.iter().map(|reach| reach.role.as_str()).collect();
    assert_eq!(short, ["sales_rep"]);
    let why = explained(&scene, Who::Director);
    assert!(matches!(why.grounds.first(), Some(Ground::Post(reach)) if reach.role == "sales_director"));
    assert!(why::is_above(organization, Who::Director.id(), Who::Rep.id()));
    assert!(!why::is_above(organization, Who::Rep.id(), Who::Director.id()));
}
