//! Who may do what: the table is whole, and its separations hold.

use tongguan_core::facts::Hand;
use tongguan_core::process::Process;
use tongguan_core::reference::authority::{BY_KEY, RULES, rule_of};
use tongguan_core::reference::person::Command;
use tongguan_core::reference::{Refusal, person};

use super::{Office, TEAM, code};
use crate::scene::Who;

#[test]
fn every_role_of_the_table_is_a_role_of_the_process_and_no_command_stands_twice() {
    let process = Process::standard();
    let mut seen = std::collections::BTreeSet::new();
    for rule in RULES {
        assert!(seen.insert(rule.command), "{} twice", rule.command);
        assert!(rule.owner || !rule.roles.is_empty(), "{} is nobody's", rule.command);
        for role in rule.roles {
            assert!(process.role(role).is_some(), "{}: {role}", rule.command);
        }
    }
}

#[test]
fn the_administrator_does_no_business() {
    let admin: Vec<_> = RULES.iter().filter(|rule| rule.roles.contains(&"sys_admin")).collect();
    let business = ["account", "contact", "credit", "product", "price", "receipt", "entity"];
    for rule in admin {
        assert!(business.iter().all(|word| !rule.command.contains(word)), "{}", rule.command);
    }
}

#[test]
fn maintainer_is_no_quoter_and_seller_books_no_money() {
    let process = Process::standard();
    let barred = |command| process.barred_roles(command).map(|(_, role)| role).collect::<Vec<_>>();
    for command in ["create_product", "set_price_lines", "publish_price_book", "set_credit_limit"] {
        assert!(rule_of(command).is_some() && barred(command).contains(&"sales_rep"), "{command}");
    }
    for command in ["book_receipt", "reverse_receipt"] {
        assert_eq!(barred(command), ["sales_rep", "finance_specialist"]);
    }
}

fn create() -> Command {
    let (name, login) = ("新人".to_owned(), "new".to_owned());
    let language = Default::default();
    Command::CreatePerson { name, login, email: None, phone: None, department: TEAM, language }
}

#[test]
fn others_are_told_who_could() {
    let mut office = Office::new();
    let refused = office.at(Who::Director, |desk| person::decide(desk, None, Default::default(), &create()));
    let needs = vec!["sys_admin".to_owned()];
    assert_eq!(refused, Err(Refusal::NotPermitted { command: "create_person".to_owned(), needs }));
}

#[test]
fn whoever_left_may_do_nothing() {
    let mut office = Office::new();
    let admin = office.organization.people.get_mut(&Who::Administrator.id()).expect("there");
    admin.active = false;
    let refused =
        office.at(Who::Administrator, |desk| person::decide(desk, None, Default::default(), &create()));
    assert_eq!(code(refused), "not_permitted");
}

#[test]
fn a_program_administers_nothing_and_vouches_for_nothing() {
    for command in BY_KEY {
        let rule = rule_of(command).unwrap_or_else(|| panic!("{command} is no command"));
        assert!(!rule.roles.contains(&"sys_admin") && !rule.roles.contains(&"security_admin"), "{command}");
    }
    let mut office = Office::new();
    office.hand = Hand::Key;
    let refusal =
        office.at(Who::Administrator, |desk| person::decide(desk, None, Default::default(), &create()));
    assert_eq!(refusal, Err(Refusal::NotByKey { command: "create_person".to_owned() }));
}
