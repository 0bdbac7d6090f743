//! Proposals come from fields that exist and fit, or from something that the core knows.

use super::Report;
use crate::form::{Source, columns_in, is_same_type};
use crate::process::{Field, FieldType};

/// Checks the sources of a form's fields, and those of their columns.
pub(super) fn check(report: &mut Report<'_>, at: &str, fields: &[&Field]) {
    for field in fields {
        let path = format!("{at}.{}", field.key);
        let source = check_field(report, &path, field);
        let FieldType::Table(columns) = &field.kind else { continue };
        let given = match source.as_ref().map(|source| &source.kind) {
            Some(FieldType::Table(given)) => given.as_slice(),
            _ => &[],
        };
        for column in columns {
            check_column(report, &format!("{path}.{}", column.key), column, given);
        }
    }
}

/// A source of the same type that exists; the field that it is, where it is one.
fn check_field(report: &mut Report<'_>, path: &str, field: &Field) -> Option<Field> {
    let text = field.prefill.as_deref()?;
    let refers = |to: &str| match &field.kind {
        FieldType::Reference(kind) | FieldType::References(kind) => kind == to,
        _ => false,
    };
    let holds =
        |key: &str| matches!(&field.kind, FieldType::Table(columns) if columns.iter().any(|c| c.key == key));
    let mut found = None;
    let fits = match Source::parse(text) {
        None => return unknown(report, path, text),
        Some(Source::Field(kind, key)) => match report.process.form(kind).and_then(|form| form.field(key)) {
            None => return unknown(report, path, text),
            Some(source) => {
                found = Some(source.clone());
                is_same_type(&source.kind, &field.kind)
            }
        },
        Some(Source::Document(_)) => refers("document"),
        Some(Source::NextInstalment) => refers("instalment"),
        Some(Source::Owner | Source::Me) => refers("person"),
        Some(Source::Today | Source::UsualValidity | Source::SignedOn) => {
            matches!(field.kind, FieldType::Date)
        }
        Some(Source::Now | Source::AppliedAt) => matches!(field.kind, FieldType::Instant),
        Some(Source::SuggestedIntent) => matches!(field.kind, FieldType::Integer),
        Some(Source::ExpectedAmount) => matches!(field.kind, FieldType::Money),
        Some(Source::VerifiedNeeds) => holds("need"),
        Some(Source::InvoiceLines) => ["name", "price", "amount", "rate", "tax"].iter().all(|key| holds(key)),
    };
    if !fits {
        misfit(report, path, text);
    }
    found
}

/// A column of the table's source, or a text with such columns in braces.
fn check_column(report: &mut Report<'_>, path: &str, column: &Field, given: &[Field]) {
    let Some(text) = column.prefill.as_deref() else { return };
    let sources: Vec<_> = columns_in(text).map(|key| given.iter().find(|from| from.key == key)).collect();
    let is_text = text.contains('{');
    if sources.iter().any(Option::is_none) {
        unknown(report, path, text);
    } else if !sources.iter().flatten().all(|from| is_text || is_same_type(&from.kind, &column.kind))
        || (is_text && !is_same_type(&FieldType::Line, &column.kind))
    {
        misfit(report, path, text);
    }
}

fn unknown(report: &mut Report<'_>, path: &str, text: &str) -> Option<Field> {
    report.add("unknown_prefill", format!("{path}.prefill: {text}"), "预填来源不存在", "no such source");
    None
}

fn misfit(report: &mut Report<'_>, path: &str, text: &str) {
    let path = format!("{path}.prefill: {text}");
    report.add("prefill_misfit", path, "预填来源与字段类型不匹配", "the source is of another type");
}
