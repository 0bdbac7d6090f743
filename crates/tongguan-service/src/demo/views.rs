//! Filters of the list of deals that people of the demo keep.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tongguan_core::id::PersonId;
use tongguan_store::StoreError;
use tongguan_store::saved_view::{self, SavedView};

use super::desk::Desk;

/// Whose, what he calls it, and what it asks for.
const VIEWS: &[(&str, &str, &str)] = &[
    ("zhang.wei", "我的逾期商机", "owner=me&overdue=true"),
    ("zhang.wei", "待签合同", "owner=me&stage=contract"),
    ("chen.jing", "百万以上", "amount_from_minor=100000000"),
    ("chen.jing", "合同阶段", "stage=contract"),
    ("zhou.jianguo", "方案与报价", "stage=proposal"),
    ("wu.min", "有逾期款项", "unpaid=true"),
];

/// Keeps them.
pub async fn keep(
    desk: &Desk<'_>,
    people: &BTreeMap<&'static str, PersonId>,
    at: Timestamp,
) -> anyhow::Result<()> {
    for (login, name, query) in VIEWS {
        let (tenant, person) = (desk.tenant(), people[login]);
        let (page, name, query) = ("deals".to_owned(), (*name).to_owned(), (*query).to_owned());
        let view = SavedView { page, name, query, saved_at: at };
        let kept: Result<bool, StoreError> = desk
            .db()
            .write(move |tx| {
                let view = view.clone();
                Box::pin(async move { saved_view::put(tx, tenant.0, person.0, &view).await })
            })
            .await;
        kept?;
    }
    Ok(())
}
