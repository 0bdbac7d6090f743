//! How the cells of a sheet look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::paper::Figure;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// The company's name.
    Company,
    /// Its address.
    Small,
    /// Why the copy is not clean.
    Mark,
    /// The title.
    Title,
    /// A section's heading.
    Heading,
    /// A table's caption.
    Caption,
    /// A column's heading.
    Head,
    /// A label beside a value.
    Label,
    /// A value.
    Value,
    /// A figure of a table.
    Figure,
    /// A sum under a table.
    Total,
}

/// The faces as formats.
pub(super) struct Formats {
    plain: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name("Noto Sans CJK SC").set_font_size(10).set_text_wrap();
        Self { plain: plain.set_align(FormatAlign::VerticalCenter) }
    }

    /// A face; of a figure with its number format, as small as its cell needs it.
    pub(super) fn of(&self, face: Face, figure: Option<Figure>, is_dense: bool) -> Format {
        let plain = if is_dense { self.plain.clone().set_font_size(8) } else { self.plain.clone() };
        let ruled = plain.clone().set_border(FormatBorder::Thin);
        let shaded = |format: Format| format.set_background_color(Color::RGB(0x00F2_F2F2));
        let format = match face {
            Face::Company => plain.set_font_size(12).set_bold().set_align(FormatAlign::Center),
            Face::Small => plain.set_font_size(8).set_align(FormatAlign::Center),
            Face::Mark => plain
                .set_font_size(14)
                .set_bold()
                .set_font_color(Color::RGB(0x00C0_0000))
                .set_align(FormatAlign::Center),
            Face::Title => plain.set_font_size(18).set_bold().set_align(FormatAlign::Center),
            Face::Heading => shaded(ruled).set_bold(),
            Face::Caption => ruled.set_bold().set_align(FormatAlign::Center),
            Face::Head => shaded(ruled).set_align(FormatAlign::Center),
            Face::Label => shaded(ruled),
            Face::Value => ruled.set_align(FormatAlign::Left),
            Face::Figure => ruled.set_align(FormatAlign::Right),
            Face::Total => ruled.set_bold().set_align(FormatAlign::Right),
        };
        match figure {
            Some(figure) => format.unset_text_wrap().set_shrink().set_num_format(number_format(figure)),
            None => format,
        }
    }
}

/// `#,##0.00`, `0.0%`.
fn number_format(figure: Figure) -> String {
    let whole = if figure.percent { "0" } else { "#,##0" };
    let places = "0".repeat(figure.places as usize);
    let point = if places.is_empty() { "" } else { "." };
    format!("{whole}{point}{places}{}", if figure.percent { "%" } else { "" })
}
