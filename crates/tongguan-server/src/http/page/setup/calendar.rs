//! What the shipped calendar says of this year and its neighbours, so that somebody compares it with the official notice.

use jiff::civil::Date;
use tongguan_core::calendar::{Calendar, DayKind};

use crate::http::page::html::Html;
use tongguan_service::i18n::Lang;

/// Rows of a table: last year, this year and the next.
pub fn years(lang: Lang, this: i16) -> String {
    let calendar = Calendar::shipped();
    let mut html = Html::default();
    for year in [this - 1, this, this + 1] {
        let Counted { off, make_up, working } = count(&calendar, year);
        let state =
            if calendar.is_provisional_year(year) { "calendar_provisional" } else { "calendar_official" };
        let tone = if calendar.is_provisional_year(year) { "warn" } else { "good" };
        html.raw("<tr><th scope=\"row\">").raw(&year.to_string()).raw("</th>");
        for number in [off, make_up, working] {
            html.raw("<td>").raw(&number.to_string()).raw("</td>");
        }
        html.raw("<td><span class=\"tag ").raw(tone).raw("\">").text(lang.page(state).unwrap_or_default());
        html.raw("</span></td></tr>\n");
    }
    html.finish()
}

#[derive(Default)]
struct Counted {
    off: u32,
    make_up: u32,
    working: u32,
}

fn count(calendar: &Calendar, year: i16) -> Counted {
    let mut counted = Counted::default();
    let Ok(first) = Date::new(year, 1, 1) else { return counted };
    for date in first.series(jiff::Span::new().days(1)).take_while(|date| date.year() == year) {
        let day = calendar.day(date);
        counted.off += u32::from(day.kind == DayKind::Holiday);
        counted.make_up += u32::from(day.kind == DayKind::Makeup);
        counted.working += u32::from(day.working);
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_counted_as_the_notice_has_them() {
        let Counted { off, make_up, working } = count(&Calendar::shipped(), 2026);
        assert_eq!((off, make_up, working), (33, 6, 248));
        let rows = years(Lang::En, 2026);
        assert_eq!(
            (rows.matches("class=\"tag good\"").count(), rows.matches("class=\"tag warn\"").count()),
            (2, 1)
        );
    }
}
