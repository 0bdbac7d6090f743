//! The hand-over (交底) is signed by its two sides and by nobody else.

use tongguan_core::deal::Command;
use tongguan_core::refusal::Refusal;

use crate::delivery::{PLAN, plan};
use crate::scene::{Scene, Who};
use crate::signed::signed;

#[test]
fn the_delivery_manager_of_the_plan_takes_over_and_no_other_one() {
    let mut scene: Scene = signed();
    let posts = scene.organization().posts.iter_mut();
    posts.filter(|post| post.role == "presales").for_each(|post| post.role = "delivery_manager".to_owned());
    let body = plan(&scene);
    let document = scene.submit(Who::Delivery, PLAN, body).expect("a good plan");
    let sign = || Command::SignHandover { document, revision: 1 };
    let refusal = scene.act(Who::Presales, sign()).expect_err("not his project");
    assert_eq!(refusal, Refusal::NotThisSide { document });
    for who in [Who::Rep, Who::Delivery] {
        scene.act(who, sign()).expect("both sides sign");
    }
}
