//! Several pools: which one takes a record, who claims and assigns from it, by which limits it goes, and from when on a rule counts.

use std::sync::Arc;

use tongguan_core::deal::Command;
use tongguan_core::facts::Duplicate;
use tongguan_core::id::{AccountId, DepartmentId, PersonId};
use tongguan_core::label::Label;
use tongguan_core::organization::Organization;
use tongguan_core::pool::{self, AccountLimits, Fault, LeadLimits, Members, Place, PoolRule};
use tongguan_core::refusal::Refusal;
use tongguan_core::sight::Sight;
use tongguan_core::sight::why::{self, Ground};
use uuid::Uuid;

use crate::scene::{Scene, Who, local};

pub fn rule(key: &str, regions: &[&str], people: &[Who]) -> PoolRule {
    PoolRule {
        key: key.to_owned(),
        name: Label { zh: format!("{key}公海"), en: key.to_owned() },
        regions: regions.iter().map(|one| (*one).to_owned()).collect(),
        industries: Vec::new(),
        departments: Vec::new(),
        members: Members { departments: Vec::new(), people: people.iter().map(|who| who.id()).collect() },
        admins: Vec::new(),
        leads: LeadLimits::default(),
        accounts: AccountLimits::default(),
    }
}

pub fn place(region: &str, industry: &str) -> Place {
    Place { region: Some(region.to_owned()), industry: Some(industry.to_owned()) }
}

fn company(pools: Vec<PoolRule>) -> Organization {
    Organization { pools, ..(*Scene::new().facts.organization).clone() }
}

/// A lead of this place in the pool, under these pools.
fn pooled(pools: Vec<PoolRule>) -> Scene {
    let mut scene = Scene::registered();
    scene.facts.place = place("330108 浙江杭州滨江区", "C34 通用设备制造业");
    Arc::make_mut(&mut scene.facts.organization).pools = pools;
    scene.act(Who::Rep, Command::ReleaseLead { reason: "客户不在我的区域".to_owned() }).expect("let go");
    scene
}

fn claim() -> Command {
    Command::ClaimLead { justification: None }
}

fn give(to: Who) -> Command {
    Command::ReassignOwner { to: to.id(), reason: "区域调整，转给同事".to_owned() }
}

#[test]
fn the_first_pool_that_fits_takes_a_record_and_the_company_s_own_the_rest() {
    let sales = company(Vec::new()).people[&Who::Rep.id()].department;
    let other = company(Vec::new()).people[&Who::OtherRep.id()].department;
    let mut machines = rule("machines", &["31", "330000 浙江"], &[Who::Rep]);
    machines.industries = vec!["C34 通用设备制造业".to_owned(), "C35".to_owned()];
    let east = rule("east", &["330000 浙江", "310000 上海"], &[Who::Rep]);
    let city = rule("city", &["440300 广东深圳"], &[Who::Rep]);
    let mut team = rule("team", &[], &[Who::Rep]);
    team.departments = vec![other];
    let organization = company(vec![machines, east, city, team]);
    for (region, industry, department, want) in [
        ("330108 浙江杭州滨江区", "C34 通用设备制造业", sales, Some("machines")),
        ("330108 浙江杭州滨江区", "C36 汽车制造业", sales, Some("east")),
        ("310115", "C352", sales, Some("machines")),
        ("440305 广东深圳南山区", "I65", sales, Some("city")),
        ("440100 广东广州", "I65", sales, None),
        ("440100 广东广州", "I65", other, Some("team")),
        ("浙江杭州", "C34", sales, None),
        ("", "", sales, None),
    ] {
        let found = pool::of_record(&organization, &place(region, industry), department);
        assert_eq!(found.map(|pool| pool.key.as_str()), want, "{region} {industry}");
    }
    assert_eq!(pool::of_record(&organization, &Place::default(), sales), None);
}

#[test]
fn only_members_see_a_lead_in_their_pool_and_claim_it() {
    let mut scene = pooled(vec![rule("east", &["33"], &[Who::Colleague])]);
    scene.wait(24 * 8);
    let sees = |scene: &Scene, who: Who| {
        let organization = &scene.facts.organization;
        let about = (who.id(), scene.deal());
        Sight::of(organization, &scene.process, who.id(), scene.now).sees(
            organization,
            &scene.process,
            about,
            &scene.facts.place,
        )
    };
    assert!(sees(&scene, Who::Colleague) && sees(&scene, Who::Director));
    assert!(!sees(&scene, Who::OtherRep), "no member");
    assert_eq!(scene.act(Who::OtherRep, claim()), Err(Refusal::NotPoolMember));
    scene.facts.place = place("320500 江苏苏州", "C34");
    assert!(sees(&scene, Who::OtherRep), "the company's own pool is for whoever sells");
    scene.facts.place = place("330108", "C34");
    scene.act(Who::Colleague, claim()).expect("a member");
}

#[test]
fn an_administrator_gives_out_of_his_pool_to_its_members_and_nothing_else() {
    let mut east = rule("east", &["33"], &[Who::Colleague, Who::OtherRep]);
    east.admins = vec![Who::Presales.id()];
    let mut scene = pooled(vec![east]);
    let about = (scene.deal(), &scene.facts.place);
    let why = why::of_deal(&scene.facts.organization, &scene.process, Who::Presales.id(), about, scene.now);
    assert_eq!((why.sees, why.grounds), (true, vec![Ground::KeepsPool]));
    assert_eq!(scene.act(Who::Presales, claim()).expect_err("he does not sell").code(), "not_permitted");
    assert_eq!(scene.act(Who::Presales, give(Who::Finance)).expect_err("no rep").code(), "unfit_owner");
    assert_eq!(scene.act(Who::Presales, give(Who::Rep)).expect_err("no member").code(), "unfit_owner");
    scene.act(Who::Presales, give(Who::OtherRep)).expect("a member of another team");
    let refusal = scene.act(Who::Presales, give(Who::Colleague)).expect_err("it has left the pool");
    assert_eq!(refusal.code(), "not_permitted");
}

#[test]
fn a_pool_has_limits_of_its_own_for_its_leads() {
    let mut east = rule("east", &["33"], &[Who::Colleague, Who::OtherRep]);
    east.leads = LeadLimits {
        holding_cap: Some(2),
        claims_per_day: Some(1),
        cool_down_days: Some(3),
        colleague_cool_down_days: Some(0),
        recycle_ungraded_days: Some(4),
        ..LeadLimits::default()
    };
    let mut scene = pooled(vec![east]);
    scene.facts.claimed_today = 1;
    let refusal = scene.act(Who::OtherRep, claim()).expect_err("one a day");
    assert_eq!(refusal, Refusal::ClaimQuotaReached { quota: 1, claimed: 1 });
    (scene.facts.claimed_today, scene.facts.held_by_owner) = (0, 2);
    let refusal = scene.act(Who::OtherRep, claim()).expect_err("two at a time");
    assert_eq!(refusal, Refusal::HoldingCapReached { cap: 2, held: 2 });
    scene.facts.held_by_owner = 1;
    scene.act(Who::Colleague, claim()).expect("colleagues wait for nothing here");
    assert_eq!(recycled_at(&scene), local("2026-11-24T23:59:59.999999"), "four days");
}

fn recycled_at(scene: &Scene) -> jiff::Timestamp {
    let open = scene.deal().obligations.values().find(|o| o.clock == "T27" && o.is_open());
    open.expect("a lead must be followed up").due_at
}

#[test]
fn a_changed_rule_counts_from_the_next_day_on_and_wipes_no_date() {
    let mut scene = Scene::screened();
    scene.facts.place = place("330108", "C34");
    let before = recycled_at(&scene);
    assert_eq!(before, local("2026-11-27T23:59:59.999999"), "seven days");
    let mut east = rule("east", &["33"], &[Who::Rep]);
    east.leads.recycle_ungraded_days = Some(12);
    let put = |scene: &mut Scene, pools: Vec<PoolRule>, on: &str| {
        let organization = Arc::make_mut(&mut scene.facts.organization);
        (organization.pools, organization.pools_since) = (pools, Some(on.parse().expect("a day")));
    };
    put(&mut scene, vec![east.clone()], "2026-11-20");
    scene.tick();
    assert_eq!(recycled_at(&scene), before, "not on the day on which it was written");
    scene.now = local("2026-11-21T00:10");
    scene.tick();
    assert_eq!(
        recycled_at(&scene),
        local("2026-12-02T23:59:59.999999"),
        "twelve days from the same follow-up"
    );
    assert_eq!(scene.tick(), [], "once");
    put(&mut scene, Vec::new(), "2026-11-21");
    scene.now = local("2026-11-22T00:10");
    scene.tick();
    assert_eq!(recycled_at(&scene), before, "without the pool, by the company's rule again");
    east.leads.recycle_ungraded_days = Some(1);
    put(&mut scene, vec![east], "2026-11-22");
    scene.now = local("2026-11-23T00:10");
    scene.tick();
    assert_eq!(scene.deal().owner, None, "by the new rule it was due on Saturday");
}

#[test]
fn what_others_hold_is_not_claimed_again_under_another_name() {
    let hit = |certain: bool, owner: Option<Who>| Duplicate {
        account: AccountId(Uuid::from_u128(55)),
        certain,
        owner: owner.map(Who::id),
        department: Some("华东一部".to_owned()),
        last_contact: None,
    };
    for (duplicate, justification, want) in [
        (hit(true, Some(Who::Colleague)), Some("是另一家公司"), Some("duplicate_account")),
        (hit(false, Some(Who::Colleague)), None, Some("duplicate_unexplained")),
        (hit(false, Some(Who::Colleague)), Some("   "), Some("duplicate_unexplained")),
        (hit(false, Some(Who::Colleague)), Some("同名不同地，两家工厂"), None),
        (hit(true, Some(Who::OtherRep)), None, None),
        (hit(true, None), None, None),
    ] {
        let mut scene = pooled(Vec::new());
        scene.facts.duplicates = vec![duplicate.clone()];
        let command = Command::ClaimLead { justification: justification.map(str::to_owned) };
        let code = scene.act(Who::OtherRep, command).err().map(|refusal| refusal.code());
        assert_eq!(code.as_deref(), want, "{duplicate:?} {justification:?}");
    }
}

#[test]
fn what_is_wrong_with_a_pool_is_told_with_its_place() {
    let organization = company(Vec::new());
    let right = rule("east", &["33"], &[Who::Rep]);
    assert_eq!(pool::check(&[right.clone(), rule("west", &["51"], &[Who::Rep])], &organization), Ok(()));
    let nobody = PersonId(Uuid::from_u128(999));
    let nowhere = DepartmentId(Uuid::from_u128(998));
    type Change = fn(&mut PoolRule);
    let plain: [(&str, Change); 9] = [
        ("pool_key", |pool| pool.key = "East".to_owned()),
        ("pool_key", |pool| pool.key = "default".to_owned()),
        ("pool_name", |pool| pool.name.en = " ".to_owned()),
        ("pool_regions", |pool| pool.regions.push("  ".to_owned())),
        ("pool_marks", |pool| pool.regions.clear()),
        ("pool_members", |pool| pool.members.people.clear()),
        ("pool_leads", |pool| pool.leads.recycle_a_days = Some(0)),
        ("pool_leads", |pool| pool.leads.claims_per_day = Some(0)),
        ("pool_accounts", |pool| pool.accounts.recycle_days = Some(6)),
    ];
    for (field, change) in plain {
        let mut wrong = rule("west", &["51"], &[Who::Rep]);
        change(&mut wrong);
        let found = pool::check(&[right.clone(), wrong], &organization);
        assert_eq!(found, Err(Fault { pool: 2, field }));
    }
    let mut strange = right.clone();
    strange.members.people.push(nobody);
    assert_eq!(pool::check(&[strange], &organization), Err(Fault { pool: 1, field: "pool_members" }));
    let mut strange = right.clone();
    strange.departments.push(nowhere);
    assert_eq!(pool::check(&[strange], &organization), Err(Fault { pool: 1, field: "pool_departments" }));
    let twice = pool::check(&[right.clone(), right], &organization);
    assert_eq!(twice, Err(Fault { pool: 2, field: "pool_key" }));
}

#[test]
fn a_department_is_a_member_with_all_below_it() {
    let sales = company(Vec::new());
    let team = sales.people[&Who::Rep.id()].department;
    let above = sales.departments[&team].expect("a department above");
    let mut east = rule("east", &["33"], &[]);
    east.members.departments = vec![above];
    let mut organization = company(vec![east]);
    let pool = organization.pools.first().cloned();
    let is_member =
        |organization: &Organization, who: Who| pool::is_member(organization, who.id(), pool.as_ref());
    assert!(is_member(&organization, Who::Rep) && is_member(&organization, Who::Manager));
    assert!(!is_member(&organization, Who::General));
    organization.people.get_mut(&Who::Rep.id()).expect("there").active = false;
    assert!(!is_member(&organization, Who::Rep), "who has left is a member of nothing");
}
