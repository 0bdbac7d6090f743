//! Who may change which reference data: one table. What excludes it stands in the definition's separations (6.2).
//!
//! A command that is not in the table is nobody's.

use crate::id::PersonId;
use crate::organization::Organization;

/// Who may give one command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The command's type on the wire.
    pub command: &'static str,
    /// Holders of any of these roles may.
    pub roles: &'static [&'static str],
    /// Whoever owns the thing may as well.
    pub owner: bool,
}

/// Accounts, departments and settings.
const ADMIN: &[&str] = &["sys_admin"];
/// Rights: who holds a post, who stands in, how far a role sees, how people prove who they are.
const SECURITY: &[&str] = &[SECURITY_ADMIN];
const SECURITY_ADMIN: &str = "security_admin";
/// Whoever keeps the system keeps the rights as well until somebody is there for them: the first one makes the others.
const FIRST_ADMIN: &str = "sys_admin";
const CUSTOMERS: &[&str] = &["sales_ops", "sales_manager", "sales_director"];
/// Who meets customers without owning them; reps work on those they own, or have an open deal with.
const FRONT: &[&str] = &[
    "sales_supervisor",
    "sales_manager",
    "sales_director",
    "sales_ops",
    "presales",
    "delivery_manager",
    "service_agent",
    "finance_specialist",
];
const PRICES: &[&str] = &["sales_ops", "finance_manager"];
/// Who may stop, take back and look into imports of others.
const IMPORTS: &[&str] = &["sales_ops", "sales_director"];
const CALENDAR: &[&str] = &["sys_admin", "sales_ops", "general_manager"];

/// Who lets more contacts out than a person takes by himself.
pub const EXPORTS: &[&str] = &["sales_director", "general_manager", SECURITY_ADMIN];

/// Who answers persons about their data.
const PRIVACY: &[&str] = &["sales_ops"];

/// Who says which customers fall into which pool, and whose it is.
const POOLS: &[&str] = &["sales_ops", "sales_director"];

/// Who says how papers look.
const TEMPLATES: &[&str] = &["sys_admin", "sales_ops"];

const fn rule(command: &'static str, roles: &'static [&'static str]) -> Rule {
    Rule { command, roles, owner: false }
}

const fn or_owner(command: &'static str, roles: &'static [&'static str]) -> Rule {
    Rule { command, roles, owner: true }
}

/// The table.
pub const RULES: &[Rule] = &[
    rule("create_person", ADMIN),
    or_owner("correct_person", ADMIN),
    rule("move_person", ADMIN),
    rule("disable_person", ADMIN),
    rule("enable_person", ADMIN),
    rule("create_department", ADMIN),
    rule("rename_department", ADMIN),
    rule("move_department", ADMIN),
    rule("close_department", ADMIN),
    rule("create_post", ADMIN),
    rule("fill_post", SECURITY),
    rule("vacate_post", SECURITY),
    rule("move_post", SECURITY),
    rule("close_post", ADMIN),
    // Whose person it is, is asked further on; what a leaver had is signed for by others than the one who moved it.
    rule("hand_over", &["sys_admin", "security_admin", "sales_ops", "sales_manager", "sales_director"]),
    or_owner("sign_hand_over", &[]),
    or_owner("grant_delegation", SECURITY),
    or_owner("revoke_delegation", SECURITY),
    or_owner("record_absence", SECURITY),
    or_owner("end_absence", SECURITY),
    // A plan gives and takes posts on its day.
    rule("plan_reorganization", SECURITY),
    rule("cancel_reorganization", SECURITY),
    rule("create_account", &["sales_rep", "sales_ops"]),
    or_owner("rename_account", CUSTOMERS),
    or_owner("set_account_uscc", CUSTOMERS),
    or_owner("classify_account", CUSTOMERS),
    rule("link_account_group", CUSTOMERS),
    rule("transfer_account", CUSTOMERS),
    rule("claim_account", &["sales_rep"]),
    or_owner("name_account_reader", &["sales_manager", "sales_director"]),
    or_owner("unname_account_reader", &["sales_manager", "sales_director"]),
    or_owner("release_account", CUSTOMERS),
    // Who protects a customer for longer is not who has it.
    rule("renew_account_protection", &["sales_manager", "sales_director"]),
    rule("merge_accounts", &["sales_ops", "sales_director"]),
    rule("undo_merge", &["sales_ops", "sales_director"]),
    // Whoever sells contests whose a customer is; which of its superiors decides, and that he is no party, is asked further on.
    rule("file_account_appeal", &["sales_rep"]),
    rule(
        "decide_account_appeal",
        &["sales_supervisor", "sales_manager", "sales_director", "general_manager"],
    ),
    rule("set_credit_limit", &["finance_manager"]),
    or_owner("create_contact", FRONT),
    or_owner("correct_contact", FRONT),
    or_owner("mark_contact_left", FRONT),
    rule("erase_contact", &["sales_ops"]),
    // One role keeps the requests of persons about their data: it knows the customers, and sells nothing.
    rule("open_subject_request", PRIVACY),
    rule("name_subject", PRIVACY),
    rule("export_subject", PRIVACY),
    rule("fulfil_subject_request", PRIVACY),
    rule("refuse_subject_request", PRIVACY),
    rule("lift_restriction", PRIVACY),
    rule("erase_import_file", PRIVACY),
    rule("create_product", PRICES),
    rule("revise_product", PRICES),
    rule("retire_product", PRICES),
    rule("draft_price_book", PRICES),
    rule("set_price_lines", PRICES),
    rule("remove_price_lines", PRICES),
    rule("publish_price_book", PRICES),
    rule("create_own_entity", &["finance_manager"]),
    rule("revise_own_entity", &["finance_manager"]),
    rule("retire_own_entity", &["finance_manager"]),
    rule("authorise_signatory", &["general_manager"]),
    rule("revoke_signatory", &["general_manager"]),
    rule("book_receipt", &["cashier", "finance_manager"]),
    rule("reverse_receipt", &["finance_manager"]),
    rule("propose_year", CALENDAR),
    rule("propose_days", CALENDAR),
    rule("confirm_calendar_change", CALENDAR),
    rule("withdraw_calendar_change", CALENDAR),
    // Who vouches for deals that were open before the system neither sells them nor prepared the batch.
    rule("prepare_migration", &["sales_ops"]),
    rule("sign_migration", &["sales_director", "general_manager"]),
    rule("withdraw_migration", &["sales_ops", "sales_director", "general_manager"]),
    rule("put_setting", ADMIN),
    rule("put_pools", POOLS),
    rule("put_security_setting", SECURITY),
    rule("add_paper_template", TEMPLATES),
    rule("retire_paper_template", TEMPLATES),
    // Whoever may read a paper may take a copy of it; who may read it is asked of the deal.
    or_owner("issue_copy", &[]),
    // Whoever reads a list may take it out, as far as the allowance of his roles goes.
    or_owner("record_export", &[]),
    // Many contacts leave when somebody with authority over sales or security allows it; whoever asks never decides.
    or_owner("request_export", &[]),
    or_owner("withdraw_export_request", &[]),
    rule("approve_export", EXPORTS),
    rule("refuse_export", EXPORTS),
    // Whoever sees a customer may have its people shown in full, as far as the allowance of his roles goes.
    or_owner("reveal_contact", &[]),
    or_owner("record_read", &[]),
    // Whoever watches says what is to be made of it; nobody of those who are watched.
    rule("settle_anomaly", &["auditor", "general_manager"]),
    // Whoever may make one by hand may import many; the kind decides that. The rest is for whoever brought the file.
    or_owner("begin_import", &[]),
    or_owner("map_import", &[]),
    or_owner("check_import", &[]),
    or_owner("run_import", &[]),
    or_owner("cancel_import", IMPORTS),
    or_owner("undo_import", IMPORTS),
    or_owner("take_back", IMPORTS),
    or_owner("take_import_result", IMPORTS),
    or_owner("end_check", IMPORTS),
    or_owner("end_import", IMPORTS),
    or_owner("end_undo", IMPORTS),
    or_owner("stop_undo", IMPORTS),
    or_owner("fail_import", IMPORTS),
];

/// What a program may do for a person by an API key: master data and money that other systems know first, and files. It administers
/// nothing, signs nothing and vouches for nothing.
pub const BY_KEY: &[&str] = &[
    "create_account",
    "rename_account",
    "set_account_uscc",
    "classify_account",
    "create_contact",
    "correct_contact",
    "mark_contact_left",
    "create_product",
    "revise_product",
    "retire_product",
    "draft_price_book",
    "set_price_lines",
    "remove_price_lines",
    "book_receipt",
    "issue_copy",
    "record_export",
    "begin_import",
    "map_import",
    "check_import",
    "run_import",
    "cancel_import",
    "undo_import",
    "take_import_result",
];
impl Rule {
    /// Whether somebody of this company may by the roles that he holds.
    pub fn admits(&self, organization: &Organization, person: PersonId) -> bool {
        let holds = |role: &str| organization.roles_of(person).any(|held| held == role);
        let stands_for_security = || self.roles.contains(&SECURITY_ADMIN) && holds(FIRST_ADMIN);
        self.roles.iter().any(|role| holds(role))
            || stands_for_security() && !organization.anybody_holds(SECURITY_ADMIN)
    }
}

/// The rule of a command.
pub fn rule_of(command: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.command == command)
}
