//! Chains end with somebody who decides; the contract's never without manager and legal; tiers leave no hole.

use super::Report;
use crate::process::{Chain, DocumentKind, Tier};

pub(super) fn check(report: &mut Report<'_>) {
    let process = report.process;
    for (key, chain) in &process.chains {
        let path = format!("chains.{key}");
        for (number, step) in chain.steps.iter().enumerate() {
            report.role(&format!("{path}.steps[{number}]"), &step.role);
        }
        if !chain.steps.iter().any(|step| !step.signature && !step.only_if_authority_needed) {
            report.add(
                "chain_decides_nothing",
                path,
                "审批链没有必经的审批人",
                "no step of the chain always decides",
            );
        }
    }
    for kind in [DocumentKind::ContractApproval, DocumentKind::Amendment] {
        let chain =
            process.form(kind).and_then(|form| form.chain.as_ref()).and_then(|key| process.chains.get(key));
        if process.form(kind).is_some() && !chain.is_some_and(is_contract_chain) {
            let (zh, en) = (
                "合同审批链须有销售经理和法务，且法务最后",
                "a contract chain needs the manager, and legal last",
            );
            report.add("contract_chain", format!("documents.{}.chain", kind.key()), zh, en);
        }
    }
    tiers(report);
}

fn is_contract_chain(chain: &Chain) -> bool {
    let always: Vec<&str> = chain
        .steps
        .iter()
        .filter(|step| !step.signature && !step.only_if_authority_needed)
        .map(|step| step.role.as_str())
        .collect();
    let last = chain.steps.last().map(|step| step.role.as_str());
    always.contains(&"sales_manager")
        && always.contains(&"legal_specialist")
        && last == Some("legal_specialist")
}

fn tiers(report: &mut Report<'_>) {
    let tiers = &report.process.settings.prices.tiers;
    let path = || "settings.prices.tiers".to_owned();
    for tier in tiers {
        report.role("settings.prices.tiers", &tier.role);
    }
    let unlimited = |tier: &Tier| tier.max_discount.is_none() && tier.max_cumulative_gross_minor.is_none();
    if !tiers.last().is_some_and(unlimited) {
        report.add("tiers_with_gap", path(), "最高一级必须不设上限", "the last tier must have no limit");
    }
    let rises = |pair: &[Tier]| {
        let (low, high) = (&pair[0], &pair[1]);
        let discount = low.max_discount.is_some_and(|low| high.max_discount.is_none_or(|max| max > low));
        let gross = (low.max_cumulative_gross_minor)
            .is_some_and(|low| high.max_cumulative_gross_minor.is_none_or(|max| max > low));
        discount && gross
    };
    if !tiers.windows(2).all(rises) {
        report.add("tiers_overlap", path(), "各级上限必须逐级升高", "limits must rise from tier to tier");
    }
}
