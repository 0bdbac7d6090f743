//! Stage 3, second half: 15 % off is a special discount, which finance, manager and director agree to in that order.

use crate::http::{mail, paper, template};
use crate::trap::on_the_way;
use crate::walk::Walk;
use crate::walk::desk::{submission, text};
use crate::walk::form::proposal;

pub async fn go(walk: &mut Walk) {
    walk.at("2026-03-16T11:00").await;
    let solution = text(&walk.document("rep", "solution").await["id"]);
    let body = proposal::quotation(walk, &solution, "2026-03-16", ["340000", "170000"]);
    on_the_way::abuse_08_what_is_given_away_is_a_discount(walk, &body).await;
    on_the_way::abuse_03_sister_companies_are_added_up(walk, &body).await;
    on_the_way::abuse_11_a_credit_code_checks_wherever_it_is_said(walk, &body).await;
    let mut unexplained = body.clone();
    unexplained.as_object_mut().expect("a form").remove("special_discount_reason");
    let unexplained = submission("quotation", unexplained);
    let refused = walk.fails("rep", unexplained, "special_discount_reason_missing").await;
    assert_eq!(refused.body["params"]["role"], "sales_director", "{:#}", refused.body);
    let quote = walk.submit("rep", "quotation", body).await;
    paper::no_clean_copy_without_consent(walk, &quote).await;
    template::no_template_without_consent(walk, &quote).await;
    let file = walk.file("rep", "报价单").await;
    let send = proposal::sending(walk, &quote, &file);
    let mail = walk.file("rep", "客户邮件：接受报价").await;
    let answer = proposal::answer(walk, &quote, "2026-03-16", &mail);
    on_the_way::trap_08_nothing_goes_out_unapproved(walk, &send, answer).await;
    let early = [("rep", "self_approval"), ("manager", "not_your_step"), ("director", "not_your_step")];
    walk.agrees("finance", &early).await;
    on_the_way::a_stand_in_reads_what_he_decides_on(walk, &quote).await;
    walk.agrees("manager", &[("finance", "not_your_step"), ("director", "not_your_step")]).await;
    on_the_way::trap_07_two_of_three_consents_are_none(walk, &send).await;
    walk.agrees("director", &[("manager", "not_your_step")]).await;
    paper::a_clean_copy_with_it(walk, &quote).await;
    template::a_template_filled(walk, &quote).await;
    mail::a_quotation_by_mail(walk, &quote).await;
    walk.barred("manager", send.clone(), "not_permitted").await;
    walk.does("rep", send).await;
    walk.at("2026-03-18T10:00").await;
    walk.does("rep", proposal::answer(walk, &quote, "2026-03-18", &mail)).await;
    walk.advances("rep", "contract").await;
}
