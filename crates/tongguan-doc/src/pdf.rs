//! A paper as PDF, set by typst with the fonts that the program carries.
//!
//! Promises searchable text, the same bytes for the same paper, and that a paper is data to the template and never markup.
//! Setting takes memory and can take time: the server does it in a child process ([`crate::pdf`] only sets). Must never
//! read a file, a font or a package from outside.

mod fonts;
mod world;

use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

use crate::paper::{Drawing, Paper};
use world::{Press as Types, World};

/// Pixels of a point: 200 of an inch.
const PIXELS_PER_POINT: f64 = 2.8;
/// Longest side of a drawing, in pixels.
const LARGEST_PIXELS: f64 = 3_600.0;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The fonts in the program cannot be unpacked.
    #[error("the fonts cannot be read: {0}")]
    Fonts(String),
    /// The paper cannot be written down for the template.
    #[error("the paper cannot be written down: {0}")]
    Paper(#[from] serde_json::Error),
    /// The template or the writer refused.
    #[error("the paper cannot be set: {0}")]
    Setting(String),
}

/// What was set.
#[derive(Debug)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// What typst had to remark, such as a font that it does not know.
    pub warnings: Vec<String>,
}

/// A press with its types laid out: fonts are unpacked once.
pub struct Press {
    types: Types,
}

impl Press {
    /// A press.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { types: Types::new(fonts::load()?) })
    }

    /// Sets a paper.
    pub fn print(&self, paper: &Paper) -> Result<Printed, Error> {
        let printed = self.set(paper);
        // What typst remembers for a next run of the same paper would only grow.
        comemo::evict(0);
        printed
    }

    /// Draws a drawing as a PNG, sharp enough for paper.
    pub fn draw(&self, drawing: &Drawing) -> Result<Vec<u8>, Error> {
        let drawn = self.drawn(drawing);
        comemo::evict(0);
        drawn
    }

    fn drawn(&self, drawing: &Drawing) -> Result<Vec<u8>, Error> {
        let world = World::of_drawing(&self.types, drawing)?;
        let document = typst::compile::<PagedDocument>(&world).output.map_err(|faults| fault(&faults))?;
        let page = document.pages().first().ok_or_else(|| Error::Setting("no page".to_owned()))?;
        let longest = drawing.width.max(drawing.height).max(1.0);
        let options = RenderOptions {
            pixel_per_pt: (LARGEST_PIXELS / longest).min(PIXELS_PER_POINT).into(),
            ..RenderOptions::default()
        };
        let pixels = typst_render::render(page, &options);
        pixels.encode_png().map_err(|error| Error::Setting(error.to_string()))
    }

    fn set(&self, paper: &Paper) -> Result<Printed, Error> {
        let world = World::new(&self.types, paper)?;
        let set = typst::compile::<PagedDocument>(&world);
        let warnings = set.warnings.iter().map(|one| one.message.to_string()).collect();
        let document = set.output.map_err(|faults| fault(&faults))?;
        let options =
            PdfOptions { creator: Smart::Custom(Some("Tongguan".to_owned())), ..PdfOptions::default() };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|faults| fault(&faults))?;
        Ok(Printed { bytes, warnings })
    }
}

fn fault(faults: &[SourceDiagnostic]) -> Error {
    Error::Setting(faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; "))
}
