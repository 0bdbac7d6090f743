//! Stage 3, first half: a solution written with technical staff, reviewed under the manager, confirmed by the customer.

use serde_json::json;

use crate::walk::Walk;
use crate::walk::form::proposal;

pub async fn go(walk: &mut Walk) {
    walk.at("2026-03-11T10:00").await;
    let needs = walk.view("rep").await["facts"]["nurture"]["needs"].clone();
    let need = needs.as_object().expect("needs").keys().next().expect("a need").clone();
    let solution = walk.submit("rep", "solution", proposal::solution(walk, &need)).await;
    let file = walk.file("rep", "客户邮件：同意方案").await;
    let early = proposal::confirmation(walk, &solution, 1, "2026-03-11T10:00", &file);
    walk.fails("rep", early, "review_not_passed").await;

    let held_at = "2026-03-13T14:00";
    let convene = proposal::review(walk, held_at);
    walk.barred("rep", convene.clone(), "not_permitted").await;
    walk.does("manager", convene).await;
    walk.at("2026-03-13T15:00").await;
    let reviews = walk.view("manager").await["facts"]["proposal"]["reviews"].clone();
    let review = reviews.as_object().expect("reviews").keys().next().expect("a review").clone();
    let vote = json!({"type": "vote_review", "review": review, "vote": "pass", "opinion": "可行，成本可控"});
    for author in ["rep", "presales"] {
        let code = walk.fails(author, vote.clone(), "author_may_not_judge").await;
        assert_eq!(code.status, 422, "{author}");
    }
    let body = proposal::minutes(walk, &solution, held_at);
    let conclude = json!({"type": "conclude_review", "review": review, "body": body});
    walk.fails("manager", conclude.clone(), "invalid_document").await;
    for voter in ["product", "finance", "delivery", "manager"] {
        walk.does(voter, vote.clone()).await;
    }
    walk.barred("product", conclude.clone(), "not_permitted").await;
    walk.does("manager", conclude).await;
    walk.at("2026-03-16T10:00").await;
    let confirmed = proposal::confirmation(walk, &solution, 1, "2026-03-16T09:40", &file);
    walk.barred("manager", confirmed.clone(), "not_permitted").await;
    walk.does("rep", confirmed).await;
}
