//! Identities as types: an id of one thing cannot be passed for another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// A tenant: one company in this installation.
    TenantId,
    /// A deal, from lead to last payment.
    DealId,
    /// A customer (客户).
    AccountId,
    /// A merge of two customers (合并).
    MergeId,
    /// A person on the customer's side (联系人).
    ContactId,
    /// A person of our company.
    PersonId,
    /// A department or team.
    DepartmentId,
    /// A post (岗位): a role in a department, held by somebody or vacant.
    PostId,
    /// A delegation (委托).
    DelegationId,
    /// A change of the working calendar.
    CalendarChangeId,
    /// A hand-over (交接) of what somebody who left answered for.
    HandOverId,
    /// A batch of deals that were open before the system (迁移批次).
    MigrationBatchId,
    /// An appeal about whose a customer is (归属申诉).
    AccountAppealId,
    /// Names a request for an export.
    ExportRequestId,
    /// A document of a deal; its revisions share it.
    DocumentId,
    /// An approval: one run of a chain over one content.
    ApprovalId,
    /// Something owed by somebody by a moment.
    ObligationId,
    /// A body kept apart from events: free text, form content.
    BodyId,
    /// A need found at the customer (痛点/需求).
    NeedId,
    /// A change of a term in negotiation.
    TermChangeId,
    /// A request for resources (资源需求).
    ResourceId,
    /// An instalment of a contract (期次).
    InstalmentId,
    /// A change asked for in delivery (需求变更).
    ChangeId,
    /// A complaint (投诉).
    ComplaintId,
    /// A receipt of money (到账).
    ReceiptId,
    /// A mail to the customer (发送).
    MailId,
    /// A product or service in the price book.
    ProductId,
    /// A version of the price book.
    PriceBookId,
    /// One of our legal entities (我方主体).
    OwnEntityId,
    /// A command, as sent; every event names the one that caused it.
    CommandId,
}
