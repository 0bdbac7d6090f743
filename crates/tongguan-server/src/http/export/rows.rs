//! All rows of a list into a file, page after page, as far as the reader's allowance goes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use tongguan_core::process::DocumentKind;
use tongguan_core::reference::export::ExportFormat;
use uuid::Uuid;

use super::cells::Words;
use super::columns::{self, Column, Holds};
use super::file::Draft;
use super::list::List;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use crate::http::names;
use crate::http::query::QueryFault;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::speaker::Speaker;

/// What is asked for.
pub struct Asked<'a> {
    /// The list.
    pub list: List,
    /// Its filters.
    pub filters: &'a BTreeMap<String, String>,
    /// The format.
    pub format: ExportFormat,
    /// The language of headings and words.
    pub lang: Lang,
}

impl Asked<'_> {
    /// Filters are the list's; where a page begins is no filter.
    pub fn check(&self) -> Result<(), ApiError> {
        let place = ["limit", "cursor"].into_iter().find(|key| self.filters.contains_key(*key));
        match place {
            Some(param) => {
                Err(ApiError::Query(QueryFault::Unknown { param: param.to_owned(), known: "-".to_owned() }))
            }
            None => Ok(()),
        }
    }

    /// The columns for the caller.
    pub fn columns(&self, app: &App, caller: &Caller) -> Vec<Column> {
        let kind = self.filters.get("kind").filter(|_| self.list == List::Documents);
        let kind = kind.and_then(|key| DocumentKind::ALL.iter().copied().find(|kind| kind.key() == key));
        columns::of(self.list, caller, &app.current_process(), self.lang, kind)
    }

    /// Writes rows until there are none, or until there are more than `most`; answers how many there were.
    pub async fn write(
        &self,
        app: &Arc<App>,
        caller: &Caller,
        (draft, columns): (&mut Draft, &[Column]),
        most: u32,
    ) -> Result<u32, ApiError> {
        let process = app.current_process();
        let zone = process.time_zone();
        let (mut rows, mut cursor) = (0_u32, None);
        loop {
            let turn = self.list.turn((app, caller, self.lang), self.filters, cursor.as_deref()).await?;
            let all = turn.total.unwrap_or(0).max(u64::from(rows) + turn.items.len() as u64);
            if all > u64::from(most) {
                return Ok(u32::try_from(all).unwrap_or(u32::MAX));
            }
            let names = names_in(app, caller, columns, &turn.items).await?;
            let words =
                Words { speaker: Speaker { lang: self.lang, process: &process, names: &names }, zone: &zone };
            for item in &turn.items {
                draft.row(&words, columns, item)?;
            }
            rows += u32::try_from(turn.items.len()).unwrap_or(u32::MAX);
            match turn.next {
                Some(next) => cursor = Some(next),
                None => return Ok(rows),
            }
        }
    }
}

/// The names of the ids on a page.
async fn names_in(
    app: &App,
    caller: &Caller,
    columns: &[Column],
    items: &[Value],
) -> Result<Names, ApiError> {
    let named: Vec<&Column> = columns.iter().filter(|column| matches!(column.holds, Holds::Name)).collect();
    let id = |(item, column): (&Value, &&Column)| item.pointer(&column.at)?.as_str()?.parse::<Uuid>().ok();
    let ids = items.iter().flat_map(|item| named.iter().map(move |column| (item, column))).filter_map(id);
    Ok(names::of(app, caller.tenant, ids.collect()).await?)
}
