//! Document numbers: what they look like and which period their counter runs over.
//!
//! Counters live in the store; a number that was issued is never reused and never changed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A kind of number with a counter of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the table in `row` says what each kind is")]
pub enum NumberKind {
    Lead,
    Grading,
    Opportunity,
    VisitPlan,
    VisitReport,
    Solution,
    Review,
    Quotation,
    Strategy,
    ContractApproval,
    Contract,
    DeliveryPlan,
    ProgressReport,
    Acceptance,
    Collection,
    Receipt,
    Invoice,
    Dunning,
    Archive,
    Retrospective,
    AfterSales,
    Change,
    Resource,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cycle {
    Month,
    Year,
}

impl NumberKind {
    /// Every kind.
    pub const ALL: [NumberKind; 23] = [
        NumberKind::Lead,
        NumberKind::Grading,
        NumberKind::Opportunity,
        NumberKind::VisitPlan,
        NumberKind::VisitReport,
        NumberKind::Solution,
        NumberKind::Review,
        NumberKind::Quotation,
        NumberKind::Strategy,
        NumberKind::ContractApproval,
        NumberKind::Contract,
        NumberKind::DeliveryPlan,
        NumberKind::ProgressReport,
        NumberKind::Acceptance,
        NumberKind::Collection,
        NumberKind::Receipt,
        NumberKind::Invoice,
        NumberKind::Dunning,
        NumberKind::Archive,
        NumberKind::Retrospective,
        NumberKind::AfterSales,
        NumberKind::Change,
        NumberKind::Resource,
    ];

    /// The kind that a definition or an event calls by this key.
    pub fn of_series(key: &str) -> Option<NumberKind> {
        serde_json::from_value(key.into()).ok()
    }

    /// Prefix, and how long the counter runs before it starts again at 1.
    const fn row(self) -> (&'static str, Cycle) {
        match self {
            NumberKind::Lead => ("XS", Cycle::Month),
            NumberKind::Grading => ("FJ", Cycle::Month),
            NumberKind::Opportunity => ("SJ", Cycle::Year),
            NumberKind::VisitPlan => ("BF", Cycle::Month),
            NumberKind::VisitReport => ("BJL", Cycle::Month),
            NumberKind::Solution => ("FA", Cycle::Month),
            NumberKind::Review => ("PS", Cycle::Month),
            NumberKind::Quotation => ("BJ", Cycle::Month),
            NumberKind::Strategy => ("TP", Cycle::Month),
            NumberKind::ContractApproval => ("HS", Cycle::Month),
            NumberKind::Contract => ("HT-XS", Cycle::Year),
            NumberKind::DeliveryPlan => ("JF", Cycle::Month),
            NumberKind::ProgressReport => ("JB", Cycle::Month),
            NumberKind::Acceptance => ("YS", Cycle::Month),
            NumberKind::Collection => ("HK", Cycle::Month),
            NumberKind::Receipt => ("SK", Cycle::Month),
            NumberKind::Invoice => ("KP", Cycle::Month),
            NumberKind::Dunning => ("CS", Cycle::Month),
            NumberKind::Archive => ("DA", Cycle::Year),
            NumberKind::Retrospective => ("FK", Cycle::Month),
            NumberKind::AfterSales => ("HF", Cycle::Month),
            NumberKind::Change => ("BG", Cycle::Month),
            NumberKind::Resource => ("ZY", Cycle::Month),
        }
    }

    /// The letters that the number begins with.
    pub const fn prefix(self) -> &'static str {
        self.row().0
    }

    /// The period of a local date: `2026-11` or `2026`. The date is civil, so the year turns at local midnight.
    pub fn period(self, date: Date) -> String {
        match self.row().1 {
            Cycle::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Cycle::Year => format!("{:04}", date.year()),
        }
    }

    /// The number: `XS-2026-11-0042`, `HT-XS-2026-0088`. The counter grows past four digits rather than turn over.
    pub fn format(self, period: &str, n: u32) -> String {
        format!("{}-{period}-{n:04}", self.prefix())
    }

    /// Whether auditors expect no number to be missing: contracts, invoice requests, filing.
    pub const fn is_gap_free(self) -> bool {
        matches!(self, NumberKind::Contract | NumberKind::Invoice | NumberKind::Archive)
    }
}

/// An amendment keeps its contract's number: `HT-XS-2026-0088-B01`.
pub fn amendment(contract_no: &str, n: u32) -> String {
    format!("{contract_no}-B{n:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_read_as_agreed() {
        let day = date(2026, 11, 23);
        for (kind, n, expected) in [
            (NumberKind::Lead, 42, "XS-2026-11-0042"),
            (NumberKind::Opportunity, 317, "SJ-2026-0317"),
            (NumberKind::VisitReport, 107, "BJL-2026-11-0107"),
            (NumberKind::Contract, 88, "HT-XS-2026-0088"),
            (NumberKind::Archive, 88, "DA-2026-0088"),
            (NumberKind::Quotation, 12_345, "BJ-2026-11-12345"),
        ] {
            assert_eq!(kind.format(&kind.period(day), n), expected);
        }
        assert_eq!(amendment("HT-XS-2026-0088", 1), "HT-XS-2026-0088-B01");
    }

    #[test]
    fn no_two_kinds_share_a_prefix() {
        let prefixes: BTreeSet<_> = NumberKind::ALL.iter().map(|kind| kind.prefix()).collect();
        assert_eq!(prefixes.len(), NumberKind::ALL.len());
        let gap_free: Vec<_> = NumberKind::ALL.iter().filter(|kind| kind.is_gap_free()).collect();
        assert_eq!(gap_free, [&NumberKind::Contract, &NumberKind::Invoice, &NumberKind::Archive]);
        assert_eq!(serde_json::to_string(&NumberKind::AfterSales).expect("serialises"), "\"after_sales\"");
    }
}
