//! The three administrators: they exclude each other and all business, whether by post or by standing in.

use jiff::SignedDuration;
use serde_json::json;
use tongguan_core::id::{DepartmentId, PostId};
use tongguan_core::organization::{Delegation, Person, Post as Held};
use tongguan_core::reference::post::{self, Post};
use tongguan_core::reference::{Refusal, delegation, person, setting};
use uuid::Uuid;

use super::{COMPANY, Office, TEAM, code};
use crate::scene::Who;

const ADMINISTRATORS: [(Who, &str); 3] =
    [(Who::Administrator, "sys_admin"), (Who::Security, "security_admin"), (Who::Auditor, "auditor")];

/// The small company with its security administrator and its auditor in office.
fn with_all_three() -> Office {
    let mut office = Office::new();
    for (who, role) in &ADMINISTRATORS[1..] {
        appoint(&mut office, *who, role, COMPANY);
    }
    office
}

fn appoint(office: &mut Office, who: Who, role: &str, department: DepartmentId) {
    office.organization.people.insert(who.id(), Person { department, active: true });
    office.organization.posts.push(Held {
        id: PostId(Uuid::from_u128(900 + office.organization.posts.len() as u128)),
        role: role.to_owned(),
        department,
        holder: Some(who.id()),
        since: office.now,
        reports_to: None,
        acting_until: None,
    });
}

fn vacant(role: &str) -> Post {
    let (id, since) = (PostId(Uuid::from_u128(899)), jiff::Timestamp::UNIX_EPOCH);
    Post {
        id,
        role: role.to_owned(),
        department: TEAM,
        holder: None,
        since,
        reports_to: None,
        acting_until: None,
        active: true,
    }
}

fn fill(office: &mut Office, by: Who, role: &str, who: Who) -> Result<Post, Refusal> {
    let command = post::Command::FillPost { person: who.id(), acting_until: None };
    office.at(by, |desk| post::decide(desk, Some(&vacant(role)), &command))
}

#[test]
fn administrators_exclude_each_other_and_every_business_role() {
    for role in with_all_three().process.roles.clone() {
        let mut office = with_all_three();
        for (holder, held) in ADMINISTRATORS {
            let by = if holder == Who::Security { Who::Rep } else { Who::Security };
            // The security administrator's own further post is judged as if another one gave it.
            if by == Who::Rep {
                appoint(&mut office, Who::Rep, "security_admin", COMPANY);
            }
            let refused = fill(&mut office, by, &role.key, holder).err().map(|refusal| refusal.code());
            let expected = (role.key != held).then(|| "roles_exclude".to_owned());
            assert_eq!(refused, expected, "{held} takes {}", role.key);
        }
        let refused = fill(&mut with_all_three(), Who::Security, &role.key, Who::Colleague);
        let expected = (!role.business).then(|| "roles_exclude".to_owned());
        assert_eq!(refused.err().map(|refusal| refusal.code()), expected, "a rep takes {}", role.key);
    }
}

#[test]
fn nobody_stands_in_for_an_administrator_who_does_business() {
    let mut office = with_all_three();
    let now = office.now;
    let grant = |from: Who, to: Who| delegation::Command::GrantDelegation {
        from: from.id(),
        to: to.id(),
        starts_at: now,
        ends_at: now + SignedDuration::from_hours(24),
    };
    for (administrator, _) in ADMINISTRATORS {
        for other in [Who::General, Who::Administrator, Who::Security, Who::Auditor] {
            for (from, to) in [(administrator, other), (other, administrator)] {
                let refused = office.set_up(|desk| delegation::decide(desk, None, &grant(from, to)));
                let expected = match (from == to, from, to) {
                    (true, ..) => "delegates_to_himself",
                    (_, Who::General, _) => "delegate_too_low",
                    _ => "roles_exclude",
                };
                assert_eq!(code(refused), expected, "{to:?} for {from:?}");
            }
        }
    }
    // Two of one kind may; and whoever stands in takes no business post meanwhile, nor does his principal.
    appoint(&mut office, Who::Service, "auditor", COMPANY);
    office.organization.posts.retain(|post| post.role != "service_agent");
    assert!(office.set_up(|desk| delegation::decide(desk, None, &grant(Who::Auditor, Who::Service))).is_ok());
}

#[test]
fn standing_in_counts_like_holding() {
    let mut office = with_all_three();
    office.organization.people.insert(super::STRANGER, Person { department: TEAM, active: true });
    let (starts_at, ends_at) = (office.now, office.now + SignedDuration::from_hours(24));
    let stranger = super::STRANGER;
    let take = |office: &mut Office, role: &str, person| {
        let command = post::Command::FillPost { person, acting_until: None };
        office.at(Who::Security, |desk| post::decide(desk, Some(&vacant(role)), &command))
    };
    let given = Delegation { from: Who::Auditor.id(), to: stranger, starts_at, ends_at };
    office.organization.delegations.push(given.clone());
    assert_eq!(code(take(&mut office, "sales_manager", stranger)), "roles_exclude");
    assert!(take(&mut office, "auditor", stranger).is_ok());
    let reverse = Delegation { from: stranger, to: Who::General.id(), ..given.clone() };
    office.organization.delegations = vec![reverse];
    assert_eq!(code(take(&mut office, "auditor", stranger)), "roles_exclude", "his stand-in does business");
    office.organization.delegations = vec![Delegation { ends_at: starts_at, ..given }];
    assert!(take(&mut office, "sales_manager", stranger).is_ok(), "it is over");
}

#[test]
fn the_first_administrator_makes_the_others_and_then_gives_rights_away() {
    let mut office = Office::new();
    assert!(fill(&mut office, Who::Administrator, "sales_rep", Who::Colleague).is_ok());
    let stranger = Who::Security;
    office.organization.people.insert(stranger.id(), Person { department: TEAM, active: true });
    let first = fill(&mut office, Who::Administrator, "security_admin", stranger).expect("the first of them");
    appoint(&mut office, stranger, &first.role, first.department);
    let refused = fill(&mut office, Who::Administrator, "sales_rep", Who::Colleague);
    let needs = vec!["security_admin".to_owned()];
    assert_eq!(refused, Err(Refusal::NotPermitted { command: "fill_post".to_owned(), needs }));
    assert!(fill(&mut office, Who::Security, "sales_rep", Who::Colleague).is_ok());
    assert_eq!(code(fill(&mut office, Who::Security, "sales_rep", Who::Security)), "fills_own_post");
}

#[test]
fn accounts_are_the_systems_rights_are_securitys_and_neither_is_the_auditors() {
    let set = |key: &str| setting::Command::PutSetting { key: key.to_owned(), value: json!(7) };
    for (who, account, right, system, security) in [
        (Who::Administrator, true, false, true, false),
        (Who::Security, false, true, false, true),
        (Who::Auditor, false, false, false, false),
        (Who::General, false, false, false, false),
    ] {
        let mut office = with_all_three();
        let create = person::Command::CreatePerson {
            name: "新人".to_owned(),
            login: "new".to_owned(),
            email: None,
            phone: None,
            department: TEAM,
            language: Default::default(),
        };
        let made = office.at(who, |desk| person::decide(desk, None, Default::default(), &create));
        assert_eq!(made.is_ok(), account, "{who:?}");
        assert_eq!(fill(&mut office, who, "sales_rep", Who::Colleague).is_ok(), right, "{who:?}");
        let put = office.at(who, |desk| setting::decide(desk, &set("delegation_max_days")));
        assert_eq!(put.is_ok(), system, "{who:?}");
        let put = office.at(who, |desk| setting::decide(desk, &set("sign_in_failures")));
        assert_eq!(put.is_ok(), security, "{who:?}");
    }
}
