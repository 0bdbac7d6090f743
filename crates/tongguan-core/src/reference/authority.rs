//! Who may change which reference data: one table, so that separation of duties can be read at a glance (6.2).
//!
//! A command that is not in the table is nobody's.

/// Who may give one command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The command's type on the wire.
    pub command: &'static str,
    /// Holders of any of these roles may.
    pub roles: &'static [&'static str],
    /// Whoever owns the thing may as well.
    pub owner: bool,
    /// Nobody may who also holds one of these roles (duties that exclude each other).
    pub never: &'static [&'static str],
}

const ADMIN: &[&str] = &["sys_admin"];
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

/// Who says how papers look.
const TEMPLATES: &[&str] = &["sys_admin", "sales_ops"];

/// The maintainer of prices is no quoter.
const QUOTERS: &[&str] = &["sales_rep"];
/// Whoever books money neither sells nor issues invoices.
const SELLS_OR_INVOICES: &[&str] = &["sales_rep", "finance_specialist"];

const fn rule(command: &'static str, roles: &'static [&'static str]) -> Rule {
    Rule { command, roles, owner: false, never: &[] }
}

const fn or_owner(command: &'static str, roles: &'static [&'static str]) -> Rule {
    Rule { command, roles, owner: true, never: &[] }
}

const fn apart(
    command: &'static str,
    roles: &'static [&'static str],
    never: &'static [&'static str],
) -> Rule {
    Rule { command, roles, owner: false, never }
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
    rule("fill_post", ADMIN),
    rule("vacate_post", ADMIN),
    rule("move_post", ADMIN),
    rule("close_post", ADMIN),
    // Whose person it is, is asked further on; what a leaver had is signed for by others than the one who moved it.
    rule("hand_over", &["sys_admin", "sales_ops", "sales_manager", "sales_director"]),
    or_owner("sign_hand_over", &[]),
    or_owner("grant_delegation", ADMIN),
    or_owner("revoke_delegation", ADMIN),
    or_owner("record_absence", ADMIN),
    or_owner("end_absence", ADMIN),
    rule("plan_reorganization", ADMIN),
    rule("cancel_reorganization", ADMIN),
    rule("create_account", &["sales_rep", "sales_ops"]),
    or_owner("rename_account", CUSTOMERS),
    or_owner("set_account_uscc", CUSTOMERS),
    or_owner("classify_account", CUSTOMERS),
    rule("link_account_group", CUSTOMERS),
    rule("transfer_account", CUSTOMERS),
    rule("merge_accounts", &["sales_ops", "sales_director"]),
    rule("undo_merge", &["sales_ops", "sales_director"]),
    apart("set_credit_limit", &["finance_manager"], QUOTERS),
    or_owner("create_contact", FRONT),
    or_owner("correct_contact", FRONT),
    or_owner("mark_contact_left", FRONT),
    rule("erase_contact", &["sales_ops"]),
    apart("create_product", PRICES, QUOTERS),
    apart("revise_product", PRICES, QUOTERS),
    apart("retire_product", PRICES, QUOTERS),
    apart("draft_price_book", PRICES, QUOTERS),
    apart("set_price_lines", PRICES, QUOTERS),
    apart("remove_price_lines", PRICES, QUOTERS),
    apart("publish_price_book", PRICES, QUOTERS),
    rule("create_own_entity", &["finance_manager"]),
    rule("revise_own_entity", &["finance_manager"]),
    rule("retire_own_entity", &["finance_manager"]),
    apart("authorise_signatory", &["general_manager"], QUOTERS),
    apart("revoke_signatory", &["general_manager"], QUOTERS),
    apart("book_receipt", &["cashier", "finance_manager"], SELLS_OR_INVOICES),
    apart("reverse_receipt", &["finance_manager"], SELLS_OR_INVOICES),
    rule("propose_year", CALENDAR),
    rule("propose_days", CALENDAR),
    rule("confirm_calendar_change", CALENDAR),
    rule("withdraw_calendar_change", CALENDAR),
    // Who vouches for deals that were open before the system neither sells them nor prepared the batch.
    rule("prepare_migration", &["sales_ops"]),
    apart("sign_migration", &["sales_director", "general_manager"], QUOTERS),
    rule("withdraw_migration", &["sales_ops", "sales_director", "general_manager"]),
    // Whoever answers for security changes what guards the ways in, and nothing else.
    rule("put_setting", &["sys_admin", "security_admin"]),
    rule("add_paper_template", TEMPLATES),
    rule("retire_paper_template", TEMPLATES),
    // Whoever may read a paper may take a copy of it; who may read it is asked of the deal.
    or_owner("issue_copy", &[]),
    // Whoever reads a list may take it out, as far as the allowance of his roles goes.
    or_owner("record_export", &[]),
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

/// The rule of a command.
pub fn rule_of(command: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.command == command)
}
