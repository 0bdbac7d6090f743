//! A value of a row as a cell of a sheet: in words where it is a key, in the company's zone where it is a moment.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use tongguan_doc::table::{Cell, Column as Heading, Kind};
use uuid::Uuid;

use super::columns::{Column, Holds};
use tongguan_service::i18n::speaker::Speaker;

/// Says values.
pub struct Words<'a> {
    /// The reader's language, the process, and names by id.
    pub speaker: Speaker<'a>,
    /// The company's zone.
    pub zone: &'a TimeZone,
}

/// The heading of a column.
pub fn heading(column: &Column) -> Heading {
    let kind = match column.holds {
        Holds::Number => Kind::Number,
        Holds::Money => Kind::Money,
        Holds::Date => Kind::Date,
        Holds::Moment => Kind::Moment,
        _ => Kind::Text,
    };
    Heading { name: column.name.clone(), kind }
}

impl Words<'_> {
    /// The cells of a row.
    pub fn row(&self, columns: &[Column], row: &Value) -> Vec<Cell> {
        columns
            .iter()
            .map(|column| row.pointer(&column.at).map_or(Cell::Empty, |at| self.cell(&column.holds, at)))
            .collect()
    }

    fn cell(&self, holds: &Holds, value: &Value) -> Cell {
        match (holds, value) {
            (_, Value::Null) => Cell::Empty,
            (Holds::Money, value) => value.as_i64().map_or_else(|| plain(value), Cell::money),
            (Holds::Number, Value::Number(number)) => figure(&number.to_string(), value),
            (Holds::Number, Value::String(text)) => figure(text, value),
            (Holds::Date, Value::String(text)) => {
                text.parse::<Date>().map_or_else(|_| plain(value), Cell::Date)
            }
            (Holds::Moment, Value::String(text)) => match text.parse::<Timestamp>() {
                Ok(at) => Cell::Moment(self.zone.to_datetime(at)),
                Err(_) => plain(value),
            },
            (_, Value::Array(items)) => {
                let said: Vec<String> = items.iter().map(|item| self.text(holds, item)).collect();
                let join = if matches!(holds, Holds::Lines) { "\n" } else { self.speaker.lang.word("join") };
                Cell::Text(said.join(join))
            }
            (holds, value) => Cell::Text(self.text(holds, value)),
        }
    }

    fn text(&self, holds: &Holds, value: &Value) -> String {
        let Speaker { lang, names, .. } = self.speaker;
        match (holds, value) {
            (Holds::YesNo, Value::Bool(so)) => lang.word(if *so { "yes" } else { "no" }).to_owned(),
            (Holds::Names, Value::Object(named)) => named.get("name").map(said).unwrap_or_default(),
            (Holds::Lines, Value::Object(line)) => line.get("text").map(said).unwrap_or_default(),
            (Holds::Word(of), Value::String(key)) => {
                let own = lang.export_word(&format!("{of}.{key}")).map(str::to_owned);
                own.or_else(|| self.speaker.enumeration(of, key)).unwrap_or_else(|| key.clone())
            }
            (Holds::Role, Value::String(key)) => self.speaker.party(key),
            (Holds::Options(options), Value::String(key)) => {
                let option = options.iter().find(|option| option.key == *key);
                option.map_or_else(|| key.clone(), |option| self.speaker.label(&option.name).to_owned())
            }
            (Holds::Name, Value::String(id)) => {
                let name = id.parse::<Uuid>().ok().and_then(|id| names.get(&id).cloned());
                name.unwrap_or_else(|| lang.word("unknown_person").to_owned())
            }
            (_, value) => said(value),
        }
    }
}

fn figure(text: &str, value: &Value) -> Cell {
    text.parse().map_or_else(|_| plain(value), Cell::Number)
}

fn plain(value: &Value) -> Cell {
    Cell::Text(said(value))
}

fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
