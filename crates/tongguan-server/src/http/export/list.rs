//! The lists that can be taken out, and how a page of each is read: by the endpoint that shows it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::extract::ApiLang;
use crate::http::paging::PageView;
use crate::http::query::{Query, parse};
use crate::http::reference::{accounts, contacts, lists};
use crate::http::{deal, insight, work};
use tongguan_service::i18n::Lang;

/// Calls an endpoint that speaks the reader's language, or one that says nothing in words.
macro_rules! call {
    (speaks $handler:path, $app:ident, $caller:ident, $lang:ident, $query:ident) => {
        $handler(State($app.clone()), $caller.clone(), ApiLang($lang), Query(parse($query)?))
    };
    (mute $handler:path, $app:ident, $caller:ident, $lang:ident, $query:ident) => {
        $handler(State($app.clone()), $caller.clone(), Query(parse($query)?))
    };
}

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident $key:literal $path:literal $how:ident $handler:path;)*) => {
        /// A list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum List {
            $($(#[$doc])* $list,)*
        }

        impl List {
            /// All of them.
            pub const ALL: &'static [List] = &[$(List::$list),*];

            /// Its key in requests and in the register.
            pub fn key(self) -> &'static str {
                match self {
                    $(List::$list => $key,)*
                }
            }

            /// The endpoint that shows it.
            pub fn path(self) -> &'static str {
                match self {
                    $(List::$list => concat!("/api/v1", $path),)*
                }
            }

            async fn answer(self, app: &Arc<App>, caller: &Caller, lang: Lang, query: &str) -> Result<Value, ApiError> {
                match self {
                    $(List::$list => json(call!($how $handler, app, caller, lang, query).await?),)*
                }
            }
        }
    };
}

lists! {
    /// Leads and deals.
    Deals "deals" "/deals" speaks deal::list::list;
    /// Customers.
    Accounts "accounts" "/accounts" mute accounts::list;
    /// People of one customer.
    Contacts "contacts" "/contacts" mute contacts::list;
    /// Documents of one kind: visits, quotations, contracts, deliveries, invoices …
    Documents "documents" "/documents" speaks work::documents::list;
    /// Instalments.
    Instalments "instalments" "/instalments" speaks work::instalments::list;
    /// Duties.
    Obligations "obligations" "/obligations" speaks work::queue::list;
    /// Approvals.
    Approvals "approvals" "/approvals" speaks work::approvals::inbox;
    /// Exceptions.
    Exceptions "exceptions" "/exceptions" speaks work::approvals::exceptions;
    /// Attempts, refused ones among them.
    CommandLog "command_log" "/command-log" speaks work::command_log::list;
    /// Who came in, and who changed the ways in.
    SecurityLog "security_log" "/security-log" speaks work::security_log::list;
    /// What happened to deals.
    History "history" "/history" speaks work::trail::list;
    /// The register of exports itself.
    Exports "exports" "/exports" mute super::register::list;
    /// The register of sensitive reads.
    SensitiveReads "sensitive_reads" "/sensitive-reads" speaks work::sensitive_reads::list;
    /// What scans found unusual.
    Anomalies "anomalies" "/anomalies" speaks work::anomalies::list;
    /// The rows behind a figure.
    InsightRows "insight_rows" "/insights/rows" speaks behind;
    /// People of ours.
    Users "users" "/users" mute lists::person::list;
    /// Departments.
    Departments "departments" "/departments" mute lists::department::list;
    /// Posts.
    Posts "posts" "/posts" mute lists::post::list;
    /// Delegations.
    Delegations "delegations" "/delegations" mute lists::delegation::list;
    /// Products.
    Products "products" "/products" mute lists::product::list;
    /// Price books.
    PriceBooks "price_books" "/price-books" mute lists::price_book::list;
    /// Our legal entities.
    OwnEntities "own_entities" "/own-entities" mute lists::own_entity::list;
    /// Receipts of money.
    Receipts "receipts" "/receipts" mute lists::receipt::list;
    /// Changes of the calendar.
    Calendars "calendars" "/calendars" mute lists::calendar::list;
}

async fn behind(
    app: State<Arc<App>>,
    caller: Caller,
    ApiLang(lang): ApiLang,
    Query(asked): Query<insight::asked::Asked>,
) -> Result<Json<PageView<insight::rows::InsightRow>>, ApiError> {
    insight::rows::list(app, caller, ApiLang(lang), asked).await
}

fn json<T: Serialize>(Json(page): Json<T>) -> Result<Value, ApiError> {
    serde_json::to_value(page).map_err(|_| ApiError::Internal)
}

/// Rows of a page when rows are read for a file.
const PAGE: u32 = 200;

/// A page.
pub struct Turn {
    /// Its rows, as the endpoint shows them.
    pub items: Vec<Value>,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// How many rows there are in all, where the list says so on its first page.
    pub total: Option<u64>,
}

impl List {
    /// The page behind a cursor.
    pub async fn turn(
        self,
        (app, caller, lang): (&Arc<App>, &Caller, Lang),
        filters: &BTreeMap<String, String>,
        cursor: Option<&str>,
    ) -> Result<Turn, ApiError> {
        let query = address(filters, cursor);
        let mut page = self.answer(app, caller, lang, &query).await?;
        let total =
            ["/sums/deals", "/sums/instalments", "/count"].iter().find_map(|at| page.pointer(at)?.as_u64());
        let next = page.get("next").and_then(Value::as_str).map(str::to_owned);
        let items = match page.get_mut("items").map(Value::take) {
            Some(Value::Array(items)) => items,
            _ => return Err(ApiError::Internal),
        };
        Ok(Turn { items, next, total })
    }
}

fn address(filters: &BTreeMap<String, String>, cursor: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(filters).append_pair("limit", &PAGE.to_string());
    if let Some(cursor) = cursor {
        query.append_pair("cursor", cursor);
    }
    query.finish()
}
