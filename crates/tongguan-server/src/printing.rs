//! Papers into files: which renderer, and where it runs.
//!
//! Promises that PDF is set in a child process with limits, so that no paper can take the server's memory or time. Must never
//! know what a paper says.

#[cfg(feature = "pdf")]
pub mod press;
pub mod template;

use tongguan_core::reference::issued_copy::CopyFormat;
#[cfg(feature = "pdf")]
use tongguan_doc::paper::Logo;
use tongguan_doc::paper::{Block, Paper};
use tongguan_doc::template::{Fault, Values};
use tongguan_doc::{docx, xlsx};

use crate::app::App;
use crate::http::error::ApiError;
use crate::http::query::QueryFault;
use template::TemplateError;

/// The formats that this build makes, as a query parameter names them.
pub const FORMATS: &str = if cfg!(feature = "pdf") { "pdf, xlsx, docx" } else { "xlsx, docx" };

/// The file of a paper.
pub async fn print(app: &App, mut paper: Paper, format: CopyFormat) -> Result<Vec<u8>, ApiError> {
    if format != CopyFormat::Pdf {
        draw(app, &mut paper).await?;
    }
    let bytes = match format {
        CopyFormat::Pdf => return pdf(app, &paper).await,
        CopyFormat::Xlsx => {
            tokio::task::spawn_blocking(move || xlsx::write(&paper).map_err(|error| error.to_string())).await
        }
        CopyFormat::Docx => {
            tokio::task::spawn_blocking(move || docx::write(&paper).map_err(|error| error.to_string())).await
        }
    };
    match bytes {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(failed(&error)),
        Err(error) => Err(failed(&error)),
    }
}

#[cfg(feature = "pdf")]
async fn pdf(app: &App, paper: &Paper) -> Result<Vec<u8>, ApiError> {
    app.press.print(paper).await.map_err(|error| failed(&error))
}

#[cfg(not(feature = "pdf"))]
async fn pdf(_: &App, _: &Paper) -> Result<Vec<u8>, ApiError> {
    Err(not_made())
}

/// Drawings as pictures, for the formats that know no lines. A build that sets no PDF leaves them out: the tables say the same.
#[cfg(feature = "pdf")]
async fn draw(app: &App, paper: &mut Paper) -> Result<(), ApiError> {
    for block in paper.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Picture(picture) = block {
            let png = app.press.draw(&picture.drawing).await.map_err(|error| failed(&error))?;
            picture.png = Logo::of(&png);
        }
    }
    Ok(())
}

#[cfg(not(feature = "pdf"))]
async fn draw(_: &App, paper: &mut Paper) -> Result<(), ApiError> {
    for section in &mut paper.sections {
        section.blocks.retain(|block| !matches!(block, Block::Picture(_)));
    }
    paper.sections.retain(|section| !section.blocks.is_empty());
    Ok(())
}

/// The format is not in this build.
pub fn not_made() -> ApiError {
    ApiError::Query(QueryFault::NotAllowed { param: "format".into(), allowed: FORMATS.into() })
}

fn failed(error: &dyn std::fmt::Display) -> ApiError {
    tracing::error!(%error, "a paper could not be made");
    ApiError::Internal
}

/// A template of the company's own filled with what a paper says.
pub async fn fill(app: &App, file: &[u8], values: Values) -> Result<Vec<u8>, ApiError> {
    template::fill(app.templates.program(), file, values).await.map_err(template_fault)
}

/// A template that was not filled, as a fault of the edge.
pub fn template_fault(error: TemplateError) -> ApiError {
    match error {
        TemplateError::Refused(fault) => ApiError::Template(fault),
        TemplateError::TooMuch => ApiError::Template(Fault::TooLarge),
        TemplateError::Gone(error) => failed(&error),
    }
}
